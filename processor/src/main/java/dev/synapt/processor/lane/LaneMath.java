package dev.synapt.processor.lane;

import static dev.synapt.processor.lane.Expr.constant;
import static dev.synapt.processor.lane.Expr.mul;
import static dev.synapt.processor.lane.Expr.ref;
import static dev.synapt.processor.lane.Expr.sub;

import java.util.ArrayList;
import java.util.List;

/**
 * Transcendental functions written in the operations of {@link Expr}, so that every path computes
 * the same bits; the platform's own vector exp is not the same on every machine.
 */
public final class LaneMath {

  /**
   * {@code 1.5 * 2^23}: adding it to a float in -2^22..2^22 rounds that to an integer held in the
   * low bits.
   */
  private static final float ROUND = 12582912f;

  /**
   * Above it exp overflows; below the negative bound results would be subnormal and 2^n out of
   * range.
   */
  private static final float EXP_HIGH = 88.3762626f;

  private static final float EXP_LOW = -87.33654f;

  /**
   * {@code ln 2} in two parts, the first with trailing zero bits, so that {@code x - n ln 2} is
   * exact enough.
   */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;

  /**
   * Cephes' minimax polynomial for {@code (exp(r) - 1 - r) / r^2} on -ln2/2..ln2/2 (S. Moshier,
   * expf.c).
   */
  private static final float[] EXP = {
    1.9875691500E-4f,
    1.3981999507E-3f,
    8.3334519073E-3f,
    4.1665795894E-2f,
    1.6666665459E-1f,
    5.0000001201E-1f
  };

  /** {@code 2/13, 2/11 ... 2/3}: the series of 2 atanh behind its first term. */
  private static final float[] ATANH = {2f / 13, 2f / 11, 2f / 9, 2f / 7, 2f / 5, 2f / 3};

  private static final double NORMAL_SCALE = 0.26;

  /**
   * {@code P(-a) exp(a^2/2) / t} as a polynomial in {@code t = 1 / (1 + 0.26 a)}, for a in 0..13.5;
   * fitted for the least relative error, which is 2.2e-8.
   */
  private static final float[] NORMAL_TAIL = {
    0.0307835601f,
    -0.154189169f,
    0.254317582f,
    -0.154206097f,
    0.16322016f,
    0.0500470921f,
    0.10328538f,
    0.10298022f,
    0.103761263f
  };

  private LaneMath() {}

  /**
   * {@code result = exp(x)} within 1 ulp; clamped to the range of normal floats.
   *
   * @param result the name of the result, and the prefix of the names of what is between
   */
  public static List<Stmt> exp(String result, Expr x) {
    List<Stmt> s = reduced(result, x);
    String p = result + "P";
    s.add(new Stmt.Set(p, Expr.add(ref(p), constant(1))));
    s.add(new Stmt.Let(result, mul(ref(p), new Expr.PowerOfTwo(ref(result + "N")))));
    return s;
  }

  /**
   * {@code result = exp(x) - 1} without cancellation near zero, within 2 ulp; clamped as {@link
   * #exp}.
   */
  public static List<Stmt> expm1(String result, Expr x) {
    List<Stmt> s = reduced(result, x);
    String two = result + "T";
    s.add(new Stmt.Let(two, new Expr.PowerOfTwo(ref(result + "N"))));
    s.add(
        new Stmt.Let(
            result, new Expr.Fma(ref(result + "P"), ref(two), sub(ref(two), constant(1)))));
    return s;
  }

  /**
   * With {@code x = n ln 2 + r}: names n in the low bits of {@code result + "N"}, and exp(r) - 1 as
   * {@code result + "P"}.
   */
  private static List<Stmt> reduced(String result, Expr x) {
    List<Stmt> s = new ArrayList<>();
    String clamped = result + "X";
    String shifted = result + "N";
    String n = result + "K";
    String r = result + "R";
    String p = result + "P";
    s.add(new Stmt.Let(clamped, Expr.max(constant(EXP_LOW), Expr.min(constant(EXP_HIGH), x))));
    s.add(
        new Stmt.Let(
            shifted, new Expr.Fma(ref(clamped), constant(1 / Math.log(2)), constant(ROUND))));
    s.add(new Stmt.Let(n, sub(ref(shifted), constant(ROUND))));
    s.add(new Stmt.Let(r, new Expr.Fma(ref(n), constant(-LN2_HIGH), ref(clamped))));
    s.add(new Stmt.Set(r, new Expr.Fma(ref(n), constant(-LN2_LOW), ref(r))));
    s.addAll(polynomial(p, ref(r), EXP));
    s.add(new Stmt.Set(p, new Expr.Fma(mul(ref(r), ref(r)), ref(p), ref(r))));
    return s;
  }

  /**
   * Names {@code result} the polynomial, by Horner's rule; coefficients of the highest power first.
   */
  private static List<Stmt> polynomial(String result, Expr x, float[] coefficients) {
    List<Stmt> s = new ArrayList<>();
    s.add(new Stmt.Let(result, constant(coefficients[0])));
    for (int i = 1; i < coefficients.length; i++) {
      s.add(new Stmt.Set(result, new Expr.Fma(ref(result), x, constant(coefficients[i]))));
    }
    return s;
  }

