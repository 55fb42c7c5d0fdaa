package dev.synapt.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Against {@link StrictMath} in double precision. */
final class FloatMathTest {

  private static final float LOWEST = -87.33654f;
  private static final float HIGHEST = 88.3762626f;

  @Test
  void expIsWithinTwoTenMillionths() {
    double worst = 0;
    for (int bits = 0; bits < Float.floatToIntBits(HIGHEST); bits += 1009) {
      float x = Float.intBitsToFloat(bits);
      worst = Math.max(worst, Math.max(error(x), error(Math.max(LOWEST, -x))));
    }
    double error = worst;
    assertTrue(error < 1.5e-7, () -> "relative error " + error);
    assertTrue(error > 0.5e-7, () -> "relative error " + error + ", so the bound is lax");
  }

  private static double error(float x) {
    double exact = StrictMath.exp(x);
    return Math.abs(FloatMath.exp(x) - exact) / exact;
  }

  @Test
  void neverSmallerThanANormalFloatNorInfinite() {
    for (float x : new float[] {LOWEST, -88f, -1000f, Float.NEGATIVE_INFINITY}) {
      assertTrue(FloatMath.exp(x) >= Float.MIN_NORMAL, "exp of " + x);
      assertTrue(FloatMath.exp(x) < 1.2e-38f, "exp of " + x);
    }
    for (float x : new float[] {HIGHEST, 89f, 1000f, Float.POSITIVE_INFINITY}) {
      assertTrue(FloatMath.exp(x) > 2.4e38f, "exp of " + x);
      assertTrue(FloatMath.exp(x) < Float.POSITIVE_INFINITY, "exp of " + x);
    }
  }

  @Test
  void zeroAndNaN() {
    assertEquals(1f, FloatMath.exp(0f));
    assertEquals(1f, FloatMath.exp(-0f));
    assertTrue(Float.isNaN(FloatMath.exp(Float.NaN)));
  }
}
