package dev.synapt.testing;

import java.util.stream.Stream;

/** Samples side by side, and parts of them. */
final class Joining {

  private Joining() {}

  static double[] concat(int samples, double[]... terms) {
    int entries = Stream.of(terms).mapToInt(term -> term.length).sum() / samples;
    double[] y = new double[samples * entries];
    int first = 0;
    for (double[] term : terms) {
      int count = term.length / samples;
      for (int n = 0; n < samples; n++) {
        System.arraycopy(term, n * count, y, n * entries + first, count);
      }
      first += count;
    }
    return y;
  }

  static double[] part(int samples, double[] x, int first, int count) {
    double[] y = new double[samples * count];
    for (int n = 0; n < samples; n++) {
      System.arraycopy(x, n * (x.length / samples) + first, y, n * count, count);
    }
    return y;
  }
}
