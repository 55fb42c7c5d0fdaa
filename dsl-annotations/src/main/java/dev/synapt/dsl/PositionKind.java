package dev.synapt.dsl;

/** What {@link PositionalEncoding} adds. */
public enum PositionKind {
  /**
   * Sines and cosines of wavelengths from 2 pi to 10,000 * 2 pi (Vaswani and others 2017), with
   * nothing to learn.
   */
  SINUSOIDAL,

  /** A learned vector for each position, zero at the start. */
  LEARNED
}
