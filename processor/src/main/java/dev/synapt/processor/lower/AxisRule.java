package dev.synapt.processor.lower;

/**
 * Which positions along one axis of an image each position of the result is made from.
 *
 * @param kind how
 * @param inputs positions of the image
 * @param outputs positions of the result
 * @param size taps of a window; 1 for what has no windows
 * @param stride from one window to the next
 * @param dilation from one tap to the next
 * @param before padding in front of the image
 */
public record AxisRule(
    Kind kind, int inputs, int outputs, int size, int stride, int dilation, int before) {

  /** The ways. */
  public enum Kind {
    /** Windows; what they read beyond the image is left out. */
    WINDOWS,
    /** Parts of about the same size. */
    PARTS,
    /** The nearest position. */
    NEAREST,
    /** Between two neighbours, by the middles of the positions. */
    LINEAR,
    /** Between two neighbours, corners on corners. */
    LINEAR_ALIGNED,
    /** The image with zeros around. */
    ZEROS,
    /** The image mirrored around, without its border. */
    MIRRORED,
    /** The image with its border repeated around. */
    REPEATED
  }

  /** Windows. */
  public static AxisRule windows(
      int inputs, int outputs, int size, int stride, int dilation, int before) {
    return new AxisRule(Kind.WINDOWS, inputs, outputs, size, stride, dilation, before);
  }

  /** What has no windows. */
  public static AxisRule of(Kind kind, int inputs, int outputs) {
    return new AxisRule(kind, inputs, outputs, 1, 1, 1, 0);
  }

  /** The image with something around. */
  public static AxisRule padded(Kind kind, int inputs, int before, int after) {
    return new AxisRule(kind, inputs, before + inputs + after, 1, 1, 1, before);
  }

  @Override
  public String toString() {
    return "%s %d->%d".formatted(kind, inputs, outputs)
        + (kind == Kind.WINDOWS ? " size %d/%d/%d".formatted(size, stride, dilation) : "")
        + (before == 0 ? "" : " before " + before);
  }
}
