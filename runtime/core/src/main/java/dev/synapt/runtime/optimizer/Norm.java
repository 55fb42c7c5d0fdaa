package dev.synapt.runtime.optimizer;

/** How the size of a row of weights is measured. */
public enum Norm {
  /** The square root of the sum of squares. */
  L2,
  /** The largest magnitude: the L-infinity norm. */
  MAXIMUM
}
