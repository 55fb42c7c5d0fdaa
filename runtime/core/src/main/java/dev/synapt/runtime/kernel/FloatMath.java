package dev.synapt.runtime.kernel;

/**
 * Functions of single floats, written in basic operations, so that every machine gives the same
 * bits.
 */
public final class FloatMath {

  private static final float ROUND = 12582912f; // 1.5 * 2^23: adding it rounds to an integer
  private static final float LOG2_E = 1.442695041f;
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;

  private FloatMath() {}

  /**
   * The exponential function within 1 ulp, by Cephes' polynomial (S. Moshier, expf.c); clamped to
   * the range of normal floats. The same operations as generated code inlines.
   */
  public static float exp(float x) {
    float clamped = Math.max(-87.33654f, Math.min(88.3762626f, x));
    float shifted = Math.fma(clamped, LOG2_E, ROUND);
    float n = shifted - ROUND;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, clamped));
    float p = 1.9875691500E-4f;
    p = Math.fma(p, r, 1.3981999507E-3f);
    p = Math.fma(p, r, 8.3334519073E-3f);
    p = Math.fma(p, r, 4.1665795894E-2f);
    p = Math.fma(p, r, 1.6666665459E-1f);
    p = Math.fma(p, r, 5.0000001201E-1f);
    p = Math.fma(r * r, p, r) + 1f;
    return p * Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + 0x3f800000);
  }

  /**
   * {@code log(1 + u)} for u in 0..1 within 2 ulp: {@code 2 atanh(u / (u + 2))} by its series. The
   * same operations as generated code inlines.
   */
  static float log1p(float u) {
    float s = u / (u + 2f);
    float z = s * s;
    float q = 2f / 13;
    q = Math.fma(q, z, 2f / 11);
    q = Math.fma(q, z, 2f / 9);
    q = Math.fma(q, z, 2f / 7);
    q = Math.fma(q, z, 2f / 5);
    q = Math.fma(q, z, 2f / 3);
    return Math.fma(s * z, q, s + s);
  }
}
