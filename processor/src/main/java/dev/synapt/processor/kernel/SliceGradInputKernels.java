package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of a convolution by its input with 16 samples in the lanes. Windows one apart: a
 * tile of up to four channels at one pixel, summed over the windows that the pixel was part of.
 * With strides or dilation: each pixel of {@code dy} adds its share to the window it came from; a
 * tile is up to four entries of the window's run.
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
    return op.window().isContiguous() ? gather(op) : scatter(op);
  }

  /**
   * Each pixel of {@code dx} sums the windows that it was part of: border pixels have shorter
   * loops. One kernel row passes over a row of pixels before the next, so that a row of {@code dy}
   * stays in the first-level cache.
   */
  private KernelCode gather(Op.Conv2dGradInput op) {
    int flipped = kernel.parameter(op.w()).transposed().orElseThrow();
    SliceGeometry g = SliceGeometry.of(kernel, op.dx(), op.dy(), op.window(), flipped);
    String name = Kernel.prefix(op) + "GradInput";
    Split channels = Split.of(g.channels(), ROWS);
    List<Routine> routines = new ArrayList<>();
    channels.heights().forEach(rows -> routines.add(gatherPixel(g, name, rows)));
    Pads pads = op.window().pads();
    int height = op.window().size().height();
    int width = op.window().size().width();
    Index dx = Kernel.base(g.x()).plus(g.in().at(0, 0)).plus(g.in().rowStride(), "y");
    Index dy =
        Kernel.base(g.y())
            .plus(g.out().at(pads.top() - height + 1, pads.left() - width + 1))
            .plus(g.out().rowStride(), "y")
            .plus(g.out().rowStride(), "ky")
            .plus(g.out().pixelStride(), "x");
    List<Stmt> pixel = new ArrayList<>();
    pixel.add(bounds("left", "right", width, pads.left(), g.out().width(), "x", g.filters()));
    pixel.addAll(
        channels.all(
            "c",
            (rows, c) ->
                List.of(
                    new Stmt.Call(
                        name + rows,
                        dx.plus(g.in().pixelStride(), "x").plus(c.times(Layout.BLOCK)),
                        dy,
                        Index.of(flipped)
                            .plus(width * g.filters(), "ky")
                            .plus(c.times(op.window().taps() * g.filters())),
                        Index.of("left"),
                        Index.of("right")))));
    List<Stmt> row = new ArrayList<>();
    row.add(bounds("top", "bottom", height, pads.top(), g.out().height(), "y", 1));
    Stmt pixels = new Stmt.For("x", Index.of(0), Index.of(g.in().width()), 1, pixel);
    row.add(new Stmt.For("ky", Index.of("top"), Index.of("bottom"), 1, List.of(pixels)));
    Stmt image = new Stmt.For("y", Index.of(0), Index.of(g.in().height()), 1, row);
    return new KernelCode(KernelCode.Form.SLICE, List.of(Kernel.zero(g.x()), image), routines);
  }

  /** Which taps, counted from the last, lie within {@code dy} at position {@code at}. */
  private static Stmt bounds(
      String first, String last, int taps, int pad, int out, String at, int factor) {
    String times = factor == 1 ? "" : factor + " * ";
    return new Stmt.Java(
        """
        int %s = %sMath.max(0, %s - %s);
        int %s = %sMath.min(%s, %s - %s);\
        """
            .formatted(
                first, times, taps - 1 - pad, at, last, times, taps, out + taps - 1 - pad, at));
  }

  private Routine gatherPixel(SliceGeometry g, String name, int rows) {
    List<Stmt> body = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      Index dx = Index.of("dx").plus(r * Layout.BLOCK);
      body.add(new Stmt.Let("x" + r, new Expr.Load(Kernel.VALUES, dx)));
    }
    List<Stmt> sum = new ArrayList<>();
    Index dy = Index.of("dy").plus(Layout.BLOCK, "k");
    sum.add(new Stmt.Let("d", new Expr.Load(Kernel.VALUES, dy)));
    for (int r = 0; r < rows; r++) {
      Index w = Index.of("w").plus("k").plus(r * g.window().taps() * g.filters());
      sum.add(new Stmt.Let("w" + r, new Expr.Broadcast(Kernel.WEIGHTS, w)));
      sum.add(
          new Stmt.Set("x" + r, new Expr.Fma(Expr.ref("w" + r), Expr.ref("d"), Expr.ref("x" + r))));
    }
    body.add(new Stmt.For("k", Index.of("left"), Index.of("right"), 1, sum));
    for (int r = 0; r < rows; r++) {
      Index dx = Index.of("dx").plus(r * Layout.BLOCK);
      body.add(new Stmt.Store(Kernel.VALUES, dx, Expr.ref("x" + r)));
    }
    return new Routine(
        name + rows,
        "Adds one kernel row of {@code dy w} to {@code dx}: %s channels of a pixel."
            .formatted(rows),
        List.of("dx", "dy", "w", "left", "right"),
        List.of(kernel.lanes(Layout.BLOCK, body)));
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
