package dev.synapt.runtime.optimizer;

/**
 * Stochastic gradient descent: plain, with momentum, or with Nesterov's momentum.
 *
 * <p>The convention is PyTorch's {@code torch.optim.SGD}: the learning rate is outside of the
 * velocity.
 *
 * <pre>
 * g = gradient + weightDecay * w
 * v = g                                      at step 1
 * v = momentum * v + (1 - dampening) * g     afterwards
 * w = w - learningRate * (nesterov ? g + momentum * v : momentum != 0 ? v : g)
 * </pre>
 */
public final class Sgd implements Optimizer {

  private final double learningRate;
  private final double momentum;
  private final double dampening;
  private final double weightDecay;
  private final boolean nesterov;

  private Sgd(
      double learningRate,
      double momentum,
      double dampening,
      double weightDecay,
      boolean nesterov) {
    this.learningRate = learningRate;
    this.momentum = momentum;
    this.dampening = dampening;
    this.weightDecay = weightDecay;
    this.nesterov = nesterov;
  }

  /**
   * Plain gradient descent: no momentum, no weight decay.
   *
   * @param learningRate positive
   * @return the optimizer
   */
  public static Sgd withLearningRate(double learningRate) {
    return new Sgd(Check.positive("learning rate", learningRate), 0, 0, 0, false);
  }

  /**
   * The same with momentum.
   *
   * @param value in [0, 1); 0.9 is common, 0 is none
   * @return the changed copy
   */
  public Sgd momentum(double value) {
    double checked = Check.fraction("momentum", value);
    if (checked == 0 && nesterov) {
      throw new IllegalArgumentException("Nesterov's momentum needs a momentum above 0");
    }
    return new Sgd(learningRate, checked, dampening, weightDecay, nesterov);
  }

  /**
   * The same with dampened momentum.
   *
   * @param value in [0, 1): the share of the gradient that does not enter the velocity
   * @return the changed copy
   */
  public Sgd dampening(double value) {
    double checked = Check.fraction("dampening", value);
    if (checked != 0 && nesterov) {
      throw new IllegalArgumentException(
          "Nesterov's momentum needs a dampening of 0, not " + value);
    }
    return new Sgd(learningRate, momentum, checked, weightDecay, nesterov);
  }

  /**
   * The same with Nesterov's momentum; call {@link #momentum} before.
   *
   * @return the changed copy
   */
  public Sgd nesterov() {
    if (momentum == 0 || dampening != 0) {
      throw new IllegalArgumentException(
          "Nesterov's momentum needs a momentum above 0 and a dampening of 0, but momentum is "
              + momentum
              + " and dampening is "
              + dampening
              + "; call momentum(0.9) first");
    }
    return new Sgd(learningRate, momentum, dampening, weightDecay, true);
  }

  /**
   * The same with weight decay as in PyTorch: {@code value * w} is added to the gradient, which is
   * the gradient of {@code value / 2 * w²}. It acts on every trained tensor, biases included.
   *
   * @param value 0 or more
   * @return the changed copy
   */
  public Sgd weightDecay(double value) {
    double checked = Check.notNegative("weight decay", value);
    return new Sgd(learningRate, momentum, dampening, checked, nesterov);
  }

  @Override
  public float learningRate() {
    return (float) learningRate;
  }

  @Override
  public int stateSlots() {
    return momentum == 0 ? 0 : 1;
  }

  @Override
  public void update(
      float[] weights,
      float[] gradients,
      float[][] state,
      int from,
      int to,
      long step,
      float learningRate) {
    float decay = (float) weightDecay;
    if (momentum == 0) {
      plain(weights, gradients, from, to, decay, learningRate);
      return;
    }
    float mu = (float) momentum;
    if (nesterov) {
      nesterov(weights, gradients, state[0], from, to, decay, mu, learningRate);
    } else {
      float share = step == 1 ? 1f : (float) (1 - dampening);
      momentum(weights, gradients, state[0], from, to, decay, mu, share, learningRate);
    }
  }

  // The loops are written for HotSpot's auto-vectoriser: one index for all arrays, no branch, no
  // conditional expression. A decay of 0 costs one multiply-add and needs no second loop.

  private static void plain(float[] w, float[] dw, int from, int to, float decay, float rate) {
    for (int i = from; i < to; i++) {
      float g = Math.fma(decay, w[i], dw[i]);
      w[i] = Math.fma(-rate, g, w[i]);
    }
  }

  private static void momentum(
      float[] w,
      float[] dw,
      float[] velocity,
      int from,
      int to,
      float decay,
      float mu,
      float share,
      float rate) {
    for (int i = from; i < to; i++) {
      float g = Math.fma(decay, w[i], dw[i]);
      float v = Math.fma(mu, velocity[i], share * g);
      velocity[i] = v;
      w[i] = Math.fma(-rate, v, w[i]);
    }
  }

  private static void nesterov(
      float[] w,
      float[] dw,
      float[] velocity,
      int from,
      int to,
      float decay,
      float mu,
      float rate) {
    for (int i = from; i < to; i++) {
      float g = Math.fma(decay, w[i], dw[i]);
      float v = Math.fma(mu, velocity[i], g);
      velocity[i] = v;
      w[i] = Math.fma(-rate, Math.fma(mu, v, g), w[i]);
    }
  }

  @Override
  public String toString() {
    return "Sgd(learningRate="
        + learningRate
        + (momentum == 0 ? "" : ", momentum=" + momentum)
        + (dampening == 0 ? "" : ", dampening=" + dampening)
        + (weightDecay == 0 ? "" : ", weightDecay=" + weightDecay)
        + (nesterov ? ", nesterov" : "")
        + ")";
  }
}
