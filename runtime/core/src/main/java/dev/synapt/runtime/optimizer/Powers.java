package dev.synapt.runtime.optimizer;

/** Powers of decay rates. */
final class Powers {

  private Powers() {}

  /**
   * {@code base^exponent} by squaring: the same bits on every machine, as {@link StrictMath#pow}
   * would give, but without the arrays that it allocates.
   */
  static double of(double base, long exponent) {
    double result = 1;
    double square = base;
    for (long left = exponent; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }
}
