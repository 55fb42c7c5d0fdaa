package dev.synapt.testing;

import java.util.SplittableRandom;

/** The losses, with PyTorch's formulas. */
public enum Loss {
  /** Softmax cross entropy with class indices. */
  CROSS_ENTROPY,
  /** Softmax cross entropy with distributions. */
  SOFT_CROSS_ENTROPY,
  /** Minus the log-probability of the label. */
  NEGATIVE_LOG_LIKELIHOOD,
  /** Sigmoid cross entropy of each entry. */
  BINARY_CROSS_ENTROPY,
  /** Squared error. */
  MSE,
  /** Absolute error. */
  MAE,
  /** Squared up to delta, absolute beyond. */
  HUBER,
  /** Huber's divided by delta. */
  SMOOTH_L1,
  /** Kullback-Leibler divergence from log-probabilities. */
  KL_DIVERGENCE,
  /** The margin to targets -1 and 1. */
  HINGE;

  boolean hasClasses() {
    return this == CROSS_ENTROPY || this == SOFT_CROSS_ENTROPY || this == NEGATIVE_LOG_LIKELIHOOD;
  }

  boolean hasLabels() {
    return hasClasses() && this != SOFT_CROSS_ENTROPY;
  }

  boolean appliesSoftmax() {
    return this == CROSS_ENTROPY || this == SOFT_CROSS_ENTROPY;
  }

  /** Which piece of a loss with kinks a prediction falls into. */
  int piece(double x, double t, double delta) {
    return switch (this) {
      case MAE -> x > t ? 1 : 0;
      case HUBER, SMOOTH_L1 -> x - t > delta ? 2 : x - t < -delta ? 1 : 0;
      case HINGE -> t * x < 1 ? 1 : 0;
      default -> 0;
    };
  }

  /** The loss of an entry x with target t and weight w of its channel. */
  double value(double x, double t, double w, double delta) {
    double error = Math.abs(x - t);
    double huber = error <= delta ? error * error / 2 : delta * (error - delta / 2);
    return switch (this) {
      case MSE -> error * error;
      case MAE -> error;
      case HUBER -> huber;
      case SMOOTH_L1 -> huber / delta;
      case BINARY_CROSS_ENTROPY ->
          (1 - t) * x + ((w - 1) * t + 1) * (Math.max(-x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
      case KL_DIVERGENCE -> t > 0 ? t * (Math.log(t) - x) : 0;
      case HINGE -> Math.max(0, 1 - t * x);
      default -> throw new IllegalStateException(name());
    };
  }

  /** Its derivative by x. */
  double slope(double x, double t, double w, double delta) {
    double clamped = Math.clamp(x - t, -delta, delta);
    return switch (this) {
      case MSE -> 2 * (x - t);
      case MAE -> Math.signum(x - t);
      case HUBER -> clamped;
      case SMOOTH_L1 -> clamped / delta;
      case BINARY_CROSS_ENTROPY -> 1 - t - ((w - 1) * t + 1) / (1 + Math.exp(x));
      case KL_DIVERGENCE -> t > 0 ? -t : 0;
      case HINGE -> t * x < 1 ? -t : 0;
      default -> throw new IllegalStateException(name());
    };
  }

  /** A random target as this loss takes them. */
  float target(SplittableRandom random) {
    float number = (float) random.nextDouble();
    return switch (this) {
      case SOFT_CROSS_ENTROPY, KL_DIVERGENCE, BINARY_CROSS_ENTROPY -> number;
      case HINGE -> number < 0.5f ? -1 : 1;
      default -> 2 * number - 1;
    };
  }
}
