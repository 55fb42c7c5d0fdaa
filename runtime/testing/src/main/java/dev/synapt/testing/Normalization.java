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

  /** {@code x scale + shift} of each channel; null for no shift. */
  static double[] affine(double[] x, double[] scales, double[] shifts, int samples) {
    double[] y = new double[x.length];
    int positions = x.length / (samples * scales.length);
    for (int i = 0; i < y.length; i++) {
      int c = i / positions % scales.length;
      y[i] = x[i] * scales[c] + (shifts == null ? 0 : shifts[c]);
    }
    return y;
  }

  /** {@code dx = factor (dy - dbeta/M - scaled dgamma/M)}, M the entries of a channel. */
  static double[] gradInput(
      double[] scaled,
      double[] dy,
      double[] factors,
      double[] dgamma,
      double[] dbeta,
      int samples) {
    double[] dx = new double[dy.length];
    int positions = dy.length / (samples * factors.length);
    int count = samples * positions;
    for (int i = 0; i < dx.length; i++) {
      int c = i / positions % factors.length;
      dx[i] = factors[c] * (dy[i] - dbeta[c] / count - scaled[i] * dgamma[c] / count);
    }
    return dx;
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
