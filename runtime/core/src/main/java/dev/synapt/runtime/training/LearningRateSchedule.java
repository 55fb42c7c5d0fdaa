package dev.synapt.runtime.training;

/**
 * How the learning rate changes while training: a factor on the optimizer's rate for each step, as
 * PyTorch's {@code LambdaLR}. Pure: the same arguments give the same factor, so that the number of
 * the step is all that must be known to go on.
 *
 * <pre>{@code
 * Training.of(trainer).schedule(LearningRateSchedule.cosine().afterWarmUp(500, 0.01))
 * Training.of(trainer).schedule(LearningRateSchedule.multiStep(0.1, 80, 120).byEpoch())
 * Training.of(trainer).schedule((step, steps) -> step < steps / 2 ? 1 : 0.1)
 * }</pre>
 *
 * <p>Formulas are those of {@code torch.optim.lr_scheduler} with {@code i} = step and the
 * optimizer's rate as the base rate; end values that PyTorch gives as rates are factors here.
 * Lengths are in steps (updates of the weights) unless {@link #byEpoch} says otherwise. A rate that
 * follows a validation figure is {@link ReduceOnPlateau}.
 */
@FunctionalInterface
public interface LearningRateSchedule {

  /**
   * The factor for one step.
   *
   * @param step how many steps were done before, over all epochs: 0 ... steps - 1
   * @param steps how many steps the whole training has
   * @return not negative
   */
  double factor(long step, long steps);

  /**
   * The momentum (or beta1) for one step. Only {@link OneCycle} changes it.
   *
   * @param step how many steps were done before
   * @param steps how many steps the whole training has
   * @param momentum the optimizer's own; 0 if it has none
   * @return in [0, 1)
   */
  default double momentum(long step, long steps, double momentum) {
    return momentum;
  }

  /**
   * The same with lengths in epochs: the factor changes between epochs only.
   *
   * @return the schedule; it must be asked through {@link #inSteps}
   */
  default LearningRateSchedule byEpoch() {
    return new Schedules.ByEpoch(this);
  }

  /**
   * The same with all lengths in steps.
   *
   * @param stepsPerEpoch how many steps an epoch has
   * @return this, unless it or a part of it counts epochs
   */
  default LearningRateSchedule inSteps(long stepsPerEpoch) {
    return this;
  }

  /**
   * Linear warm-up, then this schedule from its beginning: {@code startFactor + (1 - startFactor) *
   * i / steps} for the first steps, as PyTorch's {@code LinearLR} from {@code start_factor} to 1 in
   * a {@code SequentialLR}.
   *
   * @param length how many steps, at least 1
   * @param startFactor of the first step, in [0, 1]
   * @return the schedule
   */
  default LearningRateSchedule afterWarmUp(long length, double startFactor) {
    return new Schedules.WarmUp(length, startFactor, this);
  }

  /**
   * The same for a share of the training: with n steps in it, step i of them has the factor {@code
   * (i + 1) / n}.
   *
   * @param share of all steps, in [0, 1); 0.2 is common
   * @return the schedule
   */
  default LearningRateSchedule afterWarmUp(double share) {
    return new Schedules.WarmUpShare(share, this);
  }

  /**
   * The optimizer's rate all the time.
   *
   * @return factor 1 at every step
   */
  static LearningRateSchedule constant() {
    return new Schedules.Constant();
  }

  /**
   * {@code gamma^floor(i / length)}, as {@code StepLR}.
   *
   * @param length steps between changes, at least 1
   * @param gamma positive; 0.1 is common
   * @return the schedule
   */
  static LearningRateSchedule step(long length, double gamma) {
    return new Schedules.Step(length, gamma);
  }

  /**
   * {@code gamma^n} with n the number of milestones that are reached, as {@code MultiStepLR}.
   *
   * @param gamma positive; 0.1 is common
   * @param milestones steps at which the rate changes, ascending, none negative
   * @return the schedule
   */
  static LearningRateSchedule multiStep(double gamma, long... milestones) {
    return Schedules.MultiStep.of(gamma, milestones);
  }

  /**
   * {@code gamma^i}, as {@code ExponentialLR}.
   *
   * @param gamma positive, for example 0.95 by epoch
   * @return the schedule
   */
  static LearningRateSchedule exponential(double gamma) {
    return new Schedules.Exponential(gamma);
  }

  /**
   * In a straight line to 0 over the whole training.
   *
   * @return factor {@code 1 - i / steps}
   */
  static LearningRateSchedule linear() {
    return new Schedules.Polynomial(Schedules.WHOLE, 1, 0);
  }

  /**
   * In a straight line from 1 to an end value, which stays, as {@code LinearLR}.
   *
   * @param length how many steps, at least 1
   * @param endFactor in [0, 1]
   * @return the schedule
   */
  static LearningRateSchedule linear(long length, double endFactor) {
    return new Schedules.Polynomial(Schedules.checkedLength(length), 1, endFactor);
  }

  /**
   * {@code (1 - i / steps)^power} over the whole training.
   *
   * @param power positive; 0.9 is common for segmentation
   * @return the schedule
   */
  static LearningRateSchedule polynomial(double power) {
    return new Schedules.Polynomial(Schedules.WHOLE, power, 0);
  }

  /**
   * {@code (1 - min(i, length) / length)^power}, as {@code PolynomialLR}.
   *
   * @param length after how many steps the rate is 0, at least 1
   * @param power positive
   * @return the schedule
   */
  static LearningRateSchedule polynomial(long length, double power) {
    return new Schedules.Polynomial(Schedules.checkedLength(length), power, 0);
  }

  /**
   * Along half a cosine to 0 over the whole training (Loshchilov and Hutter, 2017).
   *
   * @return factor {@code (1 + cos(pi * i / steps)) / 2}
   */
  static LearningRateSchedule cosine() {
    return new Schedules.Cosine(Schedules.WHOLE, 0);
  }

  /**
   * Along half a cosine to an end value, as {@code CosineAnnealingLR}. Beyond its length the end
   * value stays, where PyTorch's would rise again.
   *
   * @param length how many steps, at least 1; {@code T_max}
   * @param endFactor in [0, 1]; {@code eta_min} as a factor
   * @return the schedule
   */
  static LearningRateSchedule cosine(long length, double endFactor) {
    return new Schedules.Cosine(Schedules.checkedLength(length), endFactor);
  }

  /**
   * Along half a cosine again and again, each time from the top, as {@code
   * CosineAnnealingWarmRestarts}: periods of {@code first, first * multiplier, first *
   * multiplier^2, ...} steps.
   *
   * @param first steps of the first period, at least 1; {@code T_0}
   * @param multiplier of each period's length, at least 1; {@code T_mult}
   * @param endFactor that each period goes towards, in [0, 1]; {@code eta_min} as a factor
   * @return the schedule
   */
  static LearningRateSchedule cosineRestarts(long first, int multiplier, double endFactor) {
    return new Schedules.CosineRestarts(first, multiplier, endFactor);
  }
}
