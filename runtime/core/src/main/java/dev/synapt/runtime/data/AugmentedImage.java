package dev.synapt.runtime.data;

import java.util.Arrays;

/**
 * A sample that is being changed, seen as {@code [channels, height, width]}, in an array of a
 * batch; with room for a copy.
 */
final class AugmentedImage {

  private final int channels;
  private final int height;
  private final int width;
  private final float[] copy;
  private float[] values;
  private int offset;

  /** For samples of a shape; all axes but the last two are channels. */
  AugmentedImage(int[] shape) {
    int axes = shape.length;
    this.width = axes == 0 ? 1 : shape[axes - 1];
    this.height = axes < 3 ? 1 : shape[axes - 2];
    this.copy = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    this.channels = copy.length / (height * width);
  }

  void at(float[] newValues, int newOffset) {
    values = newValues;
    offset = newOffset;
  }

  int channels() {
    return channels;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  int size() {
    return copy.length;
  }

  float get(int i) {
    return values[offset + i];
  }

  void set(int i, float value) {
    values[offset + i] = value;
  }

  void set(int channel, int y, int x, float value) {
    set((channel * height + y) * width + x, value);
  }

  /** Keeps the sample as it is now for {@link #former}. */
  void keep() {
    System.arraycopy(values, offset, copy, 0, copy.length);
  }

  /** A pixel as it was kept; 0 outside of the image. */
  float former(int channel, int y, int x) {
    boolean inside = y >= 0 && y < height && x >= 0 && x < width;
    return inside ? copy[(channel * height + y) * width + x] : 0;
  }
}
