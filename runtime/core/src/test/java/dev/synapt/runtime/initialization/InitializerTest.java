package dev.synapt.runtime.initialization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.synapt.runtime.random.CounterRandom;
import dev.synapt.runtime.testing.Oracle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class InitializerTest {

  /** Every case of every file: deviation, bound and mean of tensors of that shape. */
  @TestFactory
  List<DynamicTest> hasTheStatisticsOfTheFormulas() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String file : Oracle.files("init.zip").keySet()) {
      if (!file.equals("init_gains.json")) {
        JsonObject json = Oracle.json("init.zip", file);
        for (JsonElement element : json.getAsJsonArray("cases")) {
          JsonObject oneCase = element.getAsJsonObject();
          String name = file + " " + oneCase.get("layer") + " gain of " + oneCase.get("gain_of");
          String op = json.get("op").getAsString();
          tests.add(DynamicTest.dynamicTest(name, () -> check(op, oneCase)));
        }
      }
    }
    assertEquals(30, tests.size());
    return tests;
  }

  private static VarianceScaling initializer(String op, double gain) {
    return switch (op) {
      case "kaiming_uniform_fan_in" -> Initializer.HE_UNIFORM;
      case "kaiming_normal_fan_in" -> Initializer.HE_NORMAL;
      case "kaiming_normal_fan_out" -> Initializer.HE_NORMAL.withMode(FanMode.OUT);
      case "kaiming_uniform_leaky" -> Initializer.HE_UNIFORM.withGain(Gain.leakyRelu(0.2));
      case "lecun_uniform" -> Initializer.LECUN_UNIFORM;
      case "lecun_normal" -> Initializer.LECUN_NORMAL;
      case "xavier_uniform" -> Initializer.GLOROT_UNIFORM.withGain(gain);
      case "xavier_normal" -> Initializer.GLOROT_NORMAL.withGain(gain);
      default -> throw new AssertionError(op);
    };
  }

  private static void check(String op, JsonObject expected) {
    VarianceScaling initializer = initializer(op, expected.get("gain").getAsDouble());
    int fanIn = expected.get("fan_in").getAsInt();
    int fanOut = expected.get("fan_out").getAsInt();
    double deviation = expected.get("std").getAsDouble();
    assertEquals(deviation, initializer.standardDeviation(fanIn, fanOut), 1e-12 * deviation);
    float[] values = new float[expected.get("count").getAsInt()];
    initializer.fill(values, 0, values.length, fanIn, fanOut, CounterRandom.key(1, op));
    checkStatistics(values, expected, deviation);
    if (!expected.get("bound").isJsonNull()) {
      checkBound(values, expected.get("bound").getAsDouble());
    }
  }

  private static void checkStatistics(float[] values, JsonObject expected, double deviation) {
    double mean = 0;
    double square = 0;
    for (float value : values) {
      mean += value / (double) values.length;
      square += (double) value * value / values.length;
    }
    assertEquals(0, mean, expected.get("mean_abs_tolerance_5sigma").getAsDouble());
    double tolerance = deviation * expected.get("std_rel_tolerance_5sigma").getAsDouble();
    assertEquals(deviation, Math.sqrt(square - mean * mean), tolerance);
  }

  /** Nothing outside of the bound, and something near both ends. */
  private static void checkBound(float[] values, double bound) {
    float least = 0;
    float most = 0;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    assertTrue(least >= (float) -bound && least < -0.97 * bound, least + " against " + bound);
    assertTrue(most <= (float) bound && most > 0.97 * bound, most + " against " + bound);
  }

  @Test
  void gainsArePyTorchs() {
    for (JsonElement element : Oracle.json("init.zip", "init_gains.json").getAsJsonArray("cases")) {
      JsonObject gain = element.getAsJsonObject();
      double actual =
          switch (gain.get("activation").getAsString()) {
            case "linear" -> Gain.LINEAR;
            case "sigmoid" -> Gain.SIGMOID;
            case "tanh" -> Gain.TANH;
            case "relu" -> Gain.RELU;
            case "selu" -> Gain.SELU;
            case "leaky_relu" -> Gain.leakyRelu(gain.get("param").getAsDouble());
            default -> throw new AssertionError(gain);
          };
      assertEquals(gain.get("gain").getAsDouble(), actual, 1e-15);
    }
  }

  @Test
  void constantsFillTheirRangeOnly() {
    float[] a = {5, 5, 5, 5};
    Initializer.ONES.fill(a, 1, 2, 1, 1, 0);
    assertArrayEquals(new float[] {5, 1, 1, 5}, a);
    Initializer.ZEROS.fill(a, 2, 1, 1, 1, 0);
    assertArrayEquals(new float[] {5, 1, 0, 5}, a);
  }

  @Test
  void valuesDependOnKeyAndPositionInTheTensorOnly() {
    for (VarianceScaling each : List.of(Initializer.HE_UNIFORM, Initializer.GLOROT_NORMAL)) {
      float[] alone = new float[10];
      each.fill(alone, 0, 10, 3, 4, 99);
      float[] inside = new float[30];
      each.fill(inside, 7, 10, 3, 4, 99);
      for (int i = 0; i < 30; i++) {
        assertEquals(i >= 7 && i < 17 ? alone[i - 7] : 0, inside[i]);
      }
      each.fill(inside, 7, 10, 3, 4, 98);
      assertNotEquals(alone[0], inside[7]);
    }
  }

  @Test
  void rejectsBadArguments() {
    assertThrows(IllegalArgumentException.class, () -> Initializer.HE_NORMAL.withGain(0));
    assertThrows(IllegalArgumentException.class, () -> Initializer.HE_NORMAL.withGain(Double.NaN));
    assertThrows(
        IllegalArgumentException.class,
        () -> Initializer.HE_NORMAL.fill(new float[4], 0, 4, 0, 1, 0));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> Initializer.HE_NORMAL.fill(new float[4], 2, 4, 1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new ConstantInitializer(Float.NaN));
  }
}
