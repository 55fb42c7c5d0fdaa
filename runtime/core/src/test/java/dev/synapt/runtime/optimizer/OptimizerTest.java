package dev.synapt.runtime.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.random.CounterRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class OptimizerTest {

  private static final List<Optimizer> ALL =
      List.of(
          Sgd.withLearningRate(0.1),
          Sgd.withLearningRate(0.1).momentum(0.9),
          Sgd.withLearningRate(0.1).momentum(0.9).dampening(0.3).weightDecay(0.01),
          Sgd.withLearningRate(0.1).momentum(0.9).nesterov().weightDecay(0.01),
          Sgd.withLearningRate(0.1).momentum(0.9).nesterov().rateInVelocity(),
          Adam.withLearningRate(0.1),
          Adam.withLearningRate(0.1).amsgrad().uncorrectedEpsilon(),
          AdamW.withLearningRate(0.1),
          Adamax.withLearningRate(0.1),
          RmsProp.withLearningRate(0.1),
          RmsProp.withLearningRate(0.1).centered().epsilonInRoot(),
          RmsProp.withLearningRate(0.1).momentum(0.5),
          RmsProp.withLearningRate(0.1).momentum(0.5).centered().rateInVelocity(),
          Adagrad.withLearningRate(0.1).rateDecay(0.1),
          Adagrad.withLearningRate(0.1).initialSum(0.1).epsilonInRoot(),
          Adadelta.withLearningRate(0.1),
          Lion.withLearningRate(0.1));

  /** Step number {@code number} with what an optimizer has by itself. */
  private static UpdateStep step(Optimizer optimizer, int number) {
    return new UpdateStep(number, optimizer.learningRate(), optimizer.momentum(), 0.01f);
  }

  @Test
  void theBitsDoNotDependOnHowTheRangeIsDivided() {
    int n = 103;
    for (Optimizer optimizer : ALL) {
      float[] whole = run(optimizer, n, 0, n);
      for (int border : new int[] {0, 1, 16, 50, 102, 103}) {
        assertArrayEquals(whole, run(optimizer, n, border, n), optimizer + " " + border);
      }
    }
  }

  private static float[] run(Optimizer optimizer, int n, int border, int end) {
    float[] weights = numbers(n, 1);
    float[][] state = new float[optimizer.stateSlots()][n];
    for (int step = 1; step <= 5; step++) {
      float[] gradients = numbers(n, 1 + step);
      optimizer.update(weights, gradients, state, 0, border, step(optimizer, step));
      optimizer.update(weights, gradients, state, border, end, step(optimizer, step));
    }
    return weights;
  }

  private static float[] numbers(int n, long key) {
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) CounterRandom.gaussian(key, i);
    }
    return numbers;
  }

  @Test
  void nothingOutsideOfTheRangeIsTouched() {
    for (Optimizer optimizer : ALL) {
      float[] weights = numbers(20, 1);
      float[][] state = new float[optimizer.stateSlots()][20];
      optimizer.update(weights, numbers(20, 2), state, 5, 9, step(optimizer, 1));
      float[] before = numbers(20, 1);
      for (int i = 0; i < 20; i++) {
        boolean inside = i >= 5 && i < 9;
        assertEquals(!inside, weights[i] == before[i]);
        for (float[] slot : state) {
          assertEquals(!inside, slot[i] == 0);
        }
      }
    }
  }

  @Test
  void paddingOfZerosStaysZero() {
    for (Optimizer optimizer : ALL) {
      float[] weights = new float[4];
      float[][] state = new float[optimizer.stateSlots()][4];
      for (int step = 1; step <= 3; step++) {
        optimizer.update(weights, new float[4], state, 0, 4, step(optimizer, step));
      }
      assertArrayEquals(new float[4], weights, optimizer.toString());
    }
  }

  @Test
  void aManualStepOfPlainDescentIsExact() {
    float[] weights = {1f, 2f};
    Sgd.withLearningRate(0.5)
        .update(weights, new float[] {0.25f, -1f}, null, 0, 2, new UpdateStep(1, 0.5f, 0, 0));
    assertArrayEquals(new float[] {0.875f, 2.5f}, weights);
  }

  @Test
  void theLearningRateOfTheCallCounts() {
    float[] weights = {1f};
    Sgd.withLearningRate(0.5)
        .update(weights, new float[] {1f}, null, 0, 1, new UpdateStep(1, 0.25f, 0, 0));
    assertEquals(0.75f, weights[0]);
  }

  @Test
  void changingAnOptimizerGivesACopy() {
    Sgd plain = Sgd.withLearningRate(0.1);
    assertEquals(1, plain.momentum(0.9).stateSlots());
    assertEquals(0, plain.stateSlots());
    assertEquals("Sgd(learningRate=0.1)", plain.toString());
    assertTrue(plain.momentum(0.9).nesterov().toString().endsWith("momentum=0.9, nesterov)"));
    assertFalse(Adam.withLearningRate(0.1).toString().contains("weightDecay"));
  }

  @Test
  void rejectsBadHyperParametersByNameAndValue() {
    Sgd sgd = Sgd.withLearningRate(0.1);
    Adam adam = Adam.withLearningRate(0.1);
    rejects("learning rate", "0.0", () -> Sgd.withLearningRate(0));
    rejects("learning rate", "NaN", () -> Adam.withLearningRate(Double.NaN));
    rejects("learning rate", "Infinity", () -> Adam.withLearningRate(Double.POSITIVE_INFINITY));
    rejects("momentum", "1.0", () -> sgd.momentum(1));
    rejects("momentum", "-0.1", () -> sgd.momentum(-0.1));
    rejects("dampening", "1.5", () -> sgd.dampening(1.5));
    rejects("weight decay", "-1.0", () -> sgd.weightDecay(-1));
    rejects("momentum", "0.0", sgd::nesterov);
    rejects("dampening", "0.5", () -> sgd.momentum(0.9).dampening(0.5).nesterov());
    rejects("dampening", "0.5", () -> sgd.momentum(0.9).nesterov().dampening(0.5));
    rejects("momentum", "0", () -> sgd.momentum(0.9).nesterov().momentum(0));
    rejects("beta1", "1.0", () -> adam.betas(1, 0.9));
    rejects("beta2", "-0.5", () -> adam.betas(0.9, -0.5));
    rejects("epsilon", "0.0", () -> adam.epsilon(0));
    rejects("epsilon", "0.0", () -> adam.epsilon(1e-60));
    rejects("weight decay", "NaN", () -> adam.weightDecay(Double.NaN));
  }

  private static void rejects(String name, String value, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(name) && message.contains(value), message);
  }

  @Test
  void powersAreThoseOfStrictMath() {
    for (double base : new double[] {0, 0.5, 0.9, 0.999}) {
      for (long exponent : new long[] {0, 1, 2, 7, 1000, 12_345}) {
        double wanted = StrictMath.pow(base, (double) exponent);
        assertEquals(wanted, Powers.of(base, exponent), 1e-11 * wanted, base + "^" + exponent);
      }
    }
  }
}
