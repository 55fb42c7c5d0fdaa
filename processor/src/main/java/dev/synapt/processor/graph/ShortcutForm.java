package dev.synapt.processor.graph;

/** What becomes of the earlier layer in a shortcut. */
public enum ShortcutForm {
  /** It is added as it is. */
  IDENTITY,
  /** Every so many rows and columns of it, and channels of zeros behind its own. */
  ZERO_PADDING,
  /** A convolution with a 1x1 kernel, of vectors a dense layer, and batch normalisation. */
  PROJECTION
}
