package dev.synapt.processor.lane;

import static dev.synapt.processor.lane.Expr.constant;
import static dev.synapt.processor.lane.Expr.mul;
import static dev.synapt.processor.lane.Expr.ref;
import static dev.synapt.processor.lane.Expr.sub;

import java.util.ArrayList;
import java.util.List;

/**
 * Transcendental functions written in the operations of {@link Expr}, so that every path computes the same bits; the
 * platform's own vector exp is not the same on every machine.
 */
public final class LaneMath {

  /** {@code 1.5 * 2^23}: adding it to a float in -2^22..2^22 rounds that to an integer held in the low bits. */
  private static final float ROUND = 12582912f;

  /** Above it exp overflows; below the negative bound results would be subnormal and 2^n out of range. */
  private static final float EXP_HIGH = 88.3762626f;

  private static final float EXP_LOW = -87.33654f;

  /** {@code ln 2} in two parts, the first with trailing zero bits, so that {@code x - n ln 2} is exact enough. */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;

  /** Cephes' minimax polynomial for {@code (exp(r) - 1 - r) / r^2} on -ln2/2..ln2/2 (S. Moshier, expf.c). */
  private static final float[] EXP = {
    1.9875691500E-4f, 1.3981999507E-3f, 8.3334519073E-3f, 4.1665795894E-2f, 1.6666665459E-1f,
    5.0000001201E-1f
  };

  private LaneMath() {}

  /**
   * {@code result = exp(x)}, relative error below 2e-7; clamped to the range of normal floats.
   *
   * @param result the name of the result, and the prefix of the names of what is between
   */
  public static List<Stmt> exp(String result, Expr x) {
    List<Stmt> s = new ArrayList<>();
    String clamped = result + "X";
    String shifted = result + "N";
    String n = result + "K";
    String r = result + "R";
    String p = result + "P";
    s.add(
        new Stmt.Let(clamped, Expr.max(constant(EXP_LOW), Expr.min(constant(EXP_HIGH), x))));
    s.add(
        new Stmt.Let(
            shifted, new Expr.Fma(ref(clamped), constant(1 / Math.log(2)), constant(ROUND))));
    s.add(new Stmt.Let(n, sub(ref(shifted), constant(ROUND))));
    s.add(new Stmt.Let(r, new Expr.Fma(ref(n), constant(-LN2_HIGH), ref(clamped))));
    s.add(new Stmt.Set(r, new Expr.Fma(ref(n), constant(-LN2_LOW), ref(r))));
    s.add(new Stmt.Let(p, constant(EXP[0])));
    for (int i = 1; i < EXP.length; i++) {
      s.add(new Stmt.Set(p, new Expr.Fma(ref(p), ref(r), constant(EXP[i]))));
    }
    s.add(new Stmt.Set(p, new Expr.Fma(mul(ref(r), ref(r)), ref(p), ref(r))));
    s.add(new Stmt.Set(p, Expr.add(ref(p), constant(1))));
    s.add(new Stmt.Let(result, mul(ref(p), new Expr.PowerOfTwo(ref(shifted)))));
    return s;
  }

  /** {@code result = 1 / (1 + exp(-x))}. */
  public static List<Stmt> sigmoid(String result, Expr x) {
    List<Stmt> s = new ArrayList<>(exp(result + "E", sub(constant(0), x)));
    s.add(
        new Stmt.Let(
            result,
            Expr.div(constant(1), Expr.add(constant(1), ref(result + "E")))));
    return s;
  }

  /**
   * {@code result = tanh(x)}: for {@code |x| >= 0.625} as {@code 1 - 2 / (exp(2x) + 1)}, nearer to zero by Cephes'
   * polynomial (S. Moshier, tanhf.c), because there the difference would cancel. Relative error below 3e-7.
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
            sub(
                constant(1),
                Expr.div(constant(2), Expr.add(ref(e), constant(1))))));
    s.add(
        new Stmt.Let(
            result,
            new Expr.SelectGreater(
                ref(z), constant(0.625 * 0.625), ref(result + "Far"), ref(q))));
    return s;
  }
}
