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
 */
public final class Adam implements Optimizer {

  private final double learningRate;
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final double weightDecay;

  private Adam(
      double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
    this.learningRate = learningRate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.weightDecay = weightDecay;
  }

  /**
   * Adam with the usual decay rates 0.9 and 0.999, epsilon 1e-8 and no weight decay.
   *
   * @param learningRate positive; 0.001 is common
   * @return the optimizer
   */
  public static Adam withLearningRate(double learningRate) {
    return new Adam(Check.positive("learning rate", learningRate), 0.9, 0.999, 1e-8, 0);
  }

  /**
   * The same with other decay rates of the moments.
   *
   * @param newBeta1 of the mean of the gradient, in [0, 1)
   * @param newBeta2 of the mean of its square, in [0, 1)
   * @return the changed copy
   */
  public Adam betas(double newBeta1, double newBeta2) {
    double checked1 = Check.fraction("beta1", newBeta1);
    double checked2 = Check.fraction("beta2", newBeta2);
    return new Adam(learningRate, checked1, checked2, epsilon, weightDecay);
  }

  /**
   * The same with another epsilon.
   *
   * @param value positive as a 32-bit float, so that a gradient of 0 never divides 0 by 0
   * @return the changed copy
   */
  public Adam epsilon(double value) {
    Check.positive("epsilon as a 32-bit float", (float) value);
    return new Adam(learningRate, beta1, beta2, value, weightDecay);
  }

  /**
   * The same with weight decay as in PyTorch's Adam: {@code value * w} is added to the gradient
   * before the moments (so this is not AdamW). It acts on every trained tensor, biases included.
   *
   * @param value 0 or more
   * @return the changed copy
   */
  public Adam weightDecay(double value) {
    double checked = Check.notNegative("weight decay", value);
    return new Adam(learningRate, beta1, beta2, epsilon, checked);
  }

  @Override
  public float learningRate() {
    return (float) learningRate;
  }

  @Override
  public int stateSlots() {
    return 2;
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
    // StrictMath and double: the corrections are the same bits on every machine.
    double correction1 = 1 - StrictMath.pow(beta1, (double) step);
    double correction2 = 1 - StrictMath.pow(beta2, (double) step);
    float rate = (float) (learningRate / correction1);
    float scale = (float) (1 / Math.sqrt(correction2));
    moments(weights, gradients, state[0], state[1], from, to);
    step(weights, state[0], state[1], from, to, scale, rate);
  }

  // Two loops in the form that HotSpot's auto-vectoriser takes: one index for all arrays, no
  // branch.

  private void moments(float[] w, float[] dw, float[] mean, float[] square, int from, int to) {
    float decay = (float) weightDecay;
    float b1 = (float) beta1;
    float b2 = (float) beta2;
    float c1 = (float) (1 - beta1);
    float c2 = (float) (1 - beta2);
    for (int i = from; i < to; i++) {
      float g = Math.fma(decay, w[i], dw[i]);
      mean[i] = Math.fma(b1, mean[i], c1 * g);
      square[i] = Math.fma(b2, square[i], c2 * g * g);
    }
  }

  private void step(
      float[] w, float[] mean, float[] square, int from, int to, float scale, float rate) {
    float eps = (float) epsilon;
    for (int i = from; i < to; i++) {
      float root = (float) Math.sqrt(square[i]);
      w[i] = Math.fma(-rate, mean[i] / Math.fma(root, scale, eps), w[i]);
    }
  }

  @Override
  public String toString() {
    return "Adam(learningRate="
        + learningRate
        + ", betas=("
        + beta1
        + ", "
        + beta2
        + "), epsilon="
        + epsilon
        + (weightDecay == 0 ? "" : ", weightDecay=" + weightDecay)
        + ")";
  }
}
