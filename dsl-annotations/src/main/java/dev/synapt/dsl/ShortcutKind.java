package dev.synapt.dsl;

/**
 * What a {@link Shortcut} does where the two shapes differ. Where they are equal, every kind adds
 * the earlier layer as it is.
 */
public enum ShortcutKind {
  /** Nothing: different shapes are a mistake. */
  IDENTITY,
  /**
   * Every {@code s}-th row and column of the earlier layer, and channels of zeros behind its own:
   * "option A" of He et al. (2016). No parameters.
   */
  ZERO_PADDING,
  /**
   * A convolution with a 1x1 kernel, stride {@code s} and no bias, then batch normalisation as
   * {@link BatchNorm} has it by default: "option B" of He et al. (2016), {@code downsample} in
   * torchvision. On vectors a dense layer takes the convolution's place. Parameters of a layer
   * {@code out}: {@code out.shortcut.conv2d.weight [C', C, 1, 1]} (or {@code
   * out.shortcut.dense.weight [n', n]}), {@code out.shortcut.batchnorm.weight [C']} and {@code bias
   * [C']}, and the running mean and variance.
   */
  PROJECTION
}
