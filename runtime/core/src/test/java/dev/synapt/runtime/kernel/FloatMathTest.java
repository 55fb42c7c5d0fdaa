package dev.synapt.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Against {@link StrictMath} in double precision. */
final class FloatMathTest {

  private static final float LOWEST = -87.33654f;
  private static final float HIGHEST = 88.3762626f;

  /** In units in the last place; not so far below the bound that it says nothing. */
  private static void assertWithin(double bound, double worst) {
    assertTrue(worst < bound, () -> worst + " units in the last place");
    assertTrue(worst > bound / 2, () -> worst + " units, so the bound is lax");
  }

  private static double error(float actual, double exact) {
    return Math.abs(actual - exact) / Math.ulp((float) exact);
  }

  @Test
  void expIsWithinAUnitInTheLastPlace() {
    double worst = 0;
    for (int bits = 0; bits < Float.floatToIntBits(HIGHEST); bits += 1009) {
      float x = Float.intBitsToFloat(bits);
      float minus = Math.max(LOWEST, -x);
      worst = Math.max(worst, error(FloatMath.exp(x), StrictMath.exp(x)));
      worst = Math.max(worst, error(FloatMath.exp(minus), StrictMath.exp(minus)));
    }
    assertWithin(1, worst);
  }

  @Test
  void log1pIsWithinTwoUnitsInTheLastPlace() {
    double worst = 0;
    for (int bits = Float.floatToIntBits(1e-30f); bits < Float.floatToIntBits(1f); bits += 1009) {
      float u = Float.intBitsToFloat(bits);
      worst = Math.max(worst, error(FloatMath.log1p(u), StrictMath.log1p(u)));
    }
    assertWithin(2, Math.max(worst, error(FloatMath.log1p(1f), StrictMath.log1p(1))));
    assertEquals(0f, FloatMath.log1p(0f));
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
