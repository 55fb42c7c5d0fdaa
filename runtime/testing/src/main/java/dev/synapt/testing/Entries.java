package dev.synapt.testing;

/** Arrays entry by entry. */
final class Entries {

  private Entries() {}

  /** Zero where one of them is, whatever the other. */
  static double[] product(double[] a, double[] b) {
    double[] y = new double[a.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] == 0 || b[i] == 0 ? 0 : a[i] * b[i];
    }
    return y;
  }

  static double[] sum(double[]... terms) {
    double[] y = new double[terms[0].length];
    for (double[] term : terms) {
      for (int i = 0; i < y.length; i++) {
        y[i] += term[i];
      }
    }
    return y;
  }

  /** Each entry added at a place of its own, and not at all at a negative one. */
  static double[] scattered(double[] x, double[] places, int length) {
    double[] y = new double[length];
    for (int i = 0; i < x.length; i++) {
      if (places[i] >= 0) {
        y[(int) places[i]] += x[i];
      }
    }
    return y;
  }
}
