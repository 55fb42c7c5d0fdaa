package dev.synapt.runtime.optimizer;

/**
 * RMSProp (Hinton's lecture 6e, 2012), as PyTorch's {@code torch.optim.RMSprop}: epsilon is added
 * outside of the square root, and the learning rate is outside of the velocity.
 *
 * <pre>
 * g = gradient + weightDecay * w
 * s = alpha * s + (1 - alpha) * g²
 * a = alpha * a + (1 - alpha) * g                       if centered
 * d = (centered ? sqrt(s - a²) : sqrt(s)) + epsilon
 * v = momentum * v + g / d                              with momentum
 * w = w - learningRate * (momentum != 0 ? v : g / d)
 * </pre>
 */
public final class RmsProp extends UpdateRule<RmsProp> {

  private record Settings(
      double alpha,
      double momentum,
      double epsilon,
      boolean centered,
      boolean epsilonInRoot,
      boolean rateInVelocity) {

    Settings(double alpha, double momentum, double epsilon, Settings flags) {
      this(alpha, momentum, epsilon, flags.centered, flags.epsilonInRoot, flags.rateInVelocity);
    }
  }

  private final Settings settings;

  private RmsProp(UpdateOptions options, Settings settings) {
    super(options);
    this.settings = settings;
  }

  /**
   * RMSProp with alpha 0.99 (Keras: 0.9), epsilon 1e-8 (Keras: 1e-7), not centered, without
   * momentum.
   *
   * @param learningRate positive; 0.01 in PyTorch, 0.001 in Keras
   * @return the optimizer
   */
  public static RmsProp withLearningRate(double learningRate) {
    return new RmsProp(
        UpdateOptions.withLearningRate(learningRate),
        new Settings(0.99, 0, 1e-8, false, false, false));
  }

  @Override
  RmsProp with(UpdateOptions changed) {
    return new RmsProp(changed, settings);
  }

  private RmsProp with(Settings changed) {
    return new RmsProp(options(), changed);
  }

  /**
   * The same with another decay rate of the mean square; Keras's {@code rho}.
   *
   * @param value in [0, 1)
   * @return the changed copy
   */
  public RmsProp alpha(double value) {
    double checked = Check.fraction("alpha", value);
    return with(new Settings(checked, settings.momentum, settings.epsilon, settings));
  }

  /**
   * The same with momentum.
   *
   * @param value in [0, 1); 0 is none
   * @return the changed copy
   */
  public RmsProp momentum(double value) {
    double checked = Check.fraction("momentum", value);
    return with(new Settings(settings.alpha, checked, settings.epsilon, settings));
  }

  /**
   * The same with another epsilon.
   *
   * @param value positive as a 32-bit float
   * @return the changed copy
   */
  public RmsProp epsilon(double value) {
    double checked = Check.epsilon(value);
    return with(new Settings(settings.alpha, settings.momentum, checked, settings));
  }

  /**
   * The same with gradients divided by their standard deviation instead of their root mean square.
   *
   * @return the changed copy
   */
  public RmsProp centered() {
    return with(
        new Settings(
            settings.alpha,
            settings.momentum,
            settings.epsilon,
            true,
            settings.epsilonInRoot,
            settings.rateInVelocity));
  }

  /**
   * The same with epsilon inside of the square root, as in Keras: {@code d = sqrt(s + epsilon)}.
   *
   * @return the changed copy
   */
  public RmsProp epsilonInRoot() {
    return with(
        new Settings(
            settings.alpha,
            settings.momentum,
            settings.epsilon,
            settings.centered,
            true,
            settings.rateInVelocity));
  }

  /**
   * The same with the learning rate inside of the velocity, as in Keras: {@code v = momentum * v +
   * learningRate * g / d} and {@code w = w - v}. Different only while a schedule changes the rate.
   *
   * @return the changed copy
   */
  public RmsProp rateInVelocity() {
    return with(
        new Settings(
            settings.alpha,
            settings.momentum,
            settings.epsilon,
            settings.centered,
            settings.epsilonInRoot,
            true));
  }

  @Override
  public double momentum() {
    return settings.momentum;
  }

