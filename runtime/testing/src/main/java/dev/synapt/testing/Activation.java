package dev.synapt.testing;

/**
 * The activation functions in double precision, as PyTorch defines them; at kinks the derivatives
 * are PyTorch's. The number p is the slope of leaky ReLU, alpha of ELU and CELU, and beta of
 * softplus.
 */
public enum Activation {
  /** {@code max(x, 0)}. */
  RELU(0),
  /** {@code min(max(x, 0), 6)}. */
  RELU6(0, 6),
  /** {@code x > 0 ? x : p x}. */
  LEAKY_RELU(0),
  /** {@code x > 0 ? x : p (exp(x) - 1)}. */
  ELU(0),
  /** {@code x > 0 ? x : p (exp(x / p) - 1)}. */
  CELU(0),
  /** {@code s (x > 0 ? x : a (exp(x) - 1))} (Klambauer and others 2017). */
  SELU(0),
  /** {@code x P(x)}, with P the normal distribution function. */
  GELU,
  /** {@code x sigmoid(2 sqrt(2/pi) (x + 0.044715 x^3))}. */
  GELU_TANH,
  /** {@code x sigmoid(x)}. */
  SILU,
  /** {@code 1 / (1 + exp(-x))}. */
  SIGMOID,
  /** {@code min(max(x / 6 + 1/2, 0), 1)}. */
  HARD_SIGMOID(-3, 3),
  /** {@code x} times the hard sigmoid. */
  HARD_SWISH(-3, 3),
  /** The hyperbolic tangent. */
  TANH,
  /** {@code min(max(x, -1), 1)}. */
  HARD_TANH(-1, 1),
  /** {@code log(1 + exp(p x)) / p}. */
  SOFTPLUS,
  /** {@code -log(1 + exp(-x))}. */
  LOG_SIGMOID,
  /** {@code x tanh(log(1 + exp(x)))}. */
  MISH,
  /** {@code x / (1 + |x|)}. */
  SOFTSIGN;

  private static final double SELU_SCALE = 1.0507009873554804934193349852946;
  private static final double SELU_ALPHA = 1.6732632423543772848170429916717;
  private static final double GELU_FACTOR = 2 * Math.sqrt(2 / Math.PI);
  private static final double GELU_CUBE = 0.044715;

  private final double[] kinks;

  Activation(double... kinks) {
    this.kinks = kinks;
  }

  /** Between which kinks x lies, counted from 0. */
  int piece(double x) {
    int piece = 0;
    for (double kink : kinks) {
      piece += x > kink ? 1 : 0;
    }
    return piece;
  }

  double value(double x, double p) {
    return switch (this) {
      case RELU -> Math.max(x, 0.0);
      case RELU6 -> Math.clamp(x, 0.0, 6.0);
      case LEAKY_RELU -> x > 0 ? x : p * x;
      case ELU -> x > 0 ? x : p * Math.expm1(x);
      case CELU -> x > 0 ? x : p * Math.expm1(x / p);
      case SELU -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x));
      case GELU -> x * Normal.below(x);
      case GELU_TANH -> x * sigmoid(GELU_FACTOR * (x + GELU_CUBE * x * x * x));
      case SILU -> x * sigmoid(x);
      case SIGMOID -> sigmoid(x);
      case HARD_SIGMOID -> Math.clamp(x / 6 + 0.5, 0.0, 1.0);
      case HARD_SWISH -> x * Math.clamp(x / 6 + 0.5, 0.0, 1.0);
      case TANH -> Math.tanh(x);
      case HARD_TANH -> Math.clamp(x, -1.0, 1.0);
      case SOFTPLUS -> softplus(p * x) / p;
      case LOG_SIGMOID -> -softplus(-x);
      case MISH -> x * Math.tanh(softplus(x));
      case SOFTSIGN -> x / (1 + Math.abs(x));
    };
  }

  /** The derivative in terms of what the backward pass keeps: x, or y for the first few. */
  double slope(double saved, double p) {
    double y = saved;
    return switch (this) {
      case RELU -> y > 0 ? 1 : 0;
      case RELU6 -> y > 0 && y < 6 ? 1 : 0;
      case HARD_TANH -> y > -1 && y < 1 ? 1 : 0;
      case LEAKY_RELU -> y > 0 ? 1 : p;
      case ELU -> y > 0 ? 1 : y + p;
      case CELU -> y > 0 ? 1 : y / p + 1;
      case SELU -> y > 0 ? SELU_SCALE : y + SELU_SCALE * SELU_ALPHA;
      case SIGMOID -> y * (1 - y);
      case TANH -> 1 - y * y;
      default -> slopeAt(saved, p);
    };
  }

  private double slopeAt(double x, double p) {
    return switch (this) {
      case GELU -> Normal.below(x) + x * Normal.density(x);
      case GELU_TANH -> {
        double s = sigmoid(GELU_FACTOR * (x + GELU_CUBE * x * x * x));
        yield s + x * s * (1 - s) * GELU_FACTOR * (1 + 3 * GELU_CUBE * x * x);
      }
      case SILU -> sigmoid(x) * (1 + x * sigmoid(-x));
      case HARD_SIGMOID -> x > -3 && x < 3 ? 1.0 / 6 : 0;
      case HARD_SWISH -> x < -3 ? 0 : x > 3 ? 1 : x / 3 + 0.5;
      case SOFTPLUS -> sigmoid(p * x);
      case LOG_SIGMOID -> sigmoid(-x);
      case MISH -> {
        double t = Math.tanh(softplus(x));
        yield t + x * (1 - t * t) * sigmoid(x);
      }
      case SOFTSIGN -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x)));
      default -> throw new IllegalStateException(name());
    };
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
