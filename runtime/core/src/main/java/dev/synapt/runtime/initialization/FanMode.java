package dev.synapt.runtime.initialization;

/** Which number of connections scales the variance of the initial values. */
public enum FanMode {
  /** Inputs of one output unit: keeps the variance of activations in the forward pass. */
  IN,
  /** Outputs that one input unit reaches: keeps the variance of gradients in the backward pass. */
  OUT,
  /** The mean of both, as Glorot and Bengio proposed. */
  AVERAGE;

  double fan(int fanIn, int fanOut) {
    return switch (this) {
      case IN -> fanIn;
      case OUT -> fanOut;
      case AVERAGE -> 0.5 * ((double) fanIn + fanOut);
    };
  }
}
