package dev.synapt.processor.lane;

/** Java literals. */
public final class Literals {

  private Literals() {}

  /** A float literal that reads back as the same bits. */
  public static String print(float value) {
    if (Float.isNaN(value)) {
      return "Float.NaN";
    }
    if (Float.isInfinite(value)) {
      return value > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
    }
    if (value == (int) value && Math.abs(value) < 1e6f && 1 / value != Float.NEGATIVE_INFINITY) {
      return (int) value + "f";
    }
    return value + "f";
  }
}
