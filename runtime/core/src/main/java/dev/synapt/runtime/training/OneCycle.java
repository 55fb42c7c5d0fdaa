package dev.synapt.runtime.training;

/**
 * The one-cycle policy (Smith and Topin, 2018), as PyTorch's {@code OneCycleLR}: the rate rises to
 * the optimizer's rate, then falls to almost nothing, over the whole training; the momentum (or
 * beta1) goes the other way. Immutable: every method gives a changed copy.
 *
 * <pre>
 * first = 1 / startDivisor, last = first / endDivisor, u = warmUp * steps - 1
 * step i up to u:   from first to 1 by i / u
 * after it:         from 1 to last by (i - u) / (steps - 1 - u)
 * </pre>
 */
public final class OneCycle implements LearningRateSchedule {

  private record Settings(double warmUp, double startDivisor, double endDivisor, boolean linear) {}

  private record Momentum(double lowest, double highest) {
    private static final Momentum KEPT = new Momentum(Double.NaN, Double.NaN);
  }

  private final Settings settings;
  private final Momentum momentum;

  private OneCycle(Settings settings, Momentum momentum) {
    this.settings = settings;
    this.momentum = momentum;
  }

  /**
   * Along cosines, from 1/25 of the optimizer's rate up and down to 1/250000 of it, with a momentum
   * from 0.95 to 0.85 and back if the optimizer has momentum.
   *
   * @param warmUp the share of the training in which the rate rises, in [0, 1); 0.3 in PyTorch
   * @return the schedule
   */
  public static OneCycle withWarmUp(double warmUp) {
    if (!(warmUp >= 0 && warmUp < 1)) {
      throw new IllegalArgumentException("warm-up must be in [0, 1), but is " + warmUp);
    }
    return new OneCycle(new Settings(warmUp, 25, 1e4, false), new Momentum(0.85, 0.95));
  }

  /**
   * The same with other ends.
   *
   * @param startDivisor by which the first rate is smaller than the highest, at least 1; {@code
   *     div_factor}
   * @param endDivisor by which the last rate is smaller than the first, at least 1; {@code
   *     final_div_factor}
   * @return the changed copy
   */
  public OneCycle divisors(double startDivisor, double endDivisor) {
    if (!(startDivisor >= 1 && endDivisor >= 1)) {
      throw new IllegalArgumentException(
          "divisors must be at least 1, but are " + startDivisor + " and " + endDivisor);
    }
    return new OneCycle(
        new Settings(settings.warmUp, startDivisor, endDivisor, settings.linear), momentum);
  }

  /**
   * The same in straight lines instead of cosines.
   *
   * @return the changed copy
   */
  public OneCycle linear() {
    return new OneCycle(
        new Settings(settings.warmUp, settings.startDivisor, settings.endDivisor, true), momentum);
  }

  /**
   * The same with another range of the momentum.
   *
   * @param lowest where the rate is highest, in [0, 1)
   * @param highest at both ends, in [lowest, 1)
   * @return the changed copy
   */
  public OneCycle momentum(double lowest, double highest) {
    if (!(lowest >= 0 && lowest <= highest && highest < 1)) {
      throw new IllegalArgumentException(
          "momentum must be 0 <= lowest <= highest < 1, but is " + lowest + " and " + highest);
    }
    return new OneCycle(settings, new Momentum(lowest, highest));
  }

  /**
   * The same with the optimizer's own momentum all the time.
   *
   * @return the changed copy
   */
  public OneCycle keepMomentum() {
    return new OneCycle(settings, Momentum.KEPT);
  }

  @Override
  public double factor(long step, long steps) {
    double first = 1 / settings.startDivisor;
    return cycle(step, steps, first, 1, first / settings.endDivisor);
  }

  @Override
  public double momentum(long step, long steps, double own) {
    return own == 0 || momentum.equals(Momentum.KEPT)
        ? own
        : cycle(step, steps, momentum.highest, momentum.lowest, momentum.highest);
  }

  private double cycle(long step, long steps, double first, double top, double last) {
    double peak = settings.warmUp * steps - 1;
    return step < peak
        ? between(first, top, step / peak)
        : between(top, last, (step - peak) / (steps - 1 - peak));
  }

  private double between(double from, double to, double part) {
    // StrictMath: the same bits on every machine.
    return settings.linear
        ? from + (to - from) * part
        : to + (from - to) / 2 * (1 + StrictMath.cos(Math.PI * part));
  }

  @Override
  public String toString() {
    return "OneCycle(warmUp="
        + settings.warmUp
        + ", divisors=("
        + settings.startDivisor
        + ", "
        + settings.endDivisor
        + ")"
        + (settings.linear ? ", linear" : "")
        + (momentum.equals(Momentum.KEPT)
            ? ", keepMomentum"
            : ", momentum=(" + momentum.lowest + ", " + momentum.highest + ")")
        + ")";
  }
}
