package dev.synapt.runtime.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.synapt.runtime.testing.Oracle;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whole trajectories against PyTorch's in 64-bit floats. */
final class OptimizerOracleTest {

  private static final Set<String> KNOWN =
      Set.of(
          "optimizer",
          "lr",
          "momentum",
          "dampening",
          "nesterov",
          "weight_decay",
          "beta1",
          "beta2",
          "eps");

  @TestFactory
  Stream<DynamicTest> followsPyTorch() {
    List<String> files = List.copyOf(Oracle.files("optimizers.zip").keySet());
    assertEquals(16, files.size());
    return files.stream()
        .map(f -> DynamicTest.dynamicTest(f, () -> check(Oracle.json("optimizers.zip", f))));
  }

  private static Optimizer optimizer(JsonObject attributes) {
    assertTrue(KNOWN.containsAll(attributes.keySet()), attributes::toString);
    double rate = attributes.get("lr").getAsDouble();
    double decay = number(attributes, "weight_decay");
    if (attributes.get("optimizer").getAsString().equals("adam")) {
      return Adam.withLearningRate(rate)
          .betas(number(attributes, "beta1"), number(attributes, "beta2"))
          .epsilon(number(attributes, "eps"))
          .weightDecay(decay);
    }
    Sgd sgd =
        Sgd.withLearningRate(rate)
            .momentum(number(attributes, "momentum"))
            .dampening(number(attributes, "dampening"))
            .weightDecay(decay);
    return attributes.has("nesterov") && attributes.get("nesterov").getAsBoolean()
        ? sgd.nesterov()
        : sgd;
  }

  private static double number(JsonObject attributes, String name) {
    return attributes.has(name) ? attributes.get(name).getAsDouble() : 0;
  }

  private static void check(JsonObject oneCase) {
    assertEquals("scaled", oneCase.get("compare").getAsString());
    Optimizer optimizer = optimizer(oneCase.getAsJsonObject("attrs"));
    for (String name : oneCase.getAsJsonObject("initial").keySet()) {
      double[] got =
          trajectory(
              optimizer, tensor(oneCase, "initial", name), tensor(oneCase, "grad_sequence", name));
      assertScaled(tensor(oneCase, "trajectory", name), got, oneCase.get("tol_f32").getAsDouble());
    }
  }

  private static double[] tensor(JsonObject oneCase, String group, String name) {
    return Oracle.doubles(oneCase.getAsJsonObject(group).getAsJsonObject(name));
  }

  private static double[] trajectory(Optimizer optimizer, double[] initial, double[] gradients) {
    int n = initial.length;
    float[] weights = new float[n];
    for (int i = 0; i < n; i++) {
      weights[i] = (float) initial[i];
    }
    float[][] state = new float[optimizer.stateSlots()][n];
    double[] trajectory = new double[gradients.length];
    float[] gradient = new float[n];
    for (int step = 1; step <= gradients.length / n; step++) {
      for (int i = 0; i < n; i++) {
        gradient[i] = (float) gradients[(step - 1) * n + i];
      }
      optimizer.update(weights, gradient, state, 0, n, step, optimizer.learningRate());
      for (int i = 0; i < n; i++) {
        trajectory[(step - 1) * n + i] = weights[i];
      }
    }
    return trajectory;
  }

  private static void assertScaled(double[] want, double[] got, double tolerance) {
    assertEquals(want.length, got.length);
    double largest = 1e-3;
    for (double value : want) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < want.length; i++) {
      assertEquals(want[i], got[i], tolerance * largest, "entry " + i);
    }
  }
}
