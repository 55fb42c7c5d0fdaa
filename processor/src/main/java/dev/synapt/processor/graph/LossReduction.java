package dev.synapt.processor.graph;

/** How the losses of a batch become one number. */
public enum LossReduction {
  MEAN,
  SUM
}
