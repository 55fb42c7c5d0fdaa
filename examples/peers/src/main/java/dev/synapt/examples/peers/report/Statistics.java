package dev.synapt.examples.peers.report;

import java.util.Arrays;
import java.util.Locale;

/**
 * Several measurements of the same thing.
 *
 * @param median the middle one
 * @param min the smallest
 * @param max the largest
 */
record Statistics(double median, double min, double max) {

  static Statistics of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Statistics(median(values), sorted[0], sorted[sorted.length - 1]);
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Three digits, and thousands apart. */
  static String number(double value) {
    if (value >= 999.5) {
      double unit = Math.pow(10, Math.floor(Math.log10(value)) - 2);
      return String.format(Locale.ROOT, "%,.0f", Math.round(value / unit) * unit);
    }
    int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Without a spread where there is none, as for a single round. */
  @Override
  public String toString() {
    return number(median) + spread();
  }

  /** For a ratio, which is what a table is read for. */
  String emphasized() {
    return "**" + number(median) + "**" + spread();
  }

  private String spread() {
    return min == max ? "" : " (%s–%s)".formatted(number(min), number(max));
  }
}
