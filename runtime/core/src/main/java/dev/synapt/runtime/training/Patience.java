package dev.synapt.runtime.training;

/** How long early stopping has waited. Follows from the values alone, so a resumed run replays. */
final class Patience {

  private final EarlyStopping rule;
  private final Monitor monitor;
  private double best = Double.NaN;
  private int waited;

  /** Never runs out without a rule (null). */
  Patience(EarlyStopping rule, Monitor monitor) {
    this.rule = rule;
    this.monitor = monitor;
  }

  void see(double value) {
    if (rule == null) {
      return;
    }
    if (monitor.isBetter(value, best, rule.minDelta())) {
      best = value;
      waited = 0;
    } else {
      waited++;
    }
  }

  boolean isOver() {
    return rule != null && waited >= rule.patience();
  }
}
