package dev.synapt.runtime.training;

/** Lowers the base rate of the steps as figures come in. Follows from the figures alone. */
final class Plateau {

  private final ReduceOnPlateau rule;
  private final EpochLoop steps;
  private ReduceOnPlateau.State state;

  /** Does nothing without a rule (null). */
  Plateau(ReduceOnPlateau rule, EpochLoop steps) {
    this.rule = rule;
    this.steps = steps;
    this.state = rule == null ? null : rule.start(steps.ownRate());
  }

  void see(double figure) {
    if (rule != null) {
      state = rule.next(state, figure);
      steps.baseRate(state.rate());
    }
  }
}
