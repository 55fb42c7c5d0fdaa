package dev.synapt.dsl;

/** Over what {@link LayerNorm} takes mean and variance. */
public enum NormExtent {
  /** All entries of a sample. */
  SAMPLE,

  /** The channels of each position, as PyTorch's {@code LayerNorm(C)} of {@code [L, C]}. */
  CHANNELS
}