  /**
   * {@code result = log(1 + u)} for u in 0..1, within 2 ulp: {@code 2 atanh(u / (u + 2))} by its
   * series, whose first term left out is below 1e-8 of the sum.
   */
  public static List<Stmt> log1p(String result, Expr u) {
    String quotient = result + "S";
    String square = result + "Z";
    String q = result + "Q";
    List<Stmt> s = new ArrayList<>();
    s.add(new Stmt.Let(quotient, Expr.div(u, Expr.add(u, constant(2)))));
    s.add(new Stmt.Let(square, mul(ref(quotient), ref(quotient))));
    s.addAll(polynomial(q, ref(square), ATANH));
    s.add(
        new Stmt.Let(
            result,
            new Expr.Fma(
                mul(ref(quotient), ref(square)), ref(q), Expr.add(ref(quotient), ref(quotient)))));
    return s;
  }

  /**
   * {@code result = P(x)}, the distribution function of the standard normal distribution, within 7
   * ulp down to the smallest normal float: {@code exp(-x^2/2) t p(t)} with {@code t = 1 / (1 + 0.26
   * |x|)} on the negative side, one minus it on the positive. The square's rounding error is made
   * up for.
   */
  public static List<Stmt> normalDistribution(String result, Expr x) {
    String in = result + "In";
    String square = result + "Sq";
    String t = result + "T";
    String q = result + "Q";
    List<Stmt> s = new ArrayList<>();
    s.add(new Stmt.Let(in, x));
    s.add(new Stmt.Let(square, mul(ref(in), ref(in))));
    s.addAll(exp(result + "E", mul(ref(square), constant(-0.5))));
    Expr error = new Expr.Fma(ref(in), ref(in), sub(constant(0), ref(square)));
    Expr half = mul(error, constant(-0.5));
    s.add(
        new Stmt.Let(densityOf(result), new Expr.Fma(ref(result + "E"), half, ref(result + "E"))));
    Expr magnitude = Expr.max(ref(in), sub(constant(0), ref(in)));
    Expr below = new Expr.Fma(magnitude, constant(NORMAL_SCALE), constant(1));
    s.add(new Stmt.Let(t, Expr.div(constant(1), below)));
    s.addAll(polynomial(q, ref(t), NORMAL_TAIL));
    s.add(new Stmt.Set(q, mul(mul(ref(q), ref(t)), ref(densityOf(result)))));
    Expr above = sub(constant(1), ref(q));
    s.add(new Stmt.Let(result, new Expr.SelectGreater(ref(in), constant(0), above, ref(q))));
    return s;
  }

  /** The name that {@link #normalDistribution} gives to {@code exp(-x^2/2)}. */
  public static String densityOf(String result) {
    return result + "D";
  }

  /** {@code result = 1 / (1 + exp(-x))} within 2 ulp. */
  public static List<Stmt> sigmoid(String result, Expr x) {
    List<Stmt> s = new ArrayList<>(exp(result + "E", sub(constant(0), x)));
    s.add(new Stmt.Let(result, Expr.div(constant(1), Expr.add(constant(1), ref(result + "E")))));
    return s;
  }

  /**
   * {@code result = tanh(x)}: for {@code |x| >= 0.625} as {@code 1 - 2 / (exp(2x) + 1)}, nearer to
   * zero by Cephes' polynomial (S. Moshier, tanhf.c), because there the difference would cancel.
   * Within 3 ulp.
   */
  public static List<Stmt> tanh(String result, Expr x) {
    String input = result + "In";
    String e = result + "E";
    String q = result + "Q";
    String z = result + "Z";
    List<Stmt> s = new ArrayList<>();
    s.add(new Stmt.Let(input, x));
    s.addAll(exp(e, Expr.add(ref(input), ref(input))));
    s.add(new Stmt.Let(z, mul(ref(input), ref(input))));
    s.add(new Stmt.Let(q, constant(-5.70498872745E-3)));
    for (double c : new double[] {2.06390887954E-2, -5.37397155531E-2, 1.33314422036E-1}) {
      s.add(new Stmt.Set(q, new Expr.Fma(ref(q), ref(z), constant(c))));
    }
    s.add(new Stmt.Set(q, new Expr.Fma(ref(q), ref(z), constant(-3.33332819422E-1))));
    s.add(new Stmt.Set(q, new Expr.Fma(mul(ref(q), ref(z)), ref(input), ref(input))));
    s.add(
        new Stmt.Let(
            result + "Far",
            sub(constant(1), Expr.div(constant(2), Expr.add(ref(e), constant(1))))));
    s.add(
        new Stmt.Let(
            result,
            new Expr.SelectGreater(ref(z), constant(0.625 * 0.625), ref(result + "Far"), ref(q))));
    return s;
  }
}
