package dev.synapt.runtime.optimizer;

/**
 * Stochastic gradient descent: plain, with momentum, or with Nesterov's momentum. With the whole
 * data set as one batch it is gradient descent.
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
public final class Sgd extends UpdateRule<Sgd> {

  private record Settings(
      double momentum, double dampening, boolean nesterov, boolean rateInVelocity) {}

  private final Settings settings;

  private Sgd(UpdateOptions options, Settings settings) {
    super(options);
    this.settings = settings;
  }

  /**
   * Plain gradient descent: no momentum, no weight decay.
   *
   * @param learningRate positive
   * @return the optimizer
   */
  public static Sgd withLearningRate(double learningRate) {
    return new Sgd(UpdateOptions.withLearningRate(learningRate), new Settings(0, 0, false, false));
  }

  @Override
  Sgd with(UpdateOptions changed) {
    return new Sgd(changed, settings);
  }

  private Sgd with(Settings changed) {
    return new Sgd(options(), changed);
  }

  /**
   * The same with momentum.
   *
   * @param value in [0, 1); 0.9 is common, 0 is none
   * @return the changed copy
   */
  public Sgd momentum(double value) {
    double checked = Check.fraction("momentum", value);
    if (checked == 0 && settings.nesterov) {
      throw new IllegalArgumentException("Nesterov's momentum needs a momentum above 0");
    }
    return with(
        new Settings(checked, settings.dampening, settings.nesterov, settings.rateInVelocity));
  }

  /**
   * The same with dampened momentum.
   *
   * @param value in [0, 1): the share of the gradient that does not enter the velocity
   * @return the changed copy
   */
  public Sgd dampening(double value) {
    double checked = Check.fraction("dampening", value);
    if (checked != 0 && settings.nesterov) {
      throw new IllegalArgumentException(
          "Nesterov's momentum needs a dampening of 0, not " + value);
    }
    return with(
        new Settings(settings.momentum, checked, settings.nesterov, settings.rateInVelocity));
  }

  /**
   * The same with Nesterov's momentum; call {@link #momentum} before.
   *
   * @return the changed copy
   */
  public Sgd nesterov() {
    if (settings.momentum == 0 || settings.dampening != 0) {
      throw new IllegalArgumentException(
          "Nesterov's momentum needs a momentum above 0 and a dampening of 0, but momentum is "
              + settings.momentum
              + " and dampening is "
              + settings.dampening
              + "; call momentum(0.9) first");
    }
    return with(new Settings(settings.momentum, settings.dampening, true, settings.rateInVelocity));
  }

  /**
   * The same with the learning rate inside of the velocity, as in Keras: {@code v = momentum * v +
   * learningRate * g} and {@code w = w - v}. While the rate stays as it is, this is the same; when
   * a schedule changes it, the velocity keeps the rates at which it was gathered.
   *
   * @return the changed copy
   */
  public Sgd rateInVelocity() {
    return with(new Settings(settings.momentum, settings.dampening, settings.nesterov, true));
  }

  @Override
  public double momentum() {
    return settings.momentum;
  }

  @Override
  public int stateSlots() {
    return settings.momentum == 0 ? 0 : 1;
  }

  @Override
  public void update(
      float[] weights, float[] gradients, float[][] state, int from, int to, UpdateStep step) {
    if (settings.momentum == 0) {
      plain(weights, gradients, from, to, step);
    } else if (settings.nesterov) {
      nesterov(weights, gradients, state[0], from, to, step);
    } else {
      momentum(weights, gradients, state[0], from, to, step);
    }
  }

  // The loops are written for HotSpot's auto-vectoriser: one index for all arrays, no branch, no
  // conditional expression. A decay of 0 costs one multiply-add and needs no second loop.

  private static void plain(float[] w, float[] dw, int from, int to, UpdateStep step) {
    float decay = step.weightDecay();
    float rate = step.learningRate();
    for (int i = from; i < to; i++) {
      float g = Math.fma(decay, w[i], dw[i]);
      w[i] = Math.fma(-rate, g, w[i]);
    }
  }

  private void momentum(
      float[] w, float[] dw, float[] velocity, int from, int to, UpdateStep step) {
    float decay = step.weightDecay();
    float mu = (float) step.momentum();
    float share = step.number() == 1 ? 1f : (float) (1 - settings.dampening);
    float gain = settings.rateInVelocity ? share * step.learningRate() : share;
    float rate = settings.rateInVelocity ? 1f : step.learningRate();
    for (int i = from; i < to; i++) {
      float g = Math.fma(decay, w[i], dw[i]);
      float v = Math.fma(mu, velocity[i], gain * g);
      velocity[i] = v;
      w[i] = Math.fma(-rate, v, w[i]);
    }
  }

  private void nesterov(
      float[] w, float[] dw, float[] velocity, int from, int to, UpdateStep step) {
    float decay = step.weightDecay();
    float mu = (float) step.momentum();
    float gain = settings.rateInVelocity ? step.learningRate() : 1f;
    float rate = settings.rateInVelocity ? 1f : step.learningRate();
    for (int i = from; i < to; i++) {
      float g = gain * Math.fma(decay, w[i], dw[i]);
      float v = Math.fma(mu, velocity[i], g);
      velocity[i] = v;
      w[i] = Math.fma(-rate, Math.fma(mu, v, g), w[i]);
    }
  }

  @Override
  String settings() {
    return (settings.momentum == 0 ? "" : setting("momentum", settings.momentum))
        + (settings.dampening == 0 ? "" : setting("dampening", settings.dampening))
        + flag("nesterov", settings.nesterov)
        + flag("rateInVelocity", settings.rateInVelocity);
  }
}
