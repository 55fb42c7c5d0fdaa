package dev.synapt.report;

/**
 * How often values occur, in bins of equal width. If most are the least value, as behind a ReLU,
 * they are told of and not drawn: beside them no bar of another could be seen.
 */
final class Histogram {

  private static final int BINS = 40;
  private static final double WIDTH = 320;
  private static final double HEIGHT = 98;
  private static final double BASE = 80;
  private static final double NUMBER_WIDTH = 48;

  private final long[] counts = new long[BINS];
  private final double low;
  private final double high;
  private final double mean;
  private final double deviation;
  private final long size;
  private final long notDrawn;

  /**
   * Counts.
   *
   * @param values those that are not finite are left out
   */
  Histogram(float[] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    long finite = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
        sum += value;
        squares += (double) value * value;
        finite++;
      }
    }
    this.size = finite;
    this.low = finite == 0 ? 0 : least;
    this.high = finite == 0 ? 0 : most;
    this.mean = finite == 0 ? 0 : sum / finite;
    this.deviation = finite == 0 ? 0 : Math.sqrt(Math.max(0, squares / finite - mean * mean));
    for (float value : values) {
      if (Float.isFinite(value)) {
        counts[bin(value)]++;
      }
    }
    this.notDrawn = mostCommon(values);
    counts[0] -= notDrawn;
  }

  /** How many values are the least, if these are most, else 0. */
  private long mostCommon(float[] values) {
    long count = 0;
    for (float value : values) {
      count += value == low ? 1 : 0;
    }
    return high > low && 2 * count > size ? count : 0;
  }

  private int bin(float value) {
    return high == low ? BINS / 2 : (int) Math.min(BINS - 1, BINS * (value - low) / (high - low));
  }

  long count(int bin) {
    return counts[bin];
  }

  double mean() {
    return mean;
  }

  double deviation() {
    return deviation;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  /** Mean, standard deviation, least and largest in a line. */
  String figures() {
    if (size == 0) {
      return "no values";
    }
    String most =
        notDrawn == 0
            ? ""
            : Text.format(
                " · %.1f %% are %s, not drawn", 100.0 * notDrawn / size, Text.number(low));
    return "mean %s · σ %s · %s … %s"
            .formatted(
                Text.number(mean), Text.number(deviation), Text.number(low), Text.number(high))
        + most;
  }

  String markup(String label) {
    Svg svg = new Svg(WIDTH, HEIGHT, label + ": " + figures());
    long most = 1;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    double step = WIDTH / BINS;
    for (int bin = 0; bin < BINS; bin++) {
      double height = counts[bin] == 0 ? 0 : Math.max(1, (BASE - 4) * counts[bin] / most);
      svg.rect(
          bin * step + 0.5, BASE - height, step - 1, height, "class=\"bar\" rx=\"1\"", title(bin));
    }
    svg.line(0, BASE, WIDTH, BASE, "axis");
    svg.text(0, HEIGHT - 3, "tick", Text.number(low));
    svg.text(WIDTH, HEIGHT - 3, "tick end", Text.number(high));
    if (low < 0 && high > 0) {
      double zero = WIDTH * -low / (high - low);
      svg.line(zero, 2, zero, BASE, "zero");
      if (Math.abs(zero - WIDTH / 2) < WIDTH / 2 - NUMBER_WIDTH) {
        svg.text(zero, HEIGHT - 3, "tick middle", "0");
      }
    }
    return "<div class=\"histogram\">" + svg.markup() + "</div>";
  }

  private String title(int bin) {
    double step = (high - low) / BINS;
    return Text.number(low + bin * step)
        + " … "
        + Text.number(low + (bin + 1) * step)
        + ": "
        + Text.count(counts[bin]);
  }
}
