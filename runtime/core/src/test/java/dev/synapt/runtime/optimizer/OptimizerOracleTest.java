package dev.synapt.runtime.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.synapt.runtime.testing.Coverage;
import dev.synapt.runtime.testing.Oracle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole trajectories against PyTorch's in 64-bit floats, with the tensors as they lie in a trainer.
 */
final class OptimizerOracleTest {

  private static final String ARCHIVE = "optimizers.zip";
  private static final Coverage COVERAGE = new Coverage(ARCHIVE, Map.of());

  @TestFactory
  Stream<DynamicTest> followsPyTorch() {
    return Oracle.files(ARCHIVE).keySet().stream()
        .map(file -> DynamicTest.dynamicTest(file, () -> check(file)));
  }

  @AfterAll
  static void everyCaseWasLookedAt() {
    COVERAGE.assertComplete(41);
  }

  private static void check(String file) {
    JsonObject oneCase = Oracle.json(ARCHIVE, file);
    assertEquals("scaled", oneCase.get("compare").getAsString());
    Map<String, float[]> first = null;
    for (PackedTensors.Order order : PackedTensors.Order.values()) {
      for (int workers = 1; workers <= 3; workers++) {
        Map<String, float[]> got = trajectory(oneCase, order, workers);
        first = first == null ? got : first;
        for (String name : got.keySet()) {
          assertArrayEquals(first.get(name), got.get(name), order + " " + workers + " " + name);
        }
      }
    }
    for (String name : first.keySet()) {
      double tolerance = oneCase.get("tol_f32").getAsDouble();
      assertScaled(doubles(oneCase, "trajectory", name), first.get(name), tolerance);
    }
    COVERAGE.passed(file);
  }

  private static JsonObject tensor(JsonObject oneCase, String group, String name) {
    return oneCase.getAsJsonObject(group).getAsJsonObject(name);
  }

  private static double[] doubles(JsonObject oneCase, String group, String name) {
    return Oracle.doubles(tensor(oneCase, group, name));
  }

  private static Map<String, float[]> trajectory(
      JsonObject oneCase, PackedTensors.Order order, int workers) {
    Optimizer optimizer = OracleOptimizers.of(oneCase.getAsJsonObject("attrs"));
    Map<String, int[]> shapes = new LinkedHashMap<>();
    Map<String, float[]> trajectory = new LinkedHashMap<>();
    for (String name : oneCase.getAsJsonObject("initial").keySet()) {
      shapes.put(name, Oracle.shape(tensor(oneCase, "initial", name)));
      trajectory.put(name, new float[doubles(oneCase, "trajectory", name).length]);
    }
    PackedTensors packed = new PackedTensors(optimizer, shapes, order);
    shapes.keySet().forEach(n -> packed.put(packed.weights, n, row(oneCase, "initial", n, 0)));
    for (int step = 0; step < 12; step++) {
      int row = step;
      shapes
          .keySet()
          .forEach(n -> packed.put(packed.gradients, n, row(oneCase, "grad_sequence", n, row)));
      packed.step(workers, optimizer.learningRate(), optimizer.momentum());
      assertTrue(packed.paddingIsZero(), order::toString);
      for (String name : shapes.keySet()) {
        float[] now = packed.get(packed.weights, name);
        System.arraycopy(now, 0, trajectory.get(name), step * now.length, now.length);
      }
    }
    return trajectory;
  }

  private static float[] row(JsonObject oneCase, String group, String name, int row) {
    double[] all = doubles(oneCase, group, name);
    float[] one = new float[doubles(oneCase, "initial", name).length];
    for (int i = 0; i < one.length; i++) {
      one[i] = (float) all[row * one.length + i];
    }
    return one;
  }

  private static void assertScaled(double[] want, float[] got, double tolerance) {
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
