package dev.synapt.processor.method;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import java.util.ArrayList;
import java.util.List;

/** Routines whose cost is known by counting. */
final class MadeUp {

  private MadeUp() {}

  /**
   * A tile of sums: {@code rows} zeros, then in a loop one load and for each row a broadcast and a
   * multiply-add, then {@code rows} stores.
   */
  static Routine tile(int rows, int registers) {
    List<Stmt> body = new ArrayList<>();
    List<Stmt> loop = new ArrayList<>();
    loop.add(new Stmt.Let("w", new Expr.Load("weights", Index.of("k").times(64).plus(12))));
    for (int r = 0; r < rows; r++) {
      body.add(new Stmt.Let("y" + r, Expr.constant(0)));
      Index x = Index.of("row").times(784).plus("k").plus(r * 784 + 12);
      loop.add(new Stmt.Let("x" + r, new Expr.Broadcast("values", x)));
      loop.add(
          new Stmt.Set("y" + r, new Expr.Fma(Expr.ref("x" + r), Expr.ref("w"), Expr.ref("y" + r))));
    }
    body.add(new Stmt.For("k", Index.of(0), Index.of(784), 1, loop));
    for (int r = 0; r < rows; r++) {
      Index to = Index.of("row").times(128).plus(r * 128 + 50_000);
      body.add(new Stmt.Store("values", to, Expr.ref("y" + r)));
    }
    return new Routine(
        "tile", "", List.of("row"), List.of(new Stmt.Lanes(Index.of(128), registers, body)));
  }

  /** So many multiply-adds of two loads each, one after another: three calls each, and a store. */
  static Routine straight(int terms) {
    List<Stmt> body = new ArrayList<>();
    body.add(new Stmt.Let("sum", new Expr.Load("values", Index.of(12))));
    for (int i = 0; i < terms; i++) {
      Expr w = new Expr.Load("weights", Index.of(12 + 16 * i));
      Expr x = new Expr.Load("values", Index.of(28 + 16 * i));
      body.add(new Stmt.Set("sum", new Expr.Fma(w, x, Expr.ref("sum"))));
    }
    body.add(new Stmt.Store("values", Index.of(12), Expr.ref("sum")));
    return new Routine("straight", "", List.of(), List.of(new Stmt.Lanes(Index.of(16), 1, body)));
  }
}
