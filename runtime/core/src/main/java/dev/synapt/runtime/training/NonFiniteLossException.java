package dev.synapt.runtime.training;

/**
 * The loss became infinite, not a number, or absurdly large, so that training cannot go on. The
 * weights are those before the step: its update was not made.
 */
public final class NonFiniteLossException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int epoch;
  private final int step;
  private final String origin;

  NonFiniteLossException(int epoch, int step, String what, String origin, float learningRate) {
    super(
        what
            + " in epoch "
            + epoch
            + " at step "
            + step
            + "; "
            + origin
            + "; usual reasons: the learning rate ("
            + learningRate
            + ") is too large, the inputs are not normalised, or they hold infinities or NaN");
    this.epoch = epoch;
    this.step = step;
    this.origin = origin;
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

  /**
   * Where in the network it began, as far as can be told: the first of the batch, the weights in
   * the order of the layers, the outputs, and the gradients from the last layer to the first, that
   * is not finite.
   *
   * @return names the sample or the layer and its tensor
   */
  public String origin() {
    return origin;
  }
}
