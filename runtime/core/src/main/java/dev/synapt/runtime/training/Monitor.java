package dev.synapt.runtime.training;

import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The figure of a validation by which weights are judged: the best ones are kept, and early
 * stopping waits for it to improve. A value that is not a number is never better than another.
 *
 * @param name for reports and logs
 * @param higherIsBetter true for an accuracy, false for a loss
 * @param value computes it
 */
public record Monitor(String name, boolean higherIsBetter, ToDoubleFunction<Evaluation> value) {

  /** Checks that nothing is null. */
  public Monitor {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }

  /** The share of samples that are classified correctly; for data with labels. */
  public static Monitor accuracy() {
    return highest("accuracy", Evaluation::accuracy);
  }

  /** The mean loss. */
  public static Monitor loss() {
    return lowest("loss", Evaluation::loss);
  }

  /**
   * A figure that is best when it is high.
   *
   * @param name for reports and logs
   * @param value computes it
   */
  public static Monitor highest(String name, ToDoubleFunction<Evaluation> value) {
    return new Monitor(name, true, value);
  }

  /**
   * A figure that is best when it is low.
   *
   * @param name for reports and logs
   * @param value computes it
   */
  public static Monitor lowest(String name, ToDoubleFunction<Evaluation> value) {
    return new Monitor(name, false, value);
  }

  /**
   * Whether a value is better than another by more than {@code delta}; anything but NaN is better
   * than NaN.
   */
  boolean isBetter(double candidate, double than, double delta) {
    if (Double.isNaN(candidate) || Double.isNaN(than)) {
      return !Double.isNaN(candidate);
    }
    return higherIsBetter ? candidate > than + delta : candidate < than - delta;
  }
}
