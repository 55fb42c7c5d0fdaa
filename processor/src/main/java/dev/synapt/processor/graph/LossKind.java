package dev.synapt.processor.graph;

/**
 * The losses an output can be trained with; their formulas are at the annotation's {@code Loss}.
 */
public enum LossKind {
  /** Softmax cross entropy from logits and class indices. */
  CROSS_ENTROPY,
  /** Softmax cross entropy from logits and distributions. */
  SOFT_CROSS_ENTROPY,
  /** Minus the log-probability of the class index. */
  NEGATIVE_LOG_LIKELIHOOD,
  /** Sigmoid cross entropy of each entry. */
  BINARY_CROSS_ENTROPY,
  /** Mean squared error over all entries. */
  MSE,
  /** Mean absolute error over all entries. */
  MAE,
  /** Squared up to delta, absolute beyond. */
  HUBER,
  /** Huber's divided by delta. */
  SMOOTH_L1,
  /** Kullback-Leibler divergence from log-probabilities. */
  KL_DIVERGENCE,
  /** The margin to targets -1 and 1. */
  HINGE;

  /** Whether targets are class indices. */
  public boolean hasLabels() {
    return this == CROSS_ENTROPY || this == NEGATIVE_LOG_LIKELIHOOD;
  }

  /** Whether the channels are classes of which one is chosen. */
  public boolean hasClasses() {
    return hasLabels() || this == SOFT_CROSS_ENTROPY;
  }

  /** Whether it takes numbers of any size, and makes probabilities of them itself. */
  public boolean takesLogits() {
    return appliesSoftmax() || this == BINARY_CROSS_ENTROPY;
  }

  /** Whether it takes logarithms of probabilities. */
  public boolean takesLogProbabilities() {
    return this == NEGATIVE_LOG_LIKELIHOOD || this == KL_DIVERGENCE;
  }

  /** Whether it applies the softmax itself. */
  public boolean appliesSoftmax() {
    return this == CROSS_ENTROPY || this == SOFT_CROSS_ENTROPY;
  }
}
