package dev.synapt.processor.interpret;

/**
 * When two tensors count as equal.
 *
 * @param rule what the tolerance is relative to
 * @param tolerance the relative error allowed
 */
public record Comparison(Rule rule, double tolerance) {

  /** What a tolerance is relative to. */
  public enum Rule {
    /** To the tensor's largest magnitude, but at least to 1e-3. */
    SCALED,
    /** To each entry, but at least to 1. */
    ELEMENTWISE
  }

  /** Relative to the largest magnitude. */
  public static Comparison scaled(double tolerance) {
    return new Comparison(Rule.SCALED, tolerance);
  }

  /** The same rule with another tolerance. */
  public Comparison within(double other) {
    return new Comparison(rule, other);
  }

  /**
   * Fails unless {@code got} has the shape and, within the tolerance, the entries of {@code want}.
   *
   * @param what names the tensor in the message
   */
  public void check(String what, Tensor want, Tensor got) {
    if (!want.shape().equals(got.shape())) {
      throw new AssertionError(what + ": shape " + got.shape() + " instead of " + want.shape());
    }
    double largest = want.maxAbs();
    for (int i = 0; i < want.size(); i++) {
      double allowed = allowed(largest, want.data()[i]);
      double difference = Math.abs(got.data()[i] - want.data()[i]);
      if (!(difference <= allowed)) {
        throw new AssertionError(
            "%s: entry %d of %s is %s instead of %s, off by %.3g where %.3g is allowed"
                .formatted(
                    what, i, want.shape(), got.data()[i], want.data()[i], difference, allowed));
      }
    }
  }

  private double allowed(double largest, double entry) {
    return switch (rule) {
      case SCALED -> tolerance * Math.max(largest, 1e-3);
      case ELEMENTWISE -> tolerance * Math.max(1, Math.abs(entry));
    };
  }
}
