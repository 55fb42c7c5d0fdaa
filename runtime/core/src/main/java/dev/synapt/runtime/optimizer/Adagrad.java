package dev.synapt.runtime.optimizer;

/**
 * Adagrad (Duchi, Hazan and Singer, 2011), as PyTorch's {@code torch.optim.Adagrad}: epsilon is
 * added outside of the square root.
 *
 * <pre>
 * g = gradient + weightDecay * w
 * s = s + g²
 * w = w - learningRate / (1 + (t - 1) * rateDecay) * g / (sqrt(initialSum + s) + epsilon)
 * </pre>
 */
public final class Adagrad extends UpdateRule<Adagrad> {

  private record Settings(
      double rateDecay, double initialSum, double epsilon, boolean epsilonInRoot) {}

  private final Settings settings;

  private Adagrad(UpdateOptions options, Settings settings) {
    super(options);
    this.settings = settings;
  }

  /**
   * Adagrad without decay of the rate, from sums of 0, with epsilon 1e-10.
   *
   * @param learningRate positive; 0.01 is common
   * @return the optimizer
   */
  public static Adagrad withLearningRate(double learningRate) {
    return new Adagrad(
        UpdateOptions.withLearningRate(learningRate), new Settings(0, 0, 1e-10, false));
  }

  @Override
  Adagrad with(UpdateOptions changed) {
    return new Adagrad(changed, settings);
  }

  private Adagrad with(Settings changed) {
    return new Adagrad(options(), changed);
  }

  /**
   * The same with a learning rate that is divided by {@code 1 + (t - 1) * value} at step t;
   * PyTorch's {@code lr_decay}.
   *
   * @param value 0 or more
   * @return the changed copy
   */
  public Adagrad rateDecay(double value) {
    double checked = Check.notNegative("rate decay", value);
    return with(
        new Settings(checked, settings.initialSum, settings.epsilon, settings.epsilonInRoot));
  }

  /**
   * The same with sums of squares that start above 0; PyTorch's {@code initial_accumulator_value}.
   * The remembered sums do not include it.
   *
   * @param value 0 or more; Keras has 0.1
   * @return the changed copy
   */
  public Adagrad initialSum(double value) {
    double checked = Check.notNegative("initial sum", value);
    return with(
        new Settings(settings.rateDecay, checked, settings.epsilon, settings.epsilonInRoot));
  }

  /**
   * The same with another epsilon.
   *
   * @param value positive as a 32-bit float; Keras has 1e-7
   * @return the changed copy
   */
  public Adagrad epsilon(double value) {
    double checked = Check.epsilon(value);
    return with(
        new Settings(settings.rateDecay, settings.initialSum, checked, settings.epsilonInRoot));
  }

  /**
   * The same with epsilon inside of the square root, as in Keras: {@code g / sqrt(s + epsilon)}.
   *
   * @return the changed copy
   */
  public Adagrad epsilonInRoot() {
    return with(new Settings(settings.rateDecay, settings.initialSum, settings.epsilon, true));
  }

  @Override
  public int stateSlots() {
    return 1;
  }

  @Override
  public void update(
      float[] weights, float[] gradients, float[][] state, int from, int to, UpdateStep step) {
    double divisor = 1 + (step.number() - 1) * settings.rateDecay;
    float rate = (float) (step.learningRate() / divisor);
    update(weights, gradients, state[0], from, to, rate, step.weightDecay());
  }

  private void update(
      float[] w, float[] dw, float[] sum, int from, int to, float rate, float decay) {
    float inside = (float) (settings.initialSum + (settings.epsilonInRoot ? settings.epsilon : 0));
    float outside = settings.epsilonInRoot ? 0f : (float) settings.epsilon;
    for (int i = from; i < to; i++) {
      float g = Math.fma(decay, w[i], dw[i]);
      float s = Math.fma(g, g, sum[i]);
      sum[i] = s;
      w[i] = Math.fma(-rate, g / ((float) Math.sqrt(s + inside) + outside), w[i]);
    }
  }

  @Override
  String settings() {
    return (settings.rateDecay == 0 ? "" : setting("rateDecay", settings.rateDecay))
        + (settings.initialSum == 0 ? "" : setting("initialSum", settings.initialSum))
        + setting("epsilon", settings.epsilon)
        + flag("epsilonInRoot", settings.epsilonInRoot);
  }
}
