package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import java.util.List;

/** Adds up what each slice has summed, in the order of the slices. */
final class SliceSums {

  private SliceSums() {}

  /**
   * {@code gradients[to + i] = sum over the slices of values[partials + slice * stride + i]}.
   *
   * @param count how many sums, a multiple of 16
   */
  static Routine routine(String name, int partials, int stride, int count, int to) {
    Index slice = Index.of(partials).plus(stride, "slice");
    List<Stmt> body =
        List.of(
            new Stmt.Let("g", new Expr.Load(Kernel.VALUES, Index.of(partials))),
            new Stmt.For(
                "slice",
                Index.of(1),
                Index.of("slices"),
                1,
                List.of(
                    new Stmt.Set(
                        "g", Expr.add(Expr.ref("g"), new Expr.Load(Kernel.VALUES, slice))))),
            new Stmt.Store(Kernel.GRADIENTS, Index.of(to), Expr.ref("g")));
    return new Routine(
        name,
        "Sums %s gradients over the slices, first to last.".formatted(count),
        List.of(),
        List.of(
            new Stmt.LetIndex("slices", Index.of("this.slices")),
            new Stmt.Lanes(Index.of(count), 1, body)));
  }
}
