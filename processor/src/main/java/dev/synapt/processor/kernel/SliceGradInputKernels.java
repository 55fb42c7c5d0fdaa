package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of a convolution by its input with 16 samples in the lanes, where strides or
 * dilation part the windows: each pixel of {@code dy} adds its share to the window it came from; a
 * tile is up to four entries of the window's run. {@link SliceGatherKernels} has windows that are
 * one apart.
 */
final class SliceGradInputKernels {

  /**
   * Rows of a tile of two registers: six spilled sums to the stack, and took a sixth longer for
   * LeNet-5.
   */
  private static final int ROWS = 4;

  private final Kernel kernel;

  SliceGradInputKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode gradInput(Op.Conv2dGradInput op) {
    return op.window().isContiguous() ? new SliceGatherKernels(kernel).gradInput(op) : scatter(op);
  }

  /** Each pixel of {@code dy} adds its share to the window it came from. */
  private KernelCode scatter(Op.Conv2dGradInput op) {
    SliceGeometry g =
        SliceGeometry.of(kernel, op.dx(), op.dy(), op.window(), kernel.parameter(op.w()).offset());
    String name = Kernel.prefix(op) + "GradInput";
    Split run = Split.of(g.run(), ROWS);
    List<Routine> routines = new ArrayList<>();
    run.heights().forEach(rows -> routines.add(scatterRow(g, name, rows)));
    Index dx = g.run(g.first(Index.of("y")), "ky", "kx");
    Index dy = Kernel.base(g.y()).plus(g.out().at(0, 0)).plus(g.out().rowStride(), "y");
    List<Stmt> tiles =
        run.all(
            "k",
            (rows, k) ->
                List.of(
                    new Stmt.Call(name + rows, dx.plus(k.times(Layout.BLOCK)), dy, g.weight(k))));
    List<Stmt> columns =
        g.joined()
            ? tiles
            : List.of(new Stmt.For("kx", Index.of(0), Index.of(g.runsPerRow()), 1, tiles));
    Stmt rows = new Stmt.For("ky", Index.of(0), Index.of(g.window().size().height()), 1, columns);
    return new KernelCode(
        KernelCode.Form.SLICE,
        List.of(
            Kernel.zero(g.x()),
            new Stmt.For("y", Index.of(0), Index.of(g.out().height()), 1, List.of(rows))),
        routines);
  }

  private Routine scatterRow(SliceGeometry g, String name, int rows) {
    List<Stmt> tile = new ArrayList<>();
    Index dx = Index.of("dx").plus(g.pixelStep(), "x");
    for (int r = 0; r < rows; r++) {
      tile.add(new Stmt.Let("x" + r, new Expr.Load(Kernel.VALUES, dx.plus(r * Layout.BLOCK))));
    }
    List<Stmt> sum = new ArrayList<>();
    Index dy = Index.of("dy").plus(g.out().pixelStride(), "x").plus(Layout.BLOCK, "o");
    sum.add(new Stmt.Let("d", new Expr.Load(Kernel.VALUES, dy)));
    for (int r = 0; r < rows; r++) {
      Index w = Index.of("w").plus(g.filter(), "o").plus(r);
      sum.add(new Stmt.Let("w" + r, new Expr.Broadcast(Kernel.WEIGHTS, w)));
      sum.add(
          new Stmt.Set("x" + r, new Expr.Fma(Expr.ref("w" + r), Expr.ref("d"), Expr.ref("x" + r))));
    }
    tile.add(new Stmt.For("o", Index.of(0), Index.of(g.filters()), 1, sum));
    for (int r = 0; r < rows; r++) {
      tile.add(new Stmt.Store(Kernel.VALUES, dx.plus(r * Layout.BLOCK), Expr.ref("x" + r)));
    }
    return new Routine(
        name + rows,
        "Adds to {@code dx} what one row of {@code dy}, [%s,%s], gives to %s entries of a kernel row."
            .formatted(g.filters(), g.out().width(), rows),
        List.of("dx", "dy", "w"),
        List.of(
            kernel.lanes(
                Layout.BLOCK,
                List.of(new Stmt.For("x", Index.of(0), Index.of(g.out().width()), 1, tile)))));
  }
}
