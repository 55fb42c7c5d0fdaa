package dev.synapt.runtime.training.recipe;

/**
 * What one check found.
 *
 * @param check its name
 * @param outcome whether the network does as it should
 * @param text the figures, in a sentence
 */
public record Finding(String check, Outcome outcome, String text) {

  /** How a check ended. */
  public enum Outcome {
    /** As it should be. */
    PASSED,
    /** Not as it should be: look here first. */
    FAILED,
    /** Does not apply to this network or data. */
    SKIPPED
  }

  static Finding of(String check, boolean passed, String text) {
    return new Finding(check, passed ? Outcome.PASSED : Outcome.FAILED, text);
  }

  static Finding skipped(String check, String why) {
    return new Finding(check, Outcome.SKIPPED, why);
  }

  @Override
  public String toString() {
    return "%-7s %-18s %s".formatted(outcome, check, text);
  }
}