  /** The mean square; then the mean if centered; then the velocity if there is momentum. */
  @Override
  public int stateSlots() {
    return 1 + (settings.centered ? 1 : 0) + (settings.momentum != 0 ? 1 : 0);
  }

  @Override
  public void update(
      float[] weights, float[] gradients, float[][] state, int from, int to, UpdateStep step) {
    squares(weights, gradients, state[0], from, to, step);
    if (settings.centered) {
      means(weights, gradients, state[1], from, to, step);
    }
    if (settings.momentum == 0) {
      move(weights, gradients, state, from, to, step);
    } else {
      accelerate(weights, gradients, state, from, to, step);
    }
  }

  private void squares(float[] w, float[] dw, float[] square, int from, int to, UpdateStep step) {
    float decay = step.weightDecay();
    float keep = (float) settings.alpha;
    float share = (float) (1 - settings.alpha);
    for (int i = from; i < to; i++) {
      float g = Math.fma(decay, w[i], dw[i]);
      square[i] = Math.fma(keep, square[i], share * g * g);
    }
  }

  private void means(float[] w, float[] dw, float[] mean, int from, int to, UpdateStep step) {
    float decay = step.weightDecay();
    float keep = (float) settings.alpha;
    float share = (float) (1 - settings.alpha);
    for (int i = from; i < to; i++) {
      float g = Math.fma(decay, w[i], dw[i]);
      mean[i] = Math.fma(keep, mean[i], share * g);
    }
  }

  private void move(float[] w, float[] dw, float[][] state, int from, int to, UpdateStep step) {
    float decay = step.weightDecay();
    float rate = step.learningRate();
    float inside = settings.epsilonInRoot ? (float) settings.epsilon : 0f;
    float outside = settings.epsilonInRoot ? 0f : (float) settings.epsilon;
    float[] square = state[0];
    if (settings.centered) {
      float[] mean = state[1];
      for (int i = from; i < to; i++) {
        float d = deviation(square[i], mean[i], inside) + outside;
        w[i] = Math.fma(-rate, Math.fma(decay, w[i], dw[i]) / d, w[i]);
      }
    } else {
      for (int i = from; i < to; i++) {
        float d = (float) Math.sqrt(square[i] + inside) + outside;
        w[i] = Math.fma(-rate, Math.fma(decay, w[i], dw[i]) / d, w[i]);
      }
    }
  }

  private void accelerate(
      float[] w, float[] dw, float[][] state, int from, int to, UpdateStep step) {
    float decay = step.weightDecay();
    float mu = (float) step.momentum();
    float gain = settings.rateInVelocity ? step.learningRate() : 1f;
    float inside = settings.epsilonInRoot ? (float) settings.epsilon : 0f;
    float outside = settings.epsilonInRoot ? 0f : (float) settings.epsilon;
    float[] square = state[0];
    float[] velocity = state[state.length - 1];
    if (settings.centered) {
      float[] mean = state[1];
      for (int i = from; i < to; i++) {
        float d = deviation(square[i], mean[i], inside) + outside;
        float g = gain * Math.fma(decay, w[i], dw[i]);
        velocity[i] = Math.fma(mu, velocity[i], g / d);
      }
    } else {
      for (int i = from; i < to; i++) {
        float d = (float) Math.sqrt(square[i] + inside) + outside;
        float g = gain * Math.fma(decay, w[i], dw[i]);
        velocity[i] = Math.fma(mu, velocity[i], g / d);
      }
    }
    float rate = settings.rateInVelocity ? 1f : step.learningRate();
    for (int i = from; i < to; i++) {
      w[i] = Math.fma(-rate, velocity[i], w[i]);
    }
  }

  /** Rounding can make the variance negative where the gradient does not change. */
  private static float deviation(float square, float mean, float inside) {
    return (float) Math.sqrt(Math.max(Math.fma(-mean, mean, square), 0f) + inside);
  }

  @Override
  String settings() {
    return setting("alpha", settings.alpha)
        + (settings.momentum == 0 ? "" : setting("momentum", settings.momentum))
        + setting("epsilon", settings.epsilon)
        + flag("centered", settings.centered)
        + flag("epsilonInRoot", settings.epsilonInRoot)
        + flag("rateInVelocity", settings.rateInVelocity);
  }
}
