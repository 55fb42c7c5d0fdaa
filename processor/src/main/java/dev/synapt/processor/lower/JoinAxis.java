package dev.synapt.processor.lower;

import dev.synapt.processor.graph.Shape;

/**
 * The axis along which images stand side by side, as they are laid out: channels, rows or columns.
 * A volume is an image whose rows are those of all its planes, in blocks.
 *
 * @param axis of the image, 0 for channels
 * @param blocks how many times the rows of the one follow those of the other
 */
public record JoinAxis(int axis, int blocks) {

  /** Channels of images, features of vectors. */
  public static final JoinAxis CHANNELS = new JoinAxis(0, 1);

  /**
   * The axis as the user counts it.
   *
   * @param axis of the shape, 0 for channels
   * @param shape of any of the values, before it is laid out as an image
   */
  static JoinAxis of(int axis, Shape shape) {
    if (axis == 0) {
      return CHANNELS;
    }
    boolean last = axis == shape.rank() - 1;
    return last ? new JoinAxis(2, 1) : new JoinAxis(1, axis == 1 ? 1 : shape.dim(1));
  }

  /** How much of the axis a value takes: of rows, those of one block. */
  public int length(Shape image) {
    return image.dim(axis) / blocks;
  }

  /** How many times a run of the one follows a run of the other within a sample, row-major. */
  public int repeats(Shape image) {
    return switch (axis) {
      case 0 -> 1;
      case 1 -> image.channels() * blocks;
      default -> image.channels() * image.dim(1);
    };
  }

  @Override
  public String toString() {
    return switch (axis) {
      case 0 -> "channels";
      case 1 -> blocks == 1 ? "rows" : "rows in " + blocks + " blocks";
      default -> "columns";
    };
  }
}
