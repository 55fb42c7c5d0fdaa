package dev.synapt.processor.graph;

/** The losses an output can be trained with. */
public enum LossKind {
  /** Softmax cross entropy from logits and class indices. */
  CROSS_ENTROPY,
  /** Mean squared error over all entries. */
  MSE
}
