package dev.synapt.processor.lane;

/** Writes lane values as Java expressions, for one target. */
sealed interface ExprPrinter permits PlainExprPrinter, VectorExprPrinter {

  /** The Java type of a named value. */
  String type();

  /**
   * The expression.
   *
   * @param register which of the registers side by side, from 0
   */
  String print(Expr expr, int register);

  /** The statement that stores a value. */
  String store(Stmt.Store store, int register);

  /** The name of a named value's part in one register. */
  String name(String name, int register);
}
