package dev.synapt.processor.lane;

import java.util.Set;

/**
 * A register of lanes at a time, in the Vector API: {@code S} is the species, {@code L} its length,
 * {@code l} the first lane.
 *
 * @param uniform the names that hold the same value in every lane, so need no copy per register
 * @param unroll registers side by side
 */
record VectorExprPrinter(Set<String> uniform, int unroll) implements ExprPrinter {

  @Override
  public String type() {
    return "FloatVector";
  }

  @Override
  public String name(String name, int register) {
    return unroll == 1 || uniform.contains(name) ? name : name + (char) ('a' + register);
  }

  @Override
  public String store(Stmt.Store store, int register) {
    return "%s.intoArray(%s, %s);"
        .formatted(print(store.value(), register), store.array(), at(store.index(), register));
  }

  private static Index at(Index index, int register) {
    Index lane = index.plus("l");
    return register == 0 ? lane : lane.plus(register, "L");
  }

  @Override
  public String print(Expr expr, int register) {
    return switch (expr) {
      case Expr.Load load ->
          "FloatVector.fromArray(S, %s, %s)".formatted(load.array(), at(load.index(), register));
      case Expr.Broadcast b -> "FloatVector.broadcast(S, %s[%s])".formatted(b.array(), b.index());
      case Expr.Constant c ->
          c.value() == 0 && 1 / c.value() > 0
              ? "FloatVector.zero(S)"
              : "FloatVector.broadcast(S, %s)".formatted(Literals.print(c.value()));
      case Expr.Scalar s -> "FloatVector.broadcast(S, %s)".formatted(s.name());
      case Expr.Ref ref -> name(ref.name(), register);
      case Expr.Fma fma ->
          "%s.fma(%s, %s)"
              .formatted(
                  print(fma.a(), register), print(fma.b(), register), print(fma.c(), register));
      case Expr.Binary binary -> binary(binary, register);
      case Expr.Sqrt sqrt -> "%s.sqrt()".formatted(print(sqrt.a(), register));
      case Expr.SelectGreater s -> select(s.a(), "GT", s.b(), s.then(), s.otherwise(), register);
      case Expr.SelectEqual s -> select(s.a(), "EQ", s.b(), s.then(), s.otherwise(), register);
      case Expr.PowerOfTwo p ->
          "%s.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0x3f800000)"
                  .formatted(print(p.shifted(), register))
              + ".reinterpretAsFloats()";
    };
  }

  private String select(Expr a, String compare, Expr b, Expr then, Expr otherwise, int register) {
    return "%s.blend(%s, %s.compare(VectorOperators.%s, %s))"
        .formatted(
            print(otherwise, register),
            print(then, register),
            print(a, register),
            compare,
            print(b, register));
  }

  private String binary(Expr.Binary binary, int register) {
    String method =
        switch (binary.operator()) {
          case ADD -> "add";
          case SUB -> "sub";
          case MUL -> "mul";
          case DIV -> "div";
          case MAX -> "max";
          case MIN -> "min";
        };
    return "%s.%s(%s)".formatted(print(binary.a(), register), method, print(binary.b(), register));
  }
}
