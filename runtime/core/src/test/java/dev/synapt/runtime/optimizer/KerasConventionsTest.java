package dev.synapt.runtime.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.runtime.random.CounterRandom;
import org.junit.jupiter.api.Test;

/**
 * The options for Keras's conventions, against Keras's formulas in 64-bit floats, with a learning
 * rate that changes from step to step (there conventions differ).
 */
final class KerasConventionsTest {

  private static final int STEPS = 12;

  /** One step of a rule on one weight in 64 bits; keeps its own state. */
  private interface Reference {
    double step(double w, double g, double rate, int t);
  }

  private static double gradient(int step) {
    return (float) CounterRandom.gaussian(11, step);
  }

  private static float rate(int step) {
    return 0.05f / step;
  }

  private static void compare(Optimizer optimizer, Reference reference) {
    float[] weights = {0.75f};
    float[][] state = new float[optimizer.stateSlots()][1];
    double wanted = 0.75;
    for (int t = 1; t <= STEPS; t++) {
      float g = (float) gradient(t);
      UpdateStep step = new UpdateStep(t, rate(t), optimizer.momentum(), 0);
      optimizer.update(weights, new float[] {g}, state, 0, 1, step);
      wanted = reference.step(wanted, g, rate(t), t);
      assertEquals(wanted, weights[0], 5e-6, optimizer + " at step " + t);
    }
  }

  @Test
  void momentumWithTheRateInside() {
    double[] v = new double[1];
    compare(
        Sgd.withLearningRate(1).momentum(0.9).rateInVelocity(),
        (w, g, rate, t) -> w + (v[0] = 0.9 * v[0] - rate * g));
  }

  @Test
  void nesterovWithTheRateInside() {
    double[] v = new double[1];
    compare(
        Sgd.withLearningRate(1).momentum(0.9).nesterov().rateInVelocity(),
        (w, g, rate, t) -> {
          v[0] = 0.9 * v[0] - rate * g;
          return w + 0.9 * v[0] - rate * g;
        });
  }

  @Test
  void adamWithEpsilonBeforeTheCorrection() {
    double[] m = new double[1];
    double[] v = new double[1];
    compare(
        Adam.withLearningRate(1).epsilon(1e-2).uncorrectedEpsilon(),
        (w, g, rate, t) -> {
          m[0] += (g - m[0]) * (1 - 0.9);
          v[0] += (g * g - v[0]) * (1 - 0.999);
          double alpha = rate * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
          return w - m[0] * alpha / (Math.sqrt(v[0]) + 1e-2);
        });
  }

  @Test
  void adagradWithEpsilonInTheRoot() {
    double[] sum = {0.1};
    compare(
        Adagrad.withLearningRate(1).initialSum(0.1).epsilon(1e-2).epsilonInRoot(),
        (w, g, rate, t) -> {
          sum[0] += g * g;
          return w - rate * g / Math.sqrt(sum[0] + 1e-2);
        });
  }

  @Test
  void rmsPropCenteredWithMomentum() {
    double[] s = new double[1];
    double[] a = new double[1];
    double[] v = new double[1];
    compare(
        RmsProp.withLearningRate(1)
            .alpha(0.9)
            .momentum(0.5)
            .epsilon(1e-2)
            .centered()
            .epsilonInRoot()
            .rateInVelocity(),
        (w, g, rate, t) -> {
          s[0] = 0.9 * s[0] + 0.1 * g * g;
          a[0] = 0.9 * a[0] + 0.1 * g;
          v[0] = 0.5 * v[0] + rate * g / Math.sqrt(s[0] - a[0] * a[0] + 1e-2);
          return w - v[0];
        });
  }

  /** A gradient that never changes has no variance; rounding must not make it negative. */
  @Test
  void aConstantGradientHasNoNegativeVariance() {
    RmsProp rule = RmsProp.withLearningRate(0.01).alpha(0.9).centered();
    float[] weights = {0};
    float[][] state = new float[rule.stateSlots()][1];
    for (int t = 1; t <= 500; t++) {
      UpdateStep step = new UpdateStep(t, 0.01f, 0, 0);
      rule.update(weights, new float[] {0.3f}, state, 0, 1, step);
      assertEquals(true, Float.isFinite(weights[0]), "step " + t);
    }
  }

  /**
   * f(x) = 0.08 x^2 + sin(x): from x = 8 there is a valley at 4.015 before the deepest at -1.353.
   */
  @Test
  void momentumRollsThroughASmallValley() {
    assertEquals(4.015, settle(Sgd.withLearningRate(0.2)), 0.01);
    assertEquals(-1.353, settle(Sgd.withLearningRate(0.2).momentum(0.9)), 0.01);
  }

  private static double settle(Sgd sgd) {
    float[] x = {8};
    float[][] state = new float[sgd.stateSlots()][1];
    for (int t = 1; t <= 600; t++) {
      float slope = (float) (0.16 * x[0] + Math.cos(x[0]));
      UpdateStep step = new UpdateStep(t, 0.2f, sgd.momentum(), 0);
      sgd.update(x, new float[] {slope}, state, 0, 1, step);
    }
    return x[0];
  }
}
