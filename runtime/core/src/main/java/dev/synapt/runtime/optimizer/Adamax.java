package dev.synapt.runtime.optimizer;

/**
 * Adamax (Kingma and Ba, 2015): Adam with the largest magnitude in place of the root of the mean
 * square, as PyTorch's {@code torch.optim.Adamax}.
 *
 * <pre>
 * g = gradient + weightDecay * w
 * m = beta1 * m + (1 - beta1) * g
 * u = max(beta2 * u, |g| + epsilon)
 * w = w - learningRate / (1 - beta1^t) * m / u
 * </pre>
 *
 * <p>Keras adds epsilon to {@code u} at the division instead; its size makes no difference.
 */
public final class Adamax extends UpdateRule<Adamax> {

  private record Settings(double beta1, double beta2, double epsilon) {}

  private final Settings settings;

  private Adamax(UpdateOptions options, Settings settings) {
    super(options);
    this.settings = settings;
  }

  /**
   * Adamax with decay rates 0.9 and 0.999, epsilon 1e-8 and no weight decay.
   *
   * @param learningRate positive; 0.002 is common
   * @return the optimizer
   */
  public static Adamax withLearningRate(double learningRate) {
    return new Adamax(UpdateOptions.withLearningRate(learningRate), new Settings(0.9, 0.999, 1e-8));
  }

  @Override
  Adamax with(UpdateOptions changed) {
    return new Adamax(changed, settings);
  }

  /**
   * The same with other decay rates.
   *
   * @param beta1 of the mean of the gradient, in [0, 1)
   * @param beta2 of its largest magnitude, in [0, 1)
   * @return the changed copy
   */
  public Adamax betas(double beta1, double beta2) {
    double checked1 = Check.fraction("beta1", beta1);
    double checked2 = Check.fraction("beta2", beta2);
    return new Adamax(options(), new Settings(checked1, checked2, settings.epsilon));
  }

  /**
   * The same with another epsilon.
   *
   * @param value positive as a 32-bit float
   * @return the changed copy
   */
  public Adamax epsilon(double value) {
    double checked = Check.epsilon(value);
    return new Adamax(options(), new Settings(settings.beta1, settings.beta2, checked));
  }

  @Override
  public double momentum() {
    return settings.beta1;
  }

  @Override
  public int stateSlots() {
    return 2;
  }

  @Override
  public void update(
      float[] weights, float[] gradients, float[][] state, int from, int to, UpdateStep step) {
    double correction = 1 - Powers.of(step.momentum(), step.number());
    float rate = (float) (step.learningRate() / correction);
    update(weights, gradients, state[0], state[1], from, to, step, rate);
  }

  private void update(
      float[] w,
      float[] dw,
      float[] mean,
      float[] largest,
      int from,
      int to,
      UpdateStep step,
      float rate) {
    float decay = step.weightDecay();
    float b1 = (float) step.momentum();
    float c1 = (float) (1 - step.momentum());
    float b2 = (float) settings.beta2;
    float eps = (float) settings.epsilon;
    for (int i = from; i < to; i++) {
      float g = Math.fma(decay, w[i], dw[i]);
      float m = Math.fma(b1, mean[i], c1 * g);
      float u = Math.max(b2 * largest[i], Math.abs(g) + eps);
      mean[i] = m;
      largest[i] = u;
      w[i] = Math.fma(-rate, m / u, w[i]);
    }
  }

  @Override
  String settings() {
    return ", betas=("
        + settings.beta1
        + ", "
        + settings.beta2
        + ")"
        + setting("epsilon", settings.epsilon);
  }
}
