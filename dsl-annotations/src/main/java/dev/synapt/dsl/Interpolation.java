package dev.synapt.dsl;

/** What is between the positions of an image that is scaled. */
public enum Interpolation {
  /** The position at {@code floor(i * inputs / outputs)}. */
  NEAREST,

  /** A weighted mean of the two neighbours along each axis. */
  BILINEAR
}
