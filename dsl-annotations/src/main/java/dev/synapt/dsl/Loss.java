package dev.synapt.dsl;

/**
 * What training makes small. {@code N} is the number of samples in the batch, see {@link Reduction}
 * for the mean.
 */
public enum Loss {
  /**
   * Softmax cross entropy, for a choice among classes. What arrives at the output are scores
   * (logits) {@code z [classes]}, not probabilities; a target is the index of the right class. The
   * loss of a sample is {@code log(sum over k of exp(z[k])) - z[target]}, the loss of a batch the
   * mean over the samples. PyTorch's {@code CrossEntropyLoss}.
   */
  CROSS_ENTROPY,

  /**
   * Mean squared error, for numbers. A target has the shape of the output, {@code n} entries. The
   * loss of a batch is the mean over all its entries: {@code 1 / (N * n) * sum of (y - target)^2}.
   * PyTorch's {@code MSELoss}; there is no factor of one half.
   */
  MSE
}
