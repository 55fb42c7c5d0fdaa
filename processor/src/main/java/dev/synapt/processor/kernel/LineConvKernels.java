package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolution of an image in lines: filters in the lanes, a tile of a few neighbouring results,
 * each float of the image the same for all lanes. Rows and channels of a window are one run, so
 * there is one loop that is long enough; the columns of a window are written out. The frame of
 * zeros is in memory.
 */
final class LineConvKernels {

  /**
   * Results side by side: with two registers of filters 10 sums, 2 factors and the float that all
   * multiply.
   */
  private static final int COLUMNS = 5;

  private final Kernel kernel;

  LineConvKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode forward(Op.Conv2d op) {
    Split split = Split.of(kernel.slot(op.y()).pixels().width(), COLUMNS);
    List<Routine> routines = new ArrayList<>();
    List<Stmt> calls = new ArrayList<>();
    int from = 0;
    for (int columns : split.heights()) {
      int tiles = columns == split.rows() ? split.tiles() - split.larger() : split.larger();
      Routine routine = routine(op, from, from + tiles * columns, columns);
      routines.add(routine);
      calls.add(new Stmt.Call(routine.name()));
      from += tiles * columns;
    }
    return new KernelCode(KernelCode.Form.SINGLE, calls, routines);
  }

  private Routine routine(Op.Conv2d op, int from, int to, int columns) {
    Layout.Pixels y = kernel.slot(op.y()).pixels();
    int lanes = y.stride();
    int rows = rows(y);
    List<Stmt> body = new ArrayList<>();
    op.b()
        .ifPresent(b ->
            body.add(
                new Stmt.Let(
                    "start",
                    new Expr.Load(Kernel.WEIGHTS, Index.of(kernel.parameter(b).offset())))));
    Stmt row = new Stmt.For("x", Index.of(from), Index.of(to), columns, tile(op, rows, columns));
    body.add(new Stmt.For("y", Index.of(0), Index.of(y.height()), rows, List.of(row)));
    return new Routine(
        Kernel.prefix(op) + columns,
        "{@code y = conv(x, w)%s} of columns %s to %s: windows of %s, %s to %s channels."
            .formatted(
                op.b().isPresent() ? " + b" : "",
                from,
                to,
                op.window(),
                kernel.slot(op.x()).planes().channels(),
                y.channels()),
        List.of(),
        List.of(kernel.lanes(lanes, body)));
  }

  /** Rows of a tile: two where registers are wide and many, and one of them holds all filters. */
  private int rows(Layout.Pixels y) {
    Target target = kernel.target();
    boolean wide = target == Target.VECTOR_R32 && target.columnsFor(y.stride(), 2) == 1;
    return wide && y.height() % 2 == 0 ? 2 : 1;
  }

  private List<Stmt> tile(Op.Conv2d op, int rows, int columns) {
    Expr start = op.b().isPresent() ? Expr.ref("start") : Expr.constant(0);
    List<Stmt> tile = new ArrayList<>();
    for (int p = 0; p < rows * columns; p++) {
      tile.add(new Stmt.Let("y" + p, start));
    }
    tile.add(taps(op, rows, columns));
    Slot slot = kernel.slot(op.y());
    Layout.Pixels y = slot.pixels();
    for (int p = 0; p < rows * columns; p++) {
      Expr sum = Expr.ref("y" + p);
      Index at =
          Index.of(slot.offset() + y.at(p / columns, p % columns))
              .plus(y.rowStride(), "y")
              .plus(y.stride(), "x");
      boolean relu = op.activation().isPresent();
      tile.add(new Stmt.Store(Kernel.VALUES, at, relu ? Expr.max(sum, Expr.constant(0)) : sum));
    }
    return tile;
  }

  private Stmt taps(Op.Conv2d op, int rows, int columns) {
    Slot slot = kernel.slot(op.x());
    Layout.Planes x = slot.planes();
    int filters = kernel.slot(op.y()).pixels().stride();
    int width = op.window().size().width();
    int first = slot.offset() + x.at(-op.window().pads().top(), -op.window().pads().left());
    List<Stmt> body = new ArrayList<>();
    for (int k = 0; k < width; k++) {
      Index w =
          Index.of(kernel.parameter(op.w()).offset() + k * filters).plus(width * filters, "k");
      body.add(new Stmt.Let("w" + k, new Expr.Load(Kernel.WEIGHTS, w)));
      for (int p = 0; p < rows * columns; p++) {
        Index at =
            Index.of(first + p / columns * x.rowStride() + p % columns + k)
                .plus(x.rowStride(), "y")
                .plus("x")
                .plus(x.line(), "k");
        body.addAll(product(k, p, at));
        body.addAll(kernel.fence(k * rows * columns + p));
      }
    }
    int runs = op.window().size().height() * x.channels();
    return new Stmt.For("k", Index.of(0), Index.of(runs), 1, body);
  }

  private static List<Stmt> product(int column, int p, Index at) {
    String x = "x%s_%s".formatted(column, p);
    String y = "y" + p;
    Expr sum = new Expr.Fma(Expr.ref(x), Expr.ref("w" + column), Expr.ref(y));
    return List.of(new Stmt.Let(x, new Expr.Broadcast(Kernel.VALUES, at)), new Stmt.Set(y, sum));
  }
}
