package dev.synapt.runtime.optimizer;

/**
 * The numbers of one update. Rules read it; {@link WeightUpdate} uses the same object again for the
 * next step, so that a step allocates nothing.
 */
public final class UpdateStep {

  private final float weightDecay;
  private long number;
  private float learningRate;
  private double momentum;

  /**
   * The numbers of one update.
   *
   * @param number which update it is, from 1
   * @param learningRate 0 or more
   * @param momentum in [0, 1)
   * @param weightDecay 0 or more
   */
  public UpdateStep(long number, float learningRate, double momentum, float weightDecay) {
    this.weightDecay = weightDecay;
    set(number, learningRate, momentum);
  }

  void set(long newNumber, float newLearningRate, double newMomentum) {
    number = newNumber;
    learningRate = newLearningRate;
    momentum = newMomentum;
  }

  /**
   * Which update of the training this is.
   *
   * @return from 1
   */
  public long number() {
    return number;
  }

  /**
   * The learning rate of these weights in this update.
   *
   * @return 0 or more
   */
  public float learningRate() {
    return learningRate;
  }

  /**
   * The momentum (or beta1) of this update: {@link Optimizer#momentum} unless a schedule changes
   * it.
   *
   * @return in [0, 1)
   */
  public double momentum() {
    return momentum;
  }

  /**
   * The weight decay of these weights that the rule has to do: it adds {@code weightDecay * w} to
   * the gradient. Decoupled decay is done before, and is not in this number.
   *
   * @return 0 or more
   */
  public float weightDecay() {
    return weightDecay;
  }
}
