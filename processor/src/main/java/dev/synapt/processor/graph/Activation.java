package dev.synapt.processor.graph;

/** Elementwise activation functions. */
public enum Activation {
  /** {@code max(x, 0)}. */
  RELU,
  /** {@code 1 / (1 + exp(-x))}. */
  SIGMOID,
  /** The hyperbolic tangent. */
  TANH
}
