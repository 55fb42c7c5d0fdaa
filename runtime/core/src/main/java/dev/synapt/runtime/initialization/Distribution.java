package dev.synapt.runtime.initialization;

/** The shape of the distribution that initial values are drawn from; the mean is 0. */
public enum Distribution {
  /** Uniform in ±bound, with bound = sqrt(3) times the standard deviation. */
  UNIFORM,
  /** Normal, not truncated, as in PyTorch. */
  NORMAL
}
