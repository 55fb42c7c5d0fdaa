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
   * mean over the samples. Of an image {@code [classes, H, W]} every position is a choice: a sample
   * has {@code H * W} targets, row by row. PyTorch's {@code CrossEntropyLoss}; with {@link
   * Output#classWeights} the mean is weighted as there.
   */
  CROSS_ENTROPY,

  /**
   * Softmax cross entropy with a distribution over the classes as target: {@code -sum over k of
   * target[k] log softmax(z)[k]}. A target has the shape of the output; the mean is over the
   * samples and positions. PyTorch's {@code CrossEntropyLoss} with probabilities as targets.
   */
  SOFT_CROSS_ENTROPY,

  /**
   * Minus the log-probability of the right class, for outputs that are log-probabilities, as those
   * of {@link LogSoftmax}; else as {@link #CROSS_ENTROPY}. PyTorch's {@code NLLLoss}.
   */
  NEGATIVE_LOG_LIKELIHOOD,

  /**
   * Binary cross entropy, for yes and no of several things at once. What arrives at the output are
   * logits; a target of the same shape is 1, 0 or a probability between. The loss of an entry is
   * {@code -t log s(z) - (1 - t) log(1 - s(z))} with the sigmoid s, the mean is over all entries of
   * all samples. {@code predict} gives the probabilities. {@link Output#classWeights} are factors
   * of the first part. PyTorch's {@code BCEWithLogitsLoss}.
   */
  BINARY_CROSS_ENTROPY,

  /**
   * Mean squared error, for numbers. A target has the shape of the output, {@code n} entries. The
   * loss of a batch is the mean over all its entries: {@code 1 / (N * n) * sum of (y - target)^2}.
   * PyTorch's {@code MSELoss}; there is no factor of one half.
   */
  MSE,

  /**
   * Mean absolute error, for numbers with outliers: the mean of {@code |y - target|} over all
   * entries. PyTorch's {@code L1Loss}.
   */
  MAE,

  /**
   * Squared near the target, absolute further out: with {@code e = y - target}, {@code e^2 / 2} up
   * to {@link Output#delta}, else {@code delta (|e| - delta / 2)}; the mean over all entries.
   * PyTorch's {@code HuberLoss}.
   */
  HUBER,

  /**
   * {@link #HUBER} divided by {@link Output#delta}, which PyTorch's {@code SmoothL1Loss} calls
   * {@code beta}.
   */
  SMOOTH_L1,

  /**
   * Kullback-Leibler divergence from outputs that are log-probabilities, as those of {@link
   * LogSoftmax}, to targets that are probabilities: {@code sum of t (log t - y)}, divided by the
   * number of samples. PyTorch's {@code KLDivLoss} with {@code reduction="batchmean"}.
   */
  KL_DIVERGENCE,

  /** {@code max(0, 1 - t y)} with targets -1 and 1; the mean over all entries. */
  HINGE
}
