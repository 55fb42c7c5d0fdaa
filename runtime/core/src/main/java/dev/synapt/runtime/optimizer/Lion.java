package dev.synapt.runtime.optimizer;

/**
 * Lion (Chen and others, "Symbolic Discovery of Optimization Algorithms", 2023): steps of one size
 * in the direction of a sign. Weight decay is always decoupled, as in the paper and in Keras.
 *
 * <pre>
 * w = w * (1 - learningRate * weightDecay) - learningRate * sign(beta1 * m + (1 - beta1) * gradient)
 * m = beta2 * m + (1 - beta2) * gradient
 * </pre>
 */
public final class Lion extends UpdateRule<Lion> {

  private record Settings(double beta1, double beta2) {}

  private final Settings settings;

  private Lion(UpdateOptions options, Settings settings) {
    super(options);
    this.settings = settings;
  }

  /**
   * Lion with decay rates 0.9 and 0.99 and no weight decay.
   *
   * @param learningRate positive; 0.0001 is common, a tenth to a third of Adam's
   * @return the optimizer
   */
  public static Lion withLearningRate(double learningRate) {
    return new Lion(
        UpdateOptions.withLearningRate(learningRate).withDecoupledDecay(), new Settings(0.9, 0.99));
  }

  @Override
  Lion with(UpdateOptions changed) {
    return new Lion(changed, settings);
  }

  /**
   * The same with other decay rates.
   *
   * @param beta1 of the mean whose sign is the step, in [0, 1)
   * @param beta2 of the mean that is remembered, in [0, 1)
   * @return the changed copy
   */
  public Lion betas(double beta1, double beta2) {
    double checked1 = Check.fraction("beta1", beta1);
    double checked2 = Check.fraction("beta2", beta2);
    return new Lion(options(), new Settings(checked1, checked2));
  }

  @Override
  public double momentum() {
    return settings.beta1;
  }

  @Override
  public int stateSlots() {
    return 1;
  }

  @Override
  public void update(
      float[] weights, float[] gradients, float[][] state, int from, int to, UpdateStep step) {
    update(weights, gradients, state[0], from, to, step);
  }

  private void update(float[] w, float[] dw, float[] mean, int from, int to, UpdateStep step) {
    float rate = step.learningRate();
    float b1 = (float) step.momentum();
    float c1 = (float) (1 - step.momentum());
    float b2 = (float) settings.beta2;
    float c2 = (float) (1 - settings.beta2);
    for (int i = from; i < to; i++) {
      float g = dw[i];
      w[i] = Math.fma(-rate, Math.signum(Math.fma(b1, mean[i], c1 * g)), w[i]);
      mean[i] = Math.fma(b2, mean[i], c2 * g);
    }
  }

  @Override
  String settings() {
    return ", betas=(" + settings.beta1 + ", " + settings.beta2 + ")";
  }
}
