package dev.synapt.processor.lane;

/**
 * A value per lane. All arithmetic is IEEE single precision, each operation rounded once, {@link
 * Fma} included.
 */
public sealed interface Expr {

  /** {@code array[index + lane]}: neighbouring lanes read neighbouring floats. */
  record Load(String array, Index index) implements Expr {}

  /** {@code array[index]}: the same float for every lane. */
  record Broadcast(String array, Index index) implements Expr {}

  /** A literal for every lane. */
  record Constant(float value) implements Expr {}

  /** A float variable of the routine, the same for every lane. */
  record Scalar(String name) implements Expr {}

  /** What a {@link Stmt.Let} named. */
  record Ref(String name) implements Expr {}

  /** {@code a * b + c}, rounded once. */
  record Fma(Expr a, Expr b, Expr c) implements Expr {}

  /** An operation of two values. */
  record Binary(Operator operator, Expr a, Expr b) implements Expr {}

  /** The square root. */
  record Sqrt(Expr a) implements Expr {}

  /** {@code a > b ? then : otherwise}; false where either is NaN. */
  record SelectGreater(Expr a, Expr b, Expr then, Expr otherwise) implements Expr {}

  /** {@code a == b ? then : otherwise}. */
  record SelectEqual(Expr a, Expr b, Expr then, Expr otherwise) implements Expr {}

  /**
   * {@code 2^n} from {@code n + 1.5 * 2^23}, whose low bits are those of the integer n; n in
   * -126..127. Used by {@link LaneMath#exp}.
   */
  record PowerOfTwo(Expr shifted) implements Expr {}

  /** Operations of two values; {@code MAX} and {@code MIN} as {@link Math#max(float, float)}. */
  enum Operator {
    ADD,
    SUB,
    MUL,
    DIV,
    MAX,
    MIN
  }

  /** {@code a + b}. */
  static Expr add(Expr a, Expr b) {
    return new Binary(Operator.ADD, a, b);
  }

  /** {@code a - b}. */
  static Expr sub(Expr a, Expr b) {
    return new Binary(Operator.SUB, a, b);
  }

  /** {@code a * b}. */
  static Expr mul(Expr a, Expr b) {
    return new Binary(Operator.MUL, a, b);
  }

  /** {@code a / b}. */
  static Expr div(Expr a, Expr b) {
    return new Binary(Operator.DIV, a, b);
  }

  /** {@code max(a, b)}. */
  static Expr max(Expr a, Expr b) {
    return new Binary(Operator.MAX, a, b);
  }

  /** {@code min(a, b)}. */
  static Expr min(Expr a, Expr b) {
    return new Binary(Operator.MIN, a, b);
  }

  /** A named value. */
  static Expr ref(String name) {
    return new Ref(name);
  }

  /** A literal. */
  static Expr constant(double value) {
    return new Constant((float) value);
  }
}
