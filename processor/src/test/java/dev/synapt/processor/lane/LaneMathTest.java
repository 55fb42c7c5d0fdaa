package dev.synapt.processor.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.interpret.Functions;
import dev.synapt.runtime.kernel.FloatMath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The functions as generated code computes them, against {@link StrictMath} in double precision: at
 * neighbouring floats through the ranges that matter, and at the extremes.
 */
final class LaneMathTest {

  private static final int CHUNK = 4096;

  /**
   * Above this exp is clamped, and so below its negative, where results are the smallest normal.
   */
  private static final float EXP_HIGH = 88.3762626f;

  private static final float EXP_LOW = -87.33654f;

  private static final Function EXP = new Function(LaneMath::exp);
  private static final Function SIGMOID = new Function(LaneMath::sigmoid);
  private static final Function EXPM1 = new Function(LaneMath::expm1);
  private static final Function LOG1P = new Function(LaneMath::log1p);
  private static final Function NORMAL = new Function(LaneMath::normalDistribution);
  private static final Function TANH = new Function(LaneMath::tanh);

  /** A function compiled from its plain form, applied to many floats at once. */
  private static final class Function {
    private final float[] x = new float[CHUNK];
    private final float[] y = new float[CHUNK];
    private final CompiledRoutine routine;

    Function(BiFunction<String, Expr, List<Stmt>> statements) {
      List<Stmt> body = new ArrayList<>(statements.apply("f", new Expr.Load("x", Index.of(0))));
      body.add(new Stmt.Store("y", Index.of(0), Expr.ref("f")));
      Routine lanes =
          new Routine("f", "", List.of(), List.of(new Stmt.Lanes(Index.of(CHUNK), 1, body)));
      routine =
          CompiledRoutine.of(lanes, Target.PLAIN, "SPECIES_128", "x", "y")
              .with("x", x)
              .with("y", y);
    }

    float of(float value) {
      x[0] = value;
      routine.run();
      return y[0];
    }

    /**
     * The largest error, in units in the last place, at floats that are {@code step} units in the
     * last place apart.
     */
    double worst(float from, float to, int step, DoubleUnaryOperator exact) {
      double worst = 0;
      int filled = 0;
      for (float v = from; v <= to; v = next(v, step)) {
        x[filled++] = v;
        if (filled == CHUNK) {
          worst = Math.max(worst, worst(filled, exact));
          filled = 0;
        }
      }
      return Math.max(worst, worst(filled, exact));
    }

    private double worst(int filled, DoubleUnaryOperator exact) {
      routine.run();
      double worst = 0;
      for (int i = 0; i < filled; i++) {
        double expected = exact.applyAsDouble(x[i]);
        worst = Math.max(worst, Math.abs(y[i] - expected) / Math.ulp((float) expected));
      }
      return worst;
    }
  }

  /** The float so many units in the last place above, through zero if need be. */
  private static float next(float value, int step) {
    int bits = Float.floatToIntBits(value);
    int ordered = bits < 0 ? Integer.MIN_VALUE - bits : bits;
    int up = ordered + step;
    return Float.intBitsToFloat(up < 0 ? Integer.MIN_VALUE - up : up);
  }

  @Test
  void expIsWithinAUnitInTheLastPlace() {
    double overall = EXP.worst(EXP_LOW, EXP_HIGH, 1009, StrictMath::exp);
    double nearZero = EXP.worst(-1f, 1f, 1013, StrictMath::exp);
    assertWorst(1, overall, nearZero);
  }

  @Test
  void expOfExtremes() {
    assertEquals(1f, EXP.of(0f));
    assertEquals(1f, EXP.of(-0f));
    assertEquals(1f, EXP.of(Float.MIN_VALUE));
    assertTrue(Float.isNaN(EXP.of(Float.NaN)));
    assertEquals(EXP.of(EXP_HIGH), EXP.of(Float.POSITIVE_INFINITY), "clamped");
    assertEquals(EXP.of(EXP_LOW), EXP.of(Float.NEGATIVE_INFINITY), "clamped");
    assertTrue(EXP.of(Float.POSITIVE_INFINITY) > 2.4e38f);
    assertTrue(EXP.of(Float.NEGATIVE_INFINITY) >= Float.MIN_NORMAL, "never subnormal");
    assertTrue(EXP.of(Float.NEGATIVE_INFINITY) < 1.2e-38f);
  }

  /** Softmax and losses run the runtime's exp, activations what is inlined: they must agree. */
  @Test
  void expHasTheBitsOfTheRuntimes() {
    int[] starts = {0, Integer.MIN_VALUE};
    for (int start : starts) {
      for (long bits = 0; bits <= 0x7f80_0000L; bits += 997L * CHUNK) {
        for (int i = 0; i < CHUNK; i++) {
          long at = Math.min(bits + 997L * i, 0x7f80_0000L);
          EXP.x[i] = Float.intBitsToFloat(start | (int) at);
        }
        EXP.routine.run();
        for (int i = 0; i < CHUNK; i++) {
          float x = EXP.x[i];
          assertSameBits(FloatMath.exp(x), EXP.y[i], "exp of " + x);
        }
      }
    }
  }

