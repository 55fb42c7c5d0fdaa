package dev.synapt.runtime.optimizer;

/**
 * Limits of gradients; infinity is none.
 *
 * @param value of the magnitude of each entry
 * @param norm of the Euclidean norm of each tensor's gradient
 * @param globalNorm of the Euclidean norm of all gradients together
 */
record Clipping(double value, double norm, double globalNorm) {

  static final Clipping NONE =
      new Clipping(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** What PyTorch adds to a norm before it divides by it. */
  private static final double EPSILON = 1e-6;

  Clipping withValue(double limit) {
    return new Clipping(Check.positive("gradient limit", limit), norm, globalNorm);
  }

  Clipping withNorm(double limit) {
    return new Clipping(value, Check.positive("gradient norm limit", limit), globalNorm);
  }

  Clipping withGlobalNorm(double limit) {
    return new Clipping(value, norm, Check.positive("global gradient norm limit", limit));
  }

  boolean byValue() {
    return value < Double.POSITIVE_INFINITY;
  }

  boolean byNorm() {
    return norm < Double.POSITIVE_INFINITY;
  }

  boolean byGlobalNorm() {
    return globalNorm < Double.POSITIVE_INFINITY;
  }

  boolean looksAtNorms() {
    return byNorm() || byGlobalNorm();
  }

  /** The factor that brings a norm within a limit; not a number if the norm is. */
  static double factor(double limit, double norm) {
    return limit == Double.POSITIVE_INFINITY ? 1 : Math.min(1, limit / (norm + EPSILON));
  }

  @Override
  public String toString() {
    return (byValue() ? ", clipValue=" + value : "")
        + (byNorm() ? ", clipNorm=" + norm : "")
        + (byGlobalNorm() ? ", clipGlobalNorm=" + globalNorm : "");
  }
}
