package dev.synapt.testing;

/** Batch norm over {@code [n][c][position]}: one mean and one deviation per channel. */
final class Normalization {

  private Normalization() {}

  /** Sums over samples and positions. */
  static double[] channelSums(double[] x, int samples, int channels) {
    double[] sums = new double[channels];
    int positions = x.length / (samples * channels);
    for (int i = 0; i < x.length; i++) {
      sums[i / positions % channels] += x[i];
    }
    return sums;
  }

  static double[] means(double[] x, int samples, int channels) {
    double[] means = channelSums(x, samples, channels);
    int count = x.length / channels;
    for (int c = 0; c < channels; c++) {
      means[c] /= count;
    }
    return means;
  }

  /** {@code 1 / sqrt(variance + epsilon)}, with the biased variance. */
  static double[] inverseDeviations(double[] x, double[] means, double epsilon, int samples) {
    double[] squares = scaled(x, means, null, samples);
    for (int i = 0; i < squares.length; i++) {
      squares[i] *= squares[i];
    }
    double[] inverse = means(squares, samples, means.length);
    for (int c = 0; c < inverse.length; c++) {
      inverse[c] = 1 / Math.sqrt(inverse[c] + epsilon);
    }
    return inverse;
  }

  /** {@code (x - mean) inverse}; with null for inverse, {@code x - mean}. */
  static double[] scaled(double[] x, double[] means, double[] inverse, int samples) {
    double[] y = new double[x.length];
    int channels = means.length;
    int positions = x.length / (samples * channels);
    for (int i = 0; i < x.length; i++) {
      int c = i / positions % channels;
      y[i] = (x[i] - means[c]) * (inverse == null ? 1 : inverse[c]);
    }
    return y;
  }
}