  /** Where the result is above the smallest normal float; below it the clamped exp holds it up. */
  @Test
  void sigmoidIsWithinTwoUnitsInTheLastPlace() {
    DoubleUnaryOperator exact = x -> 1 / (1 + StrictMath.exp(-x));
    assertWorst(2, SIGMOID.worst(-87f, 100f, 1009, exact), SIGMOID.worst(-2f, 2f, 1013, exact));
  }

  @Test
  void sigmoidOfExtremes() {
    assertEquals(0.5f, SIGMOID.of(0f));
    assertEquals(0.5f, SIGMOID.of(-0f));
    assertEquals(1f, SIGMOID.of(Float.POSITIVE_INFINITY));
    assertEquals(0f, SIGMOID.of(Float.NEGATIVE_INFINITY), 1e-38f);
    assertEquals(0f, SIGMOID.of(-200f), 1e-38f);
    assertTrue(Float.isNaN(SIGMOID.of(Float.NaN)));
  }

  @Test
  void tanhIsWithinThreeUnitsInTheLastPlace() {
    DoubleUnaryOperator exact = StrictMath::tanh;
    assertWorst(
        3,
        TANH.worst(-10f, -1e-6f, 1009, exact),
        TANH.worst(1e-6f, 10f, 1009, exact),
        TANH.worst(1e-37f, 1e-6f, 100_003, exact),
        TANH.worst(0.62f, 0.63f, 1, exact));
  }

  @Test
  void tanhIsOdd() {
    for (float x = 1e-6f; x < 20; x *= 1.001f) {
      assertEquals(TANH.of(x), -TANH.of(-x), 5e-7f * TANH.of(x), "tanh of " + x);
    }
  }

  @Test
  void tanhOfExtremes() {
    assertEquals(0f, TANH.of(0f), 0f);
    assertEquals(0f, TANH.of(-0f), 0f);
    assertEquals(Float.MIN_VALUE, TANH.of(Float.MIN_VALUE));
    assertEquals(1f, TANH.of(Float.POSITIVE_INFINITY));
    assertEquals(-1f, TANH.of(Float.NEGATIVE_INFINITY));
    assertEquals(1f, TANH.of(50f));
    assertEquals(-1f, TANH.of(-50f));
    assertTrue(Float.isNaN(TANH.of(Float.NaN)));
  }

  @Test
  void expm1IsWithinTwoUnitsInTheLastPlace() {
    DoubleUnaryOperator exact = StrictMath::expm1;
    assertWorst(
        2,
        EXPM1.worst(-87f, -1e-6f, 1009, exact),
        EXPM1.worst(1e-6f, 88f, 1009, exact),
        EXPM1.worst(-1e-6f, -1e-30f, 100_003, exact));
    assertEquals(0f, EXPM1.of(0f));
    assertEquals(-1f, EXPM1.of(Float.NEGATIVE_INFINITY));
    assertTrue(Float.isNaN(EXPM1.of(Float.NaN)));
  }

  @Test
  void log1pIsWithinTwoUnitsInTheLastPlace() {
    DoubleUnaryOperator exact = StrictMath::log1p;
    assertWorst(2, LOG1P.worst(1e-30f, 1e-3f, 100_003, exact), LOG1P.worst(1e-3f, 1f, 101, exact));
    assertEquals(0f, LOG1P.of(0f));
  }

  /** Also far out on the negative side, where the function is a tiny number. */
  @Test
  void normalDistributionIsWithinSevenUnitsInTheLastPlace() {
    DoubleUnaryOperator exact = Functions::normal;
    assertWorst(7, NORMAL.worst(-13f, -1e-3f, 1009, exact), NORMAL.worst(1e-3f, 20f, 1009, exact));
    assertEquals(0.5f, NORMAL.of(0f), 1e-7f);
    assertEquals(1f, NORMAL.of(10_000f));
    assertEquals(0f, NORMAL.of(-10_000f), 1e-37f);
    assertTrue(Float.isNaN(NORMAL.of(Float.NaN)));
  }

  /** No result is outside of what the exact function has: losses and gradients count on it. */
  @Test
  void boundedFunctionsStayWithinTheirBounds() {
    for (float x = -120f; x < 120f; x += 0.01f) {
      float s = SIGMOID.of(x);
      float t = TANH.of(x);
      assertTrue(s >= 0 && s <= 1, "sigmoid of " + x);
      assertTrue(t >= -1 && t <= 1, "tanh of " + x);
    }
  }

  /** The largest of some errors is below the bound, but not so far that it says nothing. */
  private static void assertWorst(double bound, double... errors) {
    double worst = Arrays.stream(errors).max().orElseThrow();
    assertTrue(worst < bound, () -> worst + " units in the last place, bound " + bound);
    assertTrue(worst > bound / 2, () -> worst + " units in the last place, so the bound is lax");
  }

  private static void assertSameBits(float expected, float actual, String what) {
    assertEquals(Float.floatToIntBits(expected), Float.floatToIntBits(actual), what);
  }
}
