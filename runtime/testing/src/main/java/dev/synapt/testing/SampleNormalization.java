package dev.synapt.testing;

/**
 * Normalisation of each sample over groups of its channels, {@code [n][group][entry]}. Scales are one per channel, or of the
 * sample's shape.
 */
final class SampleNormalization {

  private final double[] x;
  private final int samples;
  private final int size;
  private final int channels;

  /**
   * Of a batch.
   *
   * @param groups of each sample
   * @param channels of each sample
   */
  SampleNormalization(double[] x, int samples, int groups, int channels) {
    this.x = x;
    this.samples = samples;
    this.size = x.length / (samples * groups);
    this.channels = channels;
  }

  /** The mean and {@code 1 / sqrt(variance + epsilon)} of each group, one behind the other. */
  double[] statistics(double epsilon) {
    double[] statistics = new double[2 * x.length / size];
    for (int i = 0; i < x.length; i++) {
      statistics[i / size * 2] += x[i] / size;
    }
    for (int i = 0; i < x.length; i++) {
      double deviation = x[i] - statistics[i / size * 2];
      statistics[i / size * 2 + 1] += deviation * deviation / size;
    }
    for (int g = 1; g < statistics.length; g += 2) {
      statistics[g] = 1 / Math.sqrt(statistics[g] + epsilon);
    }
    return statistics;
  }

  private double scaled(int entry, double[] statistics) {
    int group = entry / size * 2;
    return (x[entry] - statistics[group]) * statistics[group + 1];
  }

  private int parameter(int entry, double[] parameters) {
    int row = x.length / samples;
    return parameters.length == row ? entry % row : entry % row / (row / channels);
  }

  private double factor(int entry, double[] gamma) {
    return gamma == null ? 1 : gamma[parameter(entry, gamma)];
  }

  double[] forward(double[] statistics, double[] gamma, double[] beta) {
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      double shift = beta == null ? 0 : beta[parameter(i, beta)];
      y[i] = scaled(i, statistics) * factor(i, gamma) + shift;
    }
    return y;
  }

  /** The means of {@code gamma dy} and of its product with what is scaled, of each group. */
  double[] gradientMeans(double[] dy, double[] statistics, double[] gamma) {
    double[] means = new double[statistics.length];
    for (int i = 0; i < x.length; i++) {
      double d = dy[i] * factor(i, gamma) / size;
      means[i / size * 2] += d;
      means[i / size * 2 + 1] += d * scaled(i, statistics);
    }
    return means;
  }

  double[] gradInput(double[] dy, double[] statistics, double[] gamma, double[] means) {
    double[] dx = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int group = i / size * 2;
      double own = dy[i] * factor(i, gamma) - means[group] - scaled(i, statistics) * means[group + 1];
      dx[i] = statistics[group + 1] * own;
    }
    return dx;
  }

  double[] gradScale(double[] dy, double[] statistics, int parameters) {
    double[] sums = new double[parameters];
    for (int i = 0; i < x.length; i++) {
      sums[parameter(i, sums)] += dy[i] * scaled(i, statistics);
    }
    return sums;
  }

  double[] gradShift(double[] dy, int parameters) {
    double[] sums = new double[parameters];
    for (int i = 0; i < x.length; i++) {
      sums[parameter(i, sums)] += dy[i];
    }
    return sums;
  }
}
