package dev.synapt.runtime.initialization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.synapt.runtime.kernel.DropoutMask;
import dev.synapt.runtime.random.CounterRandom;
import dev.synapt.runtime.testing.Coverage;
import dev.synapt.runtime.testing.Oracle;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Statistics of first values, gains, and statistics of dropout, against their formulas. */
final class InitializerOracleTest {

  private static final String ARCHIVE = "init.zip";
  private static final Coverage COVERAGE = new Coverage(ARCHIVE, Map.of());

  @TestFactory
  Stream<DynamicTest> hasTheStatisticsOfTheFormulas() {
    return Oracle.files(ARCHIVE).keySet().stream()
        .map(file -> DynamicTest.dynamicTest(file, () -> check(file)));
  }

  @AfterAll
  static void everyCaseWasLookedAt() {
    COVERAGE.assertComplete(10);
  }

  private static void check(String file) {
    JsonObject json = Oracle.json(ARCHIVE, file);
    String op = json.get("op").getAsString();
    assertFalse(json.getAsJsonArray("cases").isEmpty());
    for (JsonElement element : json.getAsJsonArray("cases")) {
      JsonObject oneCase = element.getAsJsonObject();
      switch (op) {
        case "gain" -> checkGain(oneCase);
        case "dropout" -> checkDropout(oneCase);
        default -> checkValues(op, oneCase);
      }
    }
    COVERAGE.passed(file);
  }

  private static void checkGain(JsonObject expected) {
    double actual =
        switch (expected.get("activation").getAsString()) {
          case "linear" -> Gain.LINEAR;
          case "sigmoid" -> Gain.SIGMOID;
          case "tanh" -> Gain.TANH;
          case "relu" -> Gain.RELU;
          case "selu" -> Gain.SELU;
          case "leaky_relu" -> Gain.leakyRelu(expected.get("param").getAsDouble());
          default -> throw new AssertionError(expected);
        };
    assertEquals(expected.get("gain").getAsDouble(), actual, 1e-15);
  }

  /** The mask is what an input of ones becomes, and what its gradient is multiplied by. */
  private static void checkDropout(JsonObject expected) {
    if (expected.get("p").getAsDouble() == 1) {
      COVERAGE.leftOut("dropout of everything", "a rate of 1 is a mistake to the compiler");
      return;
    }
    float[] mask = new float[expected.get("n").getAsInt()];
    float[] other = new float[mask.length];
    float rate = expected.get("p").getAsFloat();
    DropoutMask.fill(mask, 0, mask.length, rate, 1, 0);
    DropoutMask.fill(other, 0, mask.length, rate, 2, 0);
    assertEquals(rate == 0, Arrays.equals(mask, other));
    if (rate == 0) {
      Arrays.fill(other, 1f);
      assertArrayEquals(other, mask);
    } else {
      checkMask(mask, expected);
    }
  }

  private static void checkMask(float[] mask, JsonObject expected) {
    double survivor = expected.get("survivor_value").getAsDouble();
    int zeros = 0;
    double mean = 0;
    double square = 0;
    for (float value : mask) {
      assertTrue(value == 0 || Math.abs(value - survivor) < 1e-6 * survivor, () -> "" + value);
      zeros += value == 0 ? 1 : 0;
      mean += (double) value / mask.length;
      square += (double) value * value / mask.length;
    }
    assertEquals(
        expected.get("zeros_expected").getAsDouble(),
        zeros,
        expected.get("zeros_5sigma").getAsDouble());
    double meanTolerance = expected.get("mean_5sigma").getAsDouble();
    assertEquals(expected.get("mean").getAsDouble(), mean, meanTolerance);
    // the square is survivor times the value, so its mean is survivor times as uncertain
    assertEquals(
        expected.get("variance").getAsDouble(),
        square - mean * mean,
        (survivor + 2) * meanTolerance);
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

  private static void checkValues(String op, JsonObject expected) {
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
}
