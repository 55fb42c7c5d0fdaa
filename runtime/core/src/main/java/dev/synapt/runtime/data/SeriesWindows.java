package dev.synapt.runtime.data;

import java.util.Arrays;

/**
 * Samples from a series in time: a window of the past, and what follows it as the target.
 * Immutable.
 *
 * <pre>{@code
 * Dataset data = SeriesWindows.of(168).horizon(24).target(0).over(series);
 * }</pre>
 */
public final class SeriesWindows {

  private final int length;
  private final int horizon;
  private final int gap;
  private final int stride;
  private final int target;

  private SeriesWindows(int length, int horizon, int gap, int stride, int target) {
    this.length = length;
    this.horizon = horizon;
    this.gap = gap;
    this.stride = stride;
    this.target = target;
  }

  /**
   * Windows, one from every moment, whose target is the next value of channel 0.
   *
   * @param length moments in a window, at least 1
   * @return the description
   */
  public static SeriesWindows of(int length) {
    return new SeriesWindows(atLeast(1, "length", length), 1, 0, 1, 0);
  }

  /**
   * The same with more values to predict.
   *
   * @param moments how many that follow each other, at least 1
   * @return the changed copy
   */
  public SeriesWindows horizon(int moments) {
    return new SeriesWindows(length, atLeast(1, "horizon", moments), gap, stride, target);
  }

  /**
   * The same with a distance between window and target.
   *
   * @param moments that are left out, 0 or more
   * @return the changed copy
   */
  public SeriesWindows gap(int moments) {
    return new SeriesWindows(length, horizon, atLeast(0, "gap", moments), stride, target);
  }

  /**
   * The same with fewer windows.
   *
   * @param moments from the begin of one to that of the next, at least 1
   * @return the changed copy
   */
  public SeriesWindows stride(int moments) {
    return new SeriesWindows(length, horizon, gap, atLeast(1, "stride", moments), target);
  }

  /**
   * The same with another channel to predict.
   *
   * @param channel from 0
   * @return the changed copy
   */
  public SeriesWindows target(int channel) {
    return new SeriesWindows(length, horizon, gap, stride, atLeast(0, "target channel", channel));
  }

  private static int atLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", but is " + value);
    }
    return value;
  }

  /**
   * Makes the samples, the oldest first.
   *
   * @param series {@code [channels][moments]}; it is not copied, so it must not change
   * @return samples {@code [channels, length]} with {@code horizon} targets
   * @throws IllegalArgumentException if channels differ in length, or are too short for a window
   */
  public Dataset over(float[][] series) {
    requireSeries(series);
    int moments = series[0].length;
    int rows = (moments - length - gap - horizon) / stride + 1;
    float[] targets = new float[Math.multiplyExact(rows, horizon)];
    for (int row = 0; row < rows; row++) {
      int from = row * stride + length + gap;
      System.arraycopy(series[target], from, targets, row * horizon, horizon);
    }
    return Dataset.ofWindows(
        new WindowSamples(series.clone(), length, stride, rows), targets, horizon);
  }

  private void requireSeries(float[][] series) {
    if (target >= series.length) {
      throw new IllegalArgumentException(
          "target channel %d of a series with %d channels".formatted(target, series.length));
    }
    int[] lengths = Arrays.stream(series).mapToInt(channel -> channel.length).toArray();
    if (Arrays.stream(lengths).distinct().count() != 1) {
      throw new IllegalArgumentException("channels differ in length: " + Arrays.toString(lengths));
    }
    long needed = (long) length + gap + horizon;
    if (lengths[0] < needed) {
      throw new IllegalArgumentException(
          "a window with its target needs %d moments, but the series has %d"
              .formatted(needed, lengths[0]));
    }
  }
}
