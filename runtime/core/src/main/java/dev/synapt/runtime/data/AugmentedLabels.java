package dev.synapt.runtime.data;

/**
 * The labels of a sample's pixels while they move with them, row by row in an array of a batch;
 * with room for a copy.
 */
final class AugmentedLabels {

  private final int height;
  private final int width;
  private final int outside;
  private final int[] copy;
  private int[] values;
  private int offset;

  /**
   * For images of a size.
   *
   * @param outside the label of pixels that come from outside of the image
   */
  AugmentedLabels(int height, int width, int outside) {
    this.height = height;
    this.width = width;
    this.outside = outside;
    this.copy = new int[height * width];
  }

  void at(int[] newValues, int newOffset) {
    values = newValues;
    offset = newOffset;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  void set(int y, int x, int label) {
    values[offset + y * width + x] = label;
  }

  /** Keeps the labels as they are now for {@link #former}. */
  void keep() {
    System.arraycopy(values, offset, copy, 0, copy.length);
  }

  /** The label of a pixel as it was kept. */
  int former(int y, int x) {
    boolean inside = y >= 0 && y < height && x >= 0 && x < width;
    return inside ? copy[y * width + x] : outside;
  }
}
