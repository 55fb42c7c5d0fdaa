package dev.synapt.dsl;

/** How far a window may reach over the edge of an image. */
public enum Padding {
  /** Not at all: every window lies inside the image. */
  VALID,

  /**
   * As far as needed for {@code ceil(size / stride)} windows along an axis, so that stride 1 keeps
   * the size. The total is {@code max(0, (ceil(size / stride) - 1) * stride + extent - size)},
   * where the extent of the window is {@code dilation * (kernel - 1) + 1}; half of it, rounded
   * down, goes before the image, the rest after it. This is TensorFlow's {@code SAME} and ONNX's
   * {@code SAME_UPPER}; PyTorch's {@code "same"} agrees where it exists, with stride 1.
   */
  SAME,

  /**
   * {@code dilation * (kernel - 1)} in front and nothing behind, for sequences: no position sees
   * what comes later, and stride 1 keeps the length.
   */
  CAUSAL
}
