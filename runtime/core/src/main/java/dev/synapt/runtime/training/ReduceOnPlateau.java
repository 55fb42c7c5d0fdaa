package dev.synapt.runtime.training;

/**
 * Lowers the learning rate when a figure of the validation no longer improves, as PyTorch's {@code
 * ReduceLROnPlateau}. Immutable: every method gives a changed copy, and what was seen so far is a
 * {@link State} of its own, which follows from the figures alone.
 *
 * <p>A figure is better if it beats the best by the threshold; other figures are counted. While
 * cooling down nothing is counted. When more than the {@linkplain #patience patience} are counted,
 * the rate is multiplied by the factor.
 */
public final class ReduceOnPlateau {

  /** PyTorch's {@code eps}: smaller reductions are left out. */
  private static final double LEAST_REDUCTION = 1e-8;

  private record Threshold(double value, boolean absolute) {}

  private record Settings(double factor, int patience, int cooldown, double minimumRate) {}

  private final boolean higherIsBetter;
  private final Settings settings;
  private final Threshold threshold;

  private ReduceOnPlateau(boolean higherIsBetter, Settings settings, Threshold threshold) {
    this.higherIsBetter = higherIsBetter;
    this.settings = settings;
    this.threshold = threshold;
  }

  /**
   * What was seen so far.
   *
   * @param rate the learning rate that follows from it, before any schedule
   * @param best the best figure; infinite before the first
   * @param bad how many figures in a row were not better
   * @param cooldown for how many figures nothing is counted
   */
  public record State(double rate, double best, int bad, int cooldown) {}

  /**
   * For figures that are good when low, such as a loss: factor 0.1, patience 10, a relative
   * threshold of 1e-4, no cooling down, no minimum.
   *
   * @return the rule
   */
  public static ReduceOnPlateau whenLowest() {
    return usual(false);
  }

  /**
   * For figures that are good when high, such as an accuracy; otherwise as {@link #whenLowest}.
   *
   * @return the rule
   */
  public static ReduceOnPlateau whenHighest() {
    return usual(true);
  }

  private static ReduceOnPlateau usual(boolean higherIsBetter) {
    return new ReduceOnPlateau(
        higherIsBetter, new Settings(0.1, 10, 0, 0), new Threshold(1e-4, false));
  }

  /**
   * The same with another factor.
   *
   * @param value by which the rate is multiplied, in (0, 1)
   * @return the changed copy
   */
  public ReduceOnPlateau factor(double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException("factor must be in (0, 1), but is " + value);
    }
    return with(new Settings(value, settings.patience, settings.cooldown, settings.minimumRate));
  }

  /**
   * The same with another patience.
   *
   * @param figures how many in a row may fail to be better without a change, 0 or more
   * @return the changed copy
   */
  public ReduceOnPlateau patience(int figures) {
    requireNotNegative("patience", figures);
    return with(new Settings(settings.factor, figures, settings.cooldown, settings.minimumRate));
  }

  /**
   * The same with a pause after each change.
   *
   * @param figures for how many of them nothing is counted, 0 or more
   * @return the changed copy
   */
  public ReduceOnPlateau cooldown(int figures) {
    requireNotNegative("cooldown", figures);
    return with(new Settings(settings.factor, settings.patience, figures, settings.minimumRate));
  }

  /**
   * The same with a learning rate that is never gone below.
   *
   * @param rate 0 or more; {@code min_lr}
   * @return the changed copy
   */
  public ReduceOnPlateau minimumRate(double rate) {
    requireNotNegative("minimum rate", rate);
    return with(new Settings(settings.factor, settings.patience, settings.cooldown, rate));
  }

  /**
   * The same with another share of the best figure by which a better one must beat it: below {@code
   * best * (1 - value)}, or above {@code best * (1 + value)}. Meant for figures above 0.
   *
   * @param value 0 or more
   * @return the changed copy
   */
  public ReduceOnPlateau threshold(double value) {
    requireNotNegative("threshold", value);
    return new ReduceOnPlateau(higherIsBetter, settings, new Threshold(value, false));
  }

  /**
   * The same with a difference by which a better figure must beat the best.
   *
   * @param value 0 or more
   * @return the changed copy
   */
  public ReduceOnPlateau absoluteThreshold(double value) {
    requireNotNegative("threshold", value);
    return new ReduceOnPlateau(higherIsBetter, settings, new Threshold(value, true));
  }

  private ReduceOnPlateau with(Settings changed) {
    return new ReduceOnPlateau(higherIsBetter, changed, threshold);
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be 0 or more, but is " + value);
    }
  }

  /**
   * Before the first figure.
   *
   * @param rate the optimizer's learning rate
   * @return nothing seen
   */
  public State start(double rate) {
    double worst = higherIsBetter ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return new State(rate, worst, 0, 0);
  }

  /**
   * After one more figure.
   *
   * @param state before it
   * @param figure for example the validation loss; not a number is never better
   * @return the state with the rate to go on with
   */
  public State next(State state, double figure) {
    boolean better = isBetter(figure, state.best);
    double best = better ? figure : state.best;
    int bad = better || state.cooldown > 0 ? 0 : state.bad + 1;
    if (bad > settings.patience) {
      return new State(reduced(state.rate), best, 0, settings.cooldown);
    }
    return new State(state.rate, best, bad, Math.max(0, state.cooldown - 1));
  }

  private boolean isBetter(double figure, double best) {
    double sign = higherIsBetter ? 1 : -1;
    double limit =
        threshold.absolute ? best + sign * threshold.value : best * (1 + sign * threshold.value);
    return higherIsBetter ? figure > limit : figure < limit;
  }

  private double reduced(double rate) {
    double lower = Math.max(rate * settings.factor, settings.minimumRate);
    return rate - lower > LEAST_REDUCTION ? lower : rate;
  }

  @Override
  public String toString() {
    return "ReduceOnPlateau("
        + (higherIsBetter ? "highest" : "lowest")
        + ", factor="
        + settings.factor
        + ", patience="
        + settings.patience
        + ", cooldown="
        + settings.cooldown
        + ", minimumRate="
        + settings.minimumRate
        + (threshold.absolute ? ", absoluteThreshold=" : ", threshold=")
        + threshold.value
        + ")";
  }
}
