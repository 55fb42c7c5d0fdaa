package dev.synapt.runtime.data;

import dev.synapt.runtime.Normalizer;

/**
 * How to learn a {@link Normalizer} from data: over all inputs, or for each channel (the first axis
 * of the samples' shape), or for each input. Computed in double precision, in two passes. Fit it on
 * the training data alone.
 */
public final class Normalization {

  /** Which inputs share their numbers. */
  private enum Group {
    ALL,
    CHANNEL,
    INPUT
  }

  private final Group group;
  private final boolean range;
  private final double low;
  private final double high;

  private Normalization(Group group, boolean range, double low, double high) {
    this.group = group;
    this.range = range;
    this.low = low;
    this.high = high;
  }

  /**
   * To mean 0 and standard deviation 1 (of the population, divided by n): {@code (x - mean) /
   * deviation}. Inputs that are all equal become 0. Over all inputs together, unless said.
   */
  public static Normalization standardize() {
    return new Normalization(Group.ALL, false, 0, 0);
  }

  /**
   * To a range: the least value becomes {@code low}, the greatest {@code high}, what lies between
   * or beyond goes with them in a straight line. Inputs that are all equal become {@code low}. Over
   * all inputs together, unless said.
   *
   * @param low below {@code high}
   * @param high finite
   * @return the rule
   */
  public static Normalization range(double low, double high) {
    if (!(low < high && high - low < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a range must go from a low to a high number, not from %s to %s".formatted(low, high));
    }
    return new Normalization(Group.ALL, true, low, high);
  }

  /** To the range 0 ... 1. */
  public static Normalization minMax() {
    return range(0, 1);
  }

  /** The same for each channel by itself, for images and series. */
  public Normalization perChannel() {
    return new Normalization(Group.CHANNEL, range, low, high);
  }

  /** The same for each input by itself, for tables. */
  public Normalization perFeature() {
    return new Normalization(Group.INPUT, range, low, high);
  }

  /**
   * Learns the numbers.
   *
   * @param data at least one sample, all values finite
   * @return the normaliser
   * @throws IllegalArgumentException if there is no sample, or a value is not finite; it names it
   */
  public Normalizer fit(Dataset data) {
    if (data.size() == 0) {
      throw new IllegalArgumentException("there are no samples to learn a normaliser from");
    }
    InputStatistics statistics = new InputStatistics(data, groups(data));
    float[] shift = new float[statistics.groups()];
    float[] scale = new float[shift.length];
    for (int g = 0; g < shift.length; g++) {
      scale[g] = (float) scale(statistics, g);
      shift[g] = (float) shift(statistics, g, scale[g]);
    }
    return new Normalizer(shift, scale);
  }

  private int groups(Dataset data) {
    int[] shape = data.shape();
    return switch (group) {
      case ALL -> 1;
      case CHANNEL -> shape.length == 0 ? 1 : shape[0];
      case INPUT -> data.inputSize();
    };
  }

  private double scale(InputStatistics statistics, int g) {
    double width =
        range
            ? (statistics.maximum(g) - statistics.minimum(g)) / (high - low)
            : statistics.deviation(g);
    // A float below the smallest normal one would divide badly.
    return width >= Float.MIN_NORMAL ? width : 1;
  }

  /** For a range: {@code (minimum - shift) / scale = low}. */
  private double shift(InputStatistics statistics, int g, double scale) {
    return range ? statistics.minimum(g) - low * scale : statistics.mean(g);
  }
}
