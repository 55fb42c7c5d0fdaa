package dev.synapt.testing;

/**
 * Normalisation of each sample over groups of its channels, {@code [n][group][entry]}, or of each
 * position over its channels. Scales are one per channel, or of the sample's shape.
 */
final class SampleNormalization {

  private final double[] x;
  private final int samples;
  private final int size;
  private final int channels;
  private final boolean positions;

  /**
   * Of a batch.
   *
   * @param groups of each sample; 0 for each position by itself
   * @param channels of each sample
   */
  SampleNormalization(double[] x, int samples, int groups, int channels) {
    this.x = x;
    this.samples = samples;
    this.positions = groups == 0;
    this.size = positions ? channels : x.length / (samples * groups);
    this.channels = channels;
  }

  /** Where the mean of an entry's group is; what belongs to it follows {@link #step} later. */
  private int mean(int entry) {
    int row = x.length / samples;
    return positions ? entry / row * 2 * step() + entry % step() : entry / size * 2;
  }

  private int step() {
    return positions ? x.length / (samples * channels) : 1;
  }

  /** The mean and {@code 1 / sqrt(variance + epsilon)} of each group, one behind the other. */
  double[] statistics(double epsilon) {
    double[] statistics = new double[2 * x.length / size];
    for (int i = 0; i < x.length; i++) {
      statistics[mean(i)] += x[i] / size;
    }
    for (int i = 0; i < x.length; i++) {
      double deviation = x[i] - statistics[mean(i)];
      statistics[mean(i) + step()] += deviation * deviation / size;
    }
    for (int i = 0; i < statistics.length; i++) {
      boolean variance = i / step() % 2 == 1;
      statistics[i] = variance ? 1 / Math.sqrt(statistics[i] + epsilon) : statistics[i];
    }
    return statistics;
  }

  private double scaled(int entry, double[] statistics) {
    int group = mean(entry);
    return (x[entry] - statistics[group]) * statistics[group + step()];
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
      means[mean(i)] += d;
      means[mean(i) + step()] += d * scaled(i, statistics);
    }
    return means;
  }

  double[] gradInput(double[] dy, double[] statistics, double[] gamma, double[] means) {
    double[] dx = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int group = mean(i);
      double shared = means[group] + scaled(i, statistics) * means[group + step()];
      dx[i] = statistics[group + step()] * (dy[i] * factor(i, gamma) - shared);
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
