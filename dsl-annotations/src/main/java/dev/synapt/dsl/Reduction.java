package dev.synapt.dsl;

/** How the losses of a batch become one number, of which the gradients are taken. */
public enum Reduction {
  /**
   * The mean: over the samples for losses over classes and {@link Loss#KL_DIVERGENCE}, over all
   * entries of all samples for the others. The size of the gradients does not depend on the batch
   * size.
   */
  MEAN,

  /** The sum instead of the mean. A learning rate then goes with one batch size. */
  SUM
}
