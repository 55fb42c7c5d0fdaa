package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Activation;

/** Defines the activation functions and their derivatives, in double precision. */
public final class Functions {

  private static final double GELU_FACTOR = 2 * Math.sqrt(2 / Math.PI);

  private Functions() {}

  /** The function. ReLU passes NaN on and makes zero of minus zero. */
  public static double value(Activation function, double x) {
    double number = function.parameter();
    return switch (function.kind()) {
      case RELU -> Math.max(x, 0.0);
      case RELU6 -> Math.clamp(x, 0.0, 6.0);
      case LEAKY_RELU -> x > 0 ? x : number * x;
      case ELU -> x > 0 ? x : number * Math.expm1(x);
      case CELU -> x > 0 ? x : number * Math.expm1(x / number);
      case SELU -> Activation.SELU_SCALE * (x > 0 ? x : Activation.SELU_ALPHA * Math.expm1(x));
      case GELU -> x * normal(x);
      case GELU_TANH -> x * sigmoid(GELU_FACTOR * (x + 0.044715 * x * x * x));
      case SILU -> x * sigmoid(x);
      case SIGMOID -> sigmoid(x);
      case HARD_SIGMOID -> Math.clamp(x / 6 + 0.5, 0.0, 1.0);
      case HARD_SWISH -> x * Math.clamp(x / 6 + 0.5, 0.0, 1.0);
      case TANH -> Math.tanh(x);
      case HARD_TANH -> Math.clamp(x, -1.0, 1.0);
      case SOFTPLUS -> softplus(number * x) / number;
      case LOG_SIGMOID -> -softplus(-x);
      case MISH -> x * Math.tanh(softplus(x));
      case SOFTSIGN -> x / (1 + Math.abs(x));
    };
  }

  /** The derivative, written in x or in y, as the function says; at kinks as PyTorch has it. */
  public static double derivative(Activation function, double saved) {
    return function.kind().derivesFromInput()
        ? ofInput(function, saved)
        : ofOutput(function, saved);
  }

  private static double ofOutput(Activation function, double y) {
    return switch (function.kind()) {
      case RELU -> y > 0 ? 1 : 0;
      case RELU6 -> y > 0 && y < 6 ? 1 : 0;
      case HARD_TANH -> y > -1 && y < 1 ? 1 : 0;
      case LEAKY_RELU -> y > 0 ? 1 : function.parameter();
      case ELU -> y > 0 ? 1 : y + function.parameter();
      case CELU -> y > 0 ? 1 : y / function.parameter() + 1;
      case SELU ->
          y > 0 ? Activation.SELU_SCALE : y + Activation.SELU_SCALE * Activation.SELU_ALPHA;
      case SIGMOID -> y * (1 - y);
      case TANH -> 1 - y * y;
      default -> throw new IllegalArgumentException(function.toString());
    };
  }

  private static double ofInput(Activation function, double x) {
    return switch (function.kind()) {
      case GELU -> normal(x) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
      case GELU_TANH -> {
        double s = sigmoid(GELU_FACTOR * (x + 0.044715 * x * x * x));
        yield s + x * s * (1 - s) * GELU_FACTOR * (1 + 3 * 0.044715 * x * x);
      }
      case SILU -> sigmoid(x) * (1 + x * sigmoid(-x));
      case HARD_SIGMOID -> x > -3 && x < 3 ? 1.0 / 6 : 0;
      case HARD_SWISH -> x < -3 ? 0 : x > 3 ? 1 : x / 3 + 0.5;
      case SOFTPLUS -> sigmoid(function.parameter() * x);
      case LOG_SIGMOID -> sigmoid(-x);
      case MISH -> {
        double t = Math.tanh(softplus(x));
        yield t + x * (1 - t * t) * sigmoid(x);
      }
      case SOFTSIGN -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x)));
      default -> throw new IllegalArgumentException(function.toString());
    };
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** The distribution function of the standard normal distribution. */
  public static double normal(double x) {
    return x > 0 ? 1 - tail(x) : tail(-x);
  }

  /** What is above a: by the series near zero, by the continued fraction (Laplace) further out. */
  private static double tail(double a) {
    double density = Math.exp(-a * a / 2) / Math.sqrt(2 * Math.PI);
    if (a < 4) {
      double term = a;
      double sum = a;
      for (int n = 3; Math.abs(term) > 1e-18; n += 2) {
        term *= a * a / n;
        sum += term;
      }
      return 0.5 - density * sum;
    }
    double fraction = a;
    for (int n = 100; n > 0; n--) {
      fraction = a + n / fraction;
    }
    return density / fraction;
  }
}
