package dev.synapt.runtime;

import java.util.Arrays;

/**
 * What is done to every sample before it enters the network: {@code (x - shift) / scale}. Part of
 * the weights, so that it is saved with them, and applied alike by trainers and networks: both take
 * raw samples. {@code dev.synapt.runtime.data.Normalization} learns one from data.
 *
 * <p>Has one shift and scale for all inputs, or one for each channel, or one for each input: with n
 * of them, sample {@code x} of size s is seen as {@code [n, s / n]}. Immutable.
 */
public final class Normalizer {

  private final float[] shift;
  private final float[] scale;

  /**
   * A normaliser.
   *
   * @param shift finite; copied
   * @param scale as many, positive and finite; copied
   * @throws IllegalArgumentException naming the number that is wrong
   */
  public Normalizer(float[] shift, float[] scale) {
    this.shift = shift.clone();
    this.scale = scale.clone();
    if (shift.length != scale.length || shift.length == 0) {
      throw new IllegalArgumentException(
          "%d shifts and %d scales".formatted(shift.length, scale.length));
    }
    for (int i = 0; i < shift.length; i++) {
      if (!Float.isFinite(shift[i]) || !(scale[i] > 0 && scale[i] <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "shift %s or scale %s of group %d is not finite, or the scale not positive"
                .formatted(shift[i], scale[i], i));
      }
    }
  }

  /** How many groups of inputs have numbers of their own. */
  public int groups() {
    return shift.length;
  }

  /** What is subtracted, a copy. */
  public float[] shift() {
    return shift.clone();
  }

  /** By what is divided then, a copy. */
  public float[] scale() {
    return scale.clone();
  }

  /**
   * Normalises samples. Allocates nothing.
   *
   * @param x samples of {@code size} numbers, from {@code xOffset} on
   * @param xOffset where the first begins
   * @param y takes them, from 0; may be {@code x} if {@code xOffset} is 0
   * @param samples how many
   * @param size of one, a multiple of {@link #groups()}
   */
  public void apply(float[] x, int xOffset, float[] y, int samples, int size) {
    int plane = size / shift.length;
    for (int row = 0; row < samples * shift.length; row++) {
      int group = row % shift.length;
      normalize(x, xOffset + row * plane, y, row * plane, plane, shift[group], scale[group]);
    }
  }

  private static void normalize(
      float[] x, int from, float[] y, int to, int count, float shift, float scale) {
    for (int i = 0; i < count; i++) {
      y[to + i] = (x[from + i] - shift) / scale;
    }
  }

  /**
   * Checks that it fits a network.
   *
   * @param inputSize of the network
   * @throws IllegalArgumentException if the inputs cannot be divided into the groups
   */
  public void requireFits(int inputSize) {
    if (inputSize % shift.length != 0) {
      throw new IllegalArgumentException(
          "a normaliser of %d groups does not fit samples of %d numbers"
              .formatted(shift.length, inputSize));
    }
  }

  /** A text that {@link #parse} understands; every bit of the numbers is in it. */
  String format() {
    return Arrays.toString(shift) + Arrays.toString(scale);
  }

  static Normalizer parse(String text) {
    String[] lists = text.split("(?<=\\])");
    if (lists.length != 2) {
      throw new IllegalArgumentException("\"" + text + "\" is no normaliser");
    }
    return new Normalizer(floats(lists[0]), floats(lists[1]));
  }

  private static float[] floats(String list) {
    String[] numbers = list.substring(1, list.length() - 1).split(", ");
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(numbers[i]);
    }
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Normalizer that
        && Arrays.equals(shift, that.shift)
        && Arrays.equals(scale, that.scale);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shift) + Arrays.hashCode(scale);
  }

  @Override
  public String toString() {
    return shift.length <= 3
        ? "Normalizer(shift=%s, scale=%s)".formatted(Arrays.toString(shift), Arrays.toString(scale))
        : "Normalizer(" + shift.length + " groups)";
  }
}
