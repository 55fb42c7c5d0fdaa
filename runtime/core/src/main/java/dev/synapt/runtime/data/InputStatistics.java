package dev.synapt.runtime.data;

import java.util.Arrays;

/** Minimum, maximum, mean and standard deviation of groups of inputs; in two passes, in doubles. */
final class InputStatistics {

  private final int groups;
  private final double[] minima;
  private final double[] maxima;
  private final double[] means;
  private final double[] deviations;

  /** Divides samples into as many groups of neighbouring inputs of equal size. */
  InputStatistics(Dataset data, int groups) {
    this.groups = groups;
    this.minima = new double[groups];
    this.maxima = new double[groups];
    this.means = new double[groups];
    this.deviations = new double[groups];
    Arrays.fill(minima, Double.POSITIVE_INFINITY);
    Arrays.fill(maxima, Double.NEGATIVE_INFINITY);
    double count = (double) data.size() * data.inputSize() / groups;
    forEach(data, this::see);
    divide(means, count);
    forEach(data, (group, value) -> deviations[group] += square(value - means[group]));
    divide(deviations, count);
    Arrays.setAll(deviations, group -> Math.sqrt(deviations[group]));
  }

  private interface Visitor {
    void see(int group, double value);
  }

  private void forEach(Dataset data, Visitor visitor) {
    int plane = data.inputSize() / groups;
    for (int sample = 0; sample < data.size(); sample++) {
      float[] input = data.input(sample);
      for (int i = 0; i < input.length; i++) {
        if (!Float.isFinite(input[i])) {
          throw new IllegalArgumentException(
              "input %d of sample %d is %s".formatted(i, sample, input[i]));
        }
        visitor.see(i / plane, input[i]);
      }
    }
  }

  private void see(int group, double value) {
    minima[group] = Math.min(minima[group], value);
    maxima[group] = Math.max(maxima[group], value);
    means[group] += value;
  }

  private static double square(double x) {
    return x * x;
  }

  private static void divide(double[] values, double by) {
    Arrays.setAll(values, i -> values[i] / by);
  }

  int groups() {
    return groups;
  }

  double minimum(int group) {
    return minima[group];
  }

  double maximum(int group) {
    return maxima[group];
  }

  double mean(int group) {
    return means[group];
  }

  double deviation(int group) {
    return deviations[group];
  }
}
