package dev.synapt.runtime.training;

/**
 * How the learning rate changes while training: a factor on the optimizer's rate for each step, as
 * PyTorch's {@code LambdaLR}. Pure: the same arguments give the same factor.
 *
 * <pre>{@code
 * Training.of(trainer).schedule((step, steps) -> step < steps / 2 ? 1 : 0.1)
 * }</pre>
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
   * The optimizer's rate all the time.
   *
   * @return factor 1 at every step
   */
  static LearningRateSchedule constant() {
    return (step, steps) -> 1;
  }

  /**
   * One cycle: the rate rises in a straight line to the optimizer's rate, then falls along half a
   * cosine to almost 0 (Smith and Topin, 2018, with the cosine of Loshchilov and Hutter, 2017).
   *
   * @param warmUp the share of all steps in which the rate rises, in [0, 1); 0.2 is common
   * @return the schedule
   */
  static LearningRateSchedule oneCycle(double warmUp) {
    if (!(warmUp >= 0 && warmUp < 1)) {
      throw new IllegalArgumentException("warm-up must be in [0, 1), but is " + warmUp);
    }
    return (step, steps) -> {
      long rising = (long) (warmUp * steps);
      return step < rising
          ? (step + 1.0) / rising
          // StrictMath: the same bits on every machine.
          : (1 + StrictMath.cos(Math.PI * (step - rising) / (steps - rising))) / 2;
    };
  }
}
