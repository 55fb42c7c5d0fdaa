package dev.synapt.runtime.optimizer;

/**
 * Adadelta (Zeiler, 2012), as PyTorch's {@code torch.optim.Adadelta} and Keras's: epsilon is inside
 * of both square roots.
 *
 * <pre>
 * g = gradient + weightDecay * w
 * s = rho * s + (1 - rho) * g²
 * d = sqrt(u + epsilon) / sqrt(s + epsilon) * g
 * u = rho * u + (1 - rho) * d²
 * w = w - learningRate * d
 * </pre>
 */
public final class Adadelta extends UpdateRule<Adadelta> {

  private record Settings(double rho, double epsilon) {}

  private final Settings settings;

  private Adadelta(UpdateOptions options, Settings settings) {
    super(options);
    this.settings = settings;
  }

  /**
   * Adadelta with decay rate 0.9 and epsilon 1e-6 (Keras: 0.95 and 1e-7).
   *
   * @param learningRate positive; the paper and PyTorch have 1, Keras 0.001
   * @return the optimizer
   */
  public static Adadelta withLearningRate(double learningRate) {
    return new Adadelta(UpdateOptions.withLearningRate(learningRate), new Settings(0.9, 1e-6));
  }

  @Override
  Adadelta with(UpdateOptions changed) {
    return new Adadelta(changed, settings);
  }

  /**
   * The same with another decay rate of both mean squares.
   *
   * @param value in [0, 1)
   * @return the changed copy
   */
  public Adadelta rho(double value) {
    return new Adadelta(options(), new Settings(Check.fraction("rho", value), settings.epsilon));
  }

  /**
   * The same with another epsilon.
   *
   * @param value positive as a 32-bit float; it sets the size of the first steps
   * @return the changed copy
   */
  public Adadelta epsilon(double value) {
    return new Adadelta(options(), new Settings(settings.rho, Check.epsilon(value)));
  }

  @Override
  public int stateSlots() {
    return 2;
  }

  @Override
  public void update(
      float[] weights, float[] gradients, float[][] state, int from, int to, UpdateStep step) {
    update(weights, gradients, state[0], state[1], from, to, step);
  }

  private void update(
      float[] w, float[] dw, float[] square, float[] moved, int from, int to, UpdateStep step) {
    float decay = step.weightDecay();
    float rate = step.learningRate();
    float keep = (float) settings.rho;
    float share = (float) (1 - settings.rho);
    float eps = (float) settings.epsilon;
    for (int i = from; i < to; i++) {
      float g = Math.fma(decay, w[i], dw[i]);
      float s = Math.fma(keep, square[i], share * g * g);
      float d = (float) Math.sqrt(moved[i] + eps) / (float) Math.sqrt(s + eps) * g;
      square[i] = s;
      moved[i] = Math.fma(keep, moved[i], share * d * d);
      w[i] = Math.fma(-rate, d, w[i]);
    }
  }

  @Override
  String settings() {
    return setting("rho", settings.rho) + setting("epsilon", settings.epsilon);
  }
}
