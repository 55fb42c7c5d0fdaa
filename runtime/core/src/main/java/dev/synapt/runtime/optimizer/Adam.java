package dev.synapt.runtime.optimizer;

/**
 * Adam (Kingma and Ba, 2015) with bias correction, as PyTorch's {@code torch.optim.Adam}: epsilon
 * is added outside of the square root, after the correction.
 *
 * <pre>
 * g = gradient + weightDecay * w
 * m = beta1 * m + (1 - beta1) * g
 * v = beta2 * v + (1 - beta2) * g²
 * w = w - learningRate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * <p>With {@link #weightDecay} and {@link #decoupled} it is AdamW, see {@link AdamW}.
 */
public final class Adam extends UpdateRule<Adam> {

  private record Settings(
      double beta1, double beta2, double epsilon, boolean amsgrad, boolean uncorrectedEpsilon) {}

  private final Settings settings;

  private Adam(UpdateOptions options, Settings settings) {
    super(options);
    this.settings = settings;
  }

  /**
   * Adam with the usual decay rates 0.9 and 0.999, epsilon 1e-8 and no weight decay.
   *
   * @param learningRate positive; 0.001 is common
   * @return the optimizer
   */
  public static Adam withLearningRate(double learningRate) {
    return new Adam(
        UpdateOptions.withLearningRate(learningRate), new Settings(0.9, 0.999, 1e-8, false, false));
  }

  @Override
  Adam with(UpdateOptions changed) {
    return new Adam(changed, settings);
  }

  /**
   * The same with other decay rates of the moments.
   *
   * @param beta1 of the mean of the gradient, in [0, 1)
   * @param beta2 of the mean of its square, in [0, 1)
   * @return the changed copy
   */
  public Adam betas(double beta1, double beta2) {
    return new Adam(
        options(),
        new Settings(
            Check.fraction("beta1", beta1),
            Check.fraction("beta2", beta2),
            settings.epsilon,
            settings.amsgrad,
            settings.uncorrectedEpsilon));
  }

  /**
   * The same with another epsilon.
   *
   * @param value positive as a 32-bit float, so that a gradient of 0 never divides 0 by 0; Keras
   *     has 1e-7
   * @return the changed copy
   */
  public Adam epsilon(double value) {
    return new Adam(
        options(),
        new Settings(
            settings.beta1,
            settings.beta2,
            Check.epsilon(value),
            settings.amsgrad,
            settings.uncorrectedEpsilon));
  }

  /**
   * The same with the largest {@code v} so far in place of {@code v} (AMSGrad; Reddi, Kale and
   * Kumar, 2018): the size of steps cannot grow again. As in PyTorch and Keras the largest is taken
   * before the bias correction.
   *
   * @return the changed copy
   */
  public Adam amsgrad() {
    return new Adam(
        options(),
        new Settings(
            settings.beta1, settings.beta2, settings.epsilon, true, settings.uncorrectedEpsilon));
  }

  /**
   * The same with epsilon added before the bias correction, as in Keras (the "epsilon hat" of the
   * paper): {@code w = w - learningRate * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) +
   * epsilon)}.
   *
   * @return the changed copy
   */
  public Adam uncorrectedEpsilon() {
    return new Adam(
        options(),
        new Settings(settings.beta1, settings.beta2, settings.epsilon, settings.amsgrad, true));
  }

  @Override
  public double momentum() {
    return settings.beta1;
  }

  @Override
  public int stateSlots() {
    return settings.amsgrad ? 3 : 2;
  }

  @Override
  public void update(
      float[] weights, float[] gradients, float[][] state, int from, int to, UpdateStep step) {
    moments(weights, gradients, state, from, to, step);
    float[] square = state[1];
    if (settings.amsgrad) {
      largest(state[2], square, from, to);
      square = state[2];
    }
    double mean = 1 - Powers.of(step.momentum(), step.number());
    double root = Math.sqrt(1 - Powers.of(settings.beta2, step.number()));
    double rate = step.learningRate() / mean;
    if (settings.uncorrectedEpsilon) {
      step(weights, state[0], square, from, to, (float) (rate * root), 1f);
    } else {
      step(weights, state[0], square, from, to, (float) rate, (float) (1 / root));
    }
  }

  // Loops in the form that HotSpot's auto-vectoriser takes: one index for all arrays, no branch.

  private void moments(float[] w, float[] dw, float[][] state, int from, int to, UpdateStep step) {
    float[] mean = state[0];
    float[] square = state[1];
    float decay = step.weightDecay();
    float b1 = (float) step.momentum();
    float b2 = (float) settings.beta2;
    float c1 = (float) (1 - step.momentum());
    float c2 = (float) (1 - settings.beta2);
    for (int i = from; i < to; i++) {
      float g = Math.fma(decay, w[i], dw[i]);
      mean[i] = Math.fma(b1, mean[i], c1 * g);
      square[i] = Math.fma(b2, square[i], c2 * g * g);
    }
  }

  private static void largest(float[] largest, float[] square, int from, int to) {
    for (int i = from; i < to; i++) {
      largest[i] = Math.max(largest[i], square[i]);
    }
  }

  private void step(
      float[] w, float[] mean, float[] square, int from, int to, float rate, float scale) {
    float eps = (float) settings.epsilon;
    for (int i = from; i < to; i++) {
      float root = (float) Math.sqrt(square[i]);
      w[i] = Math.fma(-rate, mean[i] / Math.fma(root, scale, eps), w[i]);
    }
  }

  @Override
  String settings() {
    return ", betas=("
        + settings.beta1
        + ", "
        + settings.beta2
        + ")"
        + setting("epsilon", settings.epsilon)
        + flag("amsgrad", settings.amsgrad)
        + flag("uncorrectedEpsilon", settings.uncorrectedEpsilon);
  }
}
