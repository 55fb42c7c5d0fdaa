package dev.synapt.processor.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RoutinePrinterTest {

  /** {@code y = max(0, w0 x + b)} for 32 neighbours, {@code w0} the same for all. */
  private static final Routine LINE =
      routine(
          new Stmt.Lanes(
              Index.of(32),
              2,
              List.of(
                  new Stmt.Let("w", new Expr.Broadcast("weights", Index.of(7))),
                  new Stmt.Let("x", new Expr.Load("values", Index.of("in").plus(4))),
                  new Stmt.Let(
                      "y",
                      new Expr.Fma(
                          Expr.ref("w"), Expr.ref("x"), new Expr.Load("weights", Index.of(12)))),
                  new Stmt.Store(
                      "values",
                      Index.of("in").plus(4),
                      Expr.max(Expr.ref("y"), Expr.constant(0))))),
          "in");

  @Test
  void plainCodeTakesOneLaneAtATime() {
    assertEquals(
        """
        float[] values = this.values;
        float[] weights = this.weights;
        for (int l = 0; l < 32; l++) {
          float w = weights[7];
          float x = values[in + l + 4];
          float y = Math.fma(w, x, weights[l + 12]);
          values[in + l + 4] = Math.max(y, 0f);
        }
        """,
        RoutinePrinter.body(LINE, Target.PLAIN));
  }

  /** What is the same for all lanes has one register, however many lie side by side. */
  @Test
  void vectorCodeTakesRegistersSideBySide() {
    String vector =
        """
        float[] values = this.values;
        float[] weights = this.weights;
        for (int l = 0; l < 32; l += 2 * L) {
          FloatVector w = FloatVector.broadcast(S, weights[7]);
          FloatVector xa = FloatVector.fromArray(S, values, in + l + 4);
          FloatVector xb = FloatVector.fromArray(S, values, in + l + L + 4);
          FloatVector ya = w.fma(xa, FloatVector.fromArray(S, weights, l + 12));
          FloatVector yb = w.fma(xb, FloatVector.fromArray(S, weights, l + L + 12));
          ya.max(FloatVector.zero(S)).intoArray(values, in + l + 4);
          yb.max(FloatVector.zero(S)).intoArray(values, in + l + L + 4);
        }
        """;
    assertEquals(vector, RoutinePrinter.body(LINE, Target.VECTOR_R16));
    assertEquals(vector, RoutinePrinter.body(LINE, Target.VECTOR_R32));
  }

  @Test
  void loopsInsideAndOutsideOfLanes() {
    Routine sums =
        routine(
            new Stmt.LetIndex("samples", Index.of("this.samples")),
            new Stmt.For(
                "c",
                Index.of(0),
                Index.of(6),
                2,
                List.of(
                    new Stmt.Comment("one channel"),
                    new Stmt.Lanes(
                        Index.of(16),
                        1,
                        List.of(
                            new Stmt.Let("sum", Expr.constant(0)),
                            new Stmt.For(
                                "n",
                                Index.of(1),
                                Index.of("samples"),
                                1,
                                List.of(
                                    new Stmt.Set(
                                        "sum",
                                        Expr.add(
                                            Expr.ref("sum"),
                                            new Expr.Load("values", Index.of(0).plus(16, "n")))))),
                            new Stmt.Store("values", Index.of("c").times(16), Expr.ref("sum")))))));
    assertEquals(
        """
        float[] values = this.values;
        int samples = this.samples;
        for (int c = 0; c < 6; c += 2) {
          // one channel
          for (int l = 0; l < 16; l++) {
            float sum = 0f;
            for (int n = 1; n < samples; n++) {
              sum = (sum + values[16 * n + l]);
            }
            values[16 * c + l] = sum;
          }
        }
        """,
        RoutinePrinter.body(sums, Target.PLAIN));
    assertEquals(
        """
        float[] values = this.values;
        int samples = this.samples;
        for (int c = 0; c < 6; c += 2) {
          // one channel
          for (int l = 0; l < 16; l += L) {
            FloatVector sum = FloatVector.zero(S);
            for (int n = 1; n < samples; n++) {
              sum = sum.add(FloatVector.fromArray(S, values, 16 * n + l));
            }
            sum.intoArray(values, 16 * c + l);
          }
        }
        """,
        RoutinePrinter.body(sums, Target.VECTOR_R32));
  }

  @Test
  void everyOperation() {
    Expr x = Expr.ref("x");
    Expr y = Expr.ref("y");
    Routine all =
        routine(
            new Stmt.Lanes(
                Index.of(16),
                1,
                List.of(
                    let("x", new Expr.Load("a", Index.of(0))),
                    let("y", new Expr.Scalar("rate")),
                    let("sub", Expr.sub(x, y)),
                    let("mul", Expr.mul(x, Expr.constant(0.5))),
                    let("div", Expr.div(x, y)),
                    let("min", Expr.min(x, Expr.constant(-0.0))),
                    let("root", new Expr.Sqrt(x)),
                    let("greater", new Expr.SelectGreater(x, y, Expr.ref("sub"), x)),
                    let("equal", new Expr.SelectEqual(x, y, Expr.constant(1), y)),
                    let("power", new Expr.PowerOfTwo(x)))));
    assertEquals(
        """
        float[] a = this.a;
        for (int l = 0; l < 16; l++) {
          float x = a[l];
          float y = rate;
          float sub = (x - y);
          float mul = (x * 0.5f);
          float div = (x / y);
          float min = Math.min(x, -0.0f);
          float root = (float) Math.sqrt(x);
          float greater = (x > y ? sub : x);
          float equal = (x == y ? 1f : y);
          float power = Float.intBitsToFloat((Float.floatToRawIntBits(x) << 23) + 0x3f800000);
        }
        """,
        RoutinePrinter.body(all, Target.PLAIN));
    assertEquals(
        """
        float[] a = this.a;
        for (int l = 0; l < 16; l += L) {
          FloatVector x = FloatVector.fromArray(S, a, l);
          FloatVector y = FloatVector.broadcast(S, rate);
          FloatVector sub = x.sub(y);
          FloatVector mul = x.mul(FloatVector.broadcast(S, 0.5f));
          FloatVector div = x.div(y);
          FloatVector min = x.min(FloatVector.broadcast(S, -0.0f));
          FloatVector root = x.sqrt();
          FloatVector greater = x.blend(sub, x.compare(VectorOperators.GT, y));
          FloatVector equal = y.blend(FloatVector.broadcast(S, 1f), x.compare(VectorOperators.EQ, y));
          FloatVector power = x.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0x3f800000).reinterpretAsFloats();
        }
        """,
        RoutinePrinter.body(all, Target.VECTOR_R16));
  }

  /** What layers' methods consist of: loops over calls, statements of the runtime, blocks. */
  @Test
  void statementsWithoutLanes() {
    assertEquals(
        """
        for (int slice = from; slice < to; slice++) {
          int s = 2880 * slice + 12;
          conv1Row6(s + 32, 0);
        }
        {
          if (worker == 0) {
            fc1Bias();
          }
        }
        """,
        RoutinePrinter.body(
            List.of(
                new Stmt.For(
                    "slice",
                    Index.of("from"),
                    Index.of("to"),
                    1,
                    List.of(
                        new Stmt.LetIndex("s", Index.of(12).plus(2880, "slice")),
                        new Stmt.Call("conv1Row6", Index.of("s").plus(32), Index.of(0)))),
                new Stmt.Block(List.of(new Stmt.Java("if (worker == 0) {\n  fc1Bias();\n}"))))));
  }

  @Test
  void uniformValuesAreThoseThatNoLoadReaches() {
    List<Stmt> body =
        List.of(
            let("w", new Expr.Broadcast("weights", Index.of(0))),
            let("x", new Expr.Load("values", Index.of(0))),
            let("half", Expr.mul(Expr.ref("w"), Expr.constant(0.5))),
            let("product", Expr.mul(Expr.ref("half"), Expr.ref("x"))),
            let("sum", Expr.constant(0)),
            new Stmt.For(
                "k",
                Index.of(0),
                Index.of(9),
                1,
                List.of(
                    let("rate", new Expr.Scalar("rate")),
                    new Stmt.Set(
                        "sum", new Expr.Fma(Expr.ref("rate"), Expr.ref("x"), Expr.ref("sum"))))));
    assertEquals(Set.of("w", "half", "rate"), RoutinePrinter.uniform(body));
  }

  /** A value that starts the same everywhere but is later set from one that is not. */
  @Test
  void aValueSetFromALoadThroughOthersIsNotUniform() {
    List<Stmt> body =
        List.of(
            let("a", Expr.constant(0)),
            let("b", Expr.ref("a")),
            let("c", Expr.ref("b")),
            new Stmt.Set("a", Expr.ref("c")),
            new Stmt.Set("c", new Expr.Load("values", Index.of(0))));
    assertTrue(RoutinePrinter.uniform(body.subList(0, 4)).containsAll(Set.of("a", "b", "c")));
    assertEquals(Set.of(), RoutinePrinter.uniform(body));
  }

  @Test
  void lanesWithinLanesAreRefused() {
    Stmt inner = new Stmt.Lanes(Index.of(16), 1, List.of());
    Routine nested = routine(new Stmt.Lanes(Index.of(16), 1, List.of(inner)));
    assertThrows(IllegalArgumentException.class, () -> RoutinePrinter.body(nested, Target.PLAIN));
  }

  @Test
  void lanesOutsideOfLanesAreRefused() {
    Stmt stray = let("x", Expr.constant(0));
    assertThrows(IllegalArgumentException.class, () -> RoutinePrinter.body(List.of(stray)));
  }

  private static Stmt let(String name, Expr value) {
    return new Stmt.Let(name, value);
  }

  private static Routine routine(Stmt statement, String... parameters) {
    return new Routine("routine", "", List.of(parameters), List.of(statement));
  }

  private static Routine routine(Stmt first, Stmt second) {
    return new Routine("routine", "", List.of(), List.of(first, second));
  }
}
