package dev.synapt.runtime.initialization;

/**
 * By how much the standard deviation of initial weights is enlarged for the activation that
 * follows. The values are those of PyTorch's {@code torch.nn.init.calculate_gain}.
 */
public final class Gain {

  /** No activation, or one that keeps the scale. */
  public static final double LINEAR = 1.0;

  /** Logistic sigmoid. */
  public static final double SIGMOID = 1.0;

  /** Hyperbolic tangent: 5/3. */
  public static final double TANH = 5.0 / 3.0;

  /** Rectified linear unit: the square root of 2. */
  public static final double RELU = Math.sqrt(2.0);

  /** Scaled exponential linear unit: 3/4. */
  public static final double SELU = 0.75;

  private Gain() {}

  /**
   * Leaky rectified linear unit: sqrt(2 / (1 + slope²)).
   *
   * @param slope the slope for negative inputs
   * @return the gain
   */
  public static double leakyRelu(double slope) {
    return Math.sqrt(2.0 / (1.0 + slope * slope));
  }
}
