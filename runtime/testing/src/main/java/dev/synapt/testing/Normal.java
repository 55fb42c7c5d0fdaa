package dev.synapt.testing;

/** The standard normal distribution. */
final class Normal {

  /** Up to here the series about zero loses few digits; beyond, the continued fraction is short. */
  private static final double FAR = 4;

  private static final int FRACTIONS = 100;

  private Normal() {}

  static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /** The distribution function. */
  static double below(double x) {
    return x > 0 ? 1 - above(x) : above(-x);
  }

  private static double above(double a) {
    if (a >= FAR) {
      double fraction = a;
      for (int n = FRACTIONS; n > 0; n--) {
        fraction = a + n / fraction;
      }
      return density(a) / fraction;
    }
    double term = a;
    double sum = a;
    for (int n = 3; Math.abs(term) > Double.MIN_NORMAL && sum + term != sum; n += 2) {
      term *= a * a / n;
      sum += term;
    }
    return 0.5 - density(a) * sum;
  }
}
