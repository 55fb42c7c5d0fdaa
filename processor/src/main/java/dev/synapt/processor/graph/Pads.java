package dev.synapt.processor.graph;

/**
 * Rows and columns of zeros (for max pooling: of minus infinity) around an image, resolved to
 * numbers.
 *
 * @param top rows above
 * @param left columns to the left
 * @param bottom rows below
 * @param right columns to the right
 */
public record Pads(int top, int left, int bottom, int right) {

  /** No padding. */
  public static final Pads NONE = new Pads(0, 0, 0, 0);

  /**
   * As much as keeps {@code ceil(size / stride)} windows per axis. The amounts depend on the image,
   * so {@link ShapeInference} replaces it: no {@link TypedGraph} has it.
   */
  public static final Pads SAME = new Pads(-1, -1, -1, -1);

  /** Whether there is no padding at all. */
  public boolean isNone() {
    return equals(NONE);
  }

  @Override
  public String toString() {
    return equals(SAME)
        ? "pad{same}"
        : "pad{" + top + "," + left + "," + bottom + "," + right + "}";
  }
}
