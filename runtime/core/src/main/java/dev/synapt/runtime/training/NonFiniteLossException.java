package dev.synapt.runtime.training;

/** The loss became infinite or not a number, so that training cannot go on. */
public final class NonFiniteLossException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int epoch;
  private final int step;

  NonFiniteLossException(int epoch, int step, float loss, float learningRate) {
    super(
        "the loss is "
            + loss
            + " in epoch "
            + epoch
            + " at step "
            + step
            + "; usual reasons: the learning rate ("
            + learningRate
            + ") is too large, the inputs are not normalised, or they hold infinities or NaN");
    this.epoch = epoch;
    this.step = step;
  }

  /**
   * Where it happened.
   *
   * @return the epoch, from 1
   */
  public int epoch() {
    return epoch;
  }

  /**
   * Where it happened.
   *
   * @return the step within the epoch, from 1
   */
  public int step() {
    return step;
  }
}
