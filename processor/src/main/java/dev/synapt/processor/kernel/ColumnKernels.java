package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.ParameterSlot;
import dev.synapt.processor.plan.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * The first layers of {@code PooledColumns}: the image taken apart into even and odd columns, its
 * convolution for the four corners of each window of the pooling, and the maximum of these. Lanes
 * are neighbouring windows.
 */
final class ColumnKernels {

  /** With four corners eight sums, which keep the adders busy, and six registers of factors. */
  private static final int FILTERS = 2;

  /** Corners between two fences. */
  private static final int CORNERS = 2;

  private final Kernel kernel;

  ColumnKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Takes the caller's sample apart. */
  static KernelCode input(Slot slot, Layout.Planes image) {
    int half = image.width() / 2;
    String first = Index.of("to").plus(image.at(0, 0)).plus("i").toString();
    String second = Index.of("to").plus(image.at(0, 1)).plus("i").toString();
    String copy =
        """
        for (int c = 0; c < %s; c++) {
          for (int y = 0; y < %s; y++) {
            int from = %s;
            int to = %s;
            for (int i = 0; i < %s; i++) {
              values[%s] = x[from + 2 * i];
              values[%s] = x[from + 2 * i + 1];
            }
        %s  }
        }\
        """
            .formatted(
                image.channels(),
                image.height(),
                Index.of("xOffset")
                    .plus(image.height() * image.width(), "c")
                    .plus(image.width(), "y"),
                Index.of(slot.offset())
                    .plus(image.channelStride(), "c")
                    .plus(image.rowStride(), "y"),
                half,
                first,
                second,
                image.width() % 2 == 0
                    ? ""
                    : "    values[%s] = x[from + %s];\n"
                        .formatted(
                            Index.of("to").plus(image.at(0, image.width() - 1)),
                            image.width() - 1));
    return new KernelCode(KernelCode.Form.SINGLE, List.of(new Stmt.Java(copy)), List.of());
  }

  /**
   * All of the convolution: filters outside, so that few of what C2 checks at the start of a loop
   * is inside.
   */
  KernelCode convolution(Op.Conv2d op) {
    Layout.Planes y = kernel.slot(op.y()).planes();
    int pairs = y.channels() / FILTERS * FILTERS;
    List<Stmt> body = new ArrayList<>();
    if (pairs > 0) {
      body.add(filters(op, 0, pairs, FILTERS));
    }
    if (pairs < y.channels()) {
      body.add(filters(op, pairs, y.channels(), 1));
    }
    Routine routine =
        new Routine(
            Kernel.prefix(op),
            "{@code y = conv(x, w)%s}: windows of %s, %s to %s channels; lanes are windows of 2x2 results."
                .formatted(
                    op.b().isPresent() ? " + b" : "",
                    op.window(),
                    kernel.slot(op.x()).planes().channels(),
                    y.channels()),
            List.of(),
            body);
    return called(routine);
  }

  private static KernelCode called(Routine routine) {
    return new KernelCode(
        KernelCode.Form.SINGLE, List.of(new Stmt.Call(routine.name())), List.of(routine));
  }

  private Stmt filters(Op.Conv2d op, int from, int to, int filters) {
    Layout.Planes y = kernel.slot(op.y()).planes();
    Stmt lanes = new Stmt.Lanes(Index.of(Layout.padded(y.width() / 2)), 1, tile(op, filters));
    return new Stmt.For(
        "o",
        Index.of(from),
        Index.of(to),
        filters,
        List.of(new Stmt.For("y", Index.of(0), Index.of(y.height() / 2), 1, List.of(lanes))));
  }

  private List<Stmt> tile(Op.Conv2d op, int filters) {
    List<Stmt> tile = new ArrayList<>();
    for (int f = 0; f < filters; f++) {
      Expr start = start(op, f);
      for (int corner = 0; corner < 4; corner++) {
        tile.add(new Stmt.Let(sum(f, corner), start));
      }
    }
    tile.add(taps(op, filters));
    Slot slot = kernel.slot(op.y());
    Layout.Planes y = slot.planes();
    for (int f = 0; f < filters; f++) {
      for (int corner = 0; corner < 4; corner++) {
        Index at =
            Index.of(slot.offset() + y.at(corner / 2, corner % 2))
                .plus(y.rowStride(), "y")
                .plus(Index.of("o").plus(f).times(y.channelStride()));
        tile.add(new Stmt.Store(Kernel.VALUES, at, Expr.ref(sum(f, corner))));
      }
    }
    return tile;
  }

  private Expr start(Op.Conv2d op, int f) {
    return op.b()
        .<Expr>map(b ->
            new Expr.Broadcast(
                Kernel.WEIGHTS, Index.of(kernel.parameter(b).offset() + f).plus("o")))
        .orElse(Expr.constant(0));
  }

  private static String sum(int filter, int corner) {
    return "y%s%s%s".formatted(filter, corner / 2, corner % 2);
  }

  /**
   * A loop over rows and channels, which are one run in the image and in the weights; the columns
   * are written out.
   */
  private Stmt taps(Op.Conv2d op, int filters) {
    Layout.Planes x = kernel.slot(op.x()).planes();
    ParameterSlot w = kernel.parameter(op.w());
    int columns = op.window().size().width();
    int row = Layout.padded(kernel.slot(op.y()).planes().channels());
    List<Stmt> body = new ArrayList<>();
    for (int k = 0; k < columns; k++) {
      for (int f = 0; f < filters; f++) {
        Index at = Index.of(w.offset() + k * row + f).plus("o").plus(columns * row, "k");
        body.add(new Stmt.Let(factor(k, f), new Expr.Broadcast(Kernel.WEIGHTS, at)));
      }
      for (int corner = 0; corner < 4; corner++) {
        body.addAll(products(op, filters, k, corner));
      }
    }
    int runs = op.window().size().height() * x.channels();
    return new Stmt.For("k", Index.of(0), Index.of(runs), 1, body);
  }

  private static String factor(int column, int filter) {
    return "w%s%s".formatted(column, filter);
  }

  private List<Stmt> products(Op.Conv2d op, int filters, int column, int corner) {
    Slot slot = kernel.slot(op.x());
    Layout.Planes x = slot.planes();
    int top = op.window().pads().top();
    int left = op.window().pads().left();
    String name = "x%s%s%s".formatted(column, corner / 2, corner % 2);
    Index at =
        Index.of(slot.offset() + x.at(corner / 2 - top, corner % 2 + column - left))
            .plus(2 * x.rowStride(), "y")
            .plus(x.channelStride(), "k");
    List<Stmt> s = new ArrayList<>();
    s.add(new Stmt.Let(name, new Expr.Load(Kernel.VALUES, at)));
    for (int f = 0; f < filters; f++) {
      String sum = sum(f, corner);
      Expr product = new Expr.Fma(Expr.ref(name), Expr.ref(factor(column, f)), Expr.ref(sum));
      s.add(new Stmt.Set(sum, product));
    }
    if (corner % CORNERS == CORNERS - 1) {
      s.addAll(kernel.fence(column * 2 + corner / CORNERS));
    }
    return s;
  }

  /**
   * The maximum of the corners; lanes without a window are made zeros where a convolution reads
   * them.
   */
  KernelCode pool(Op.MaxPool op) {
    Slot from = kernel.slot(op.x());
    Slot to = kernel.slot(op.y());
    Layout.Planes x = from.planes();
    Layout.Planes y = to.planes();
    int lanes = Layout.padded(y.width());
    List<Stmt> best = new ArrayList<>();
    best.add(new Stmt.Let("best", corner(from, 0)));
    for (int corner = 1; corner < 4; corner++) {
      best.add(new Stmt.Set("best", Expr.max(Expr.ref("best"), corner(from, corner))));
    }
    Expr result = op.relu() ? Expr.max(Expr.ref("best"), Expr.constant(0)) : Expr.ref("best");
    Index line = Index.of(to.offset() + y.at(0, 0)).plus(y.line(), "q");
    best.add(new Stmt.Store(Kernel.VALUES, line, result));
    List<Stmt> body = new ArrayList<>();
    body.add(new Stmt.Lanes(Index.of(lanes), kernel.target().columnsFor(lanes, 2), best));
    if (y.halo().right() > 0) {
      body.add(
          new Stmt.Java(
              "Arrays.fill(values, %s, %s, 0f);"
                  .formatted(line.plus(y.width()), line.plus(y.width() + y.halo().right()))));
    }
    int lines = y.height() * x.channels();
    return called(
        new Routine(
            Kernel.prefix(op),
            "Maximum over windows of %s%s.".formatted(op.window(), op.relu() ? ", then ReLU" : ""),
            List.of(),
            List.of(new Stmt.For("q", Index.of(0), Index.of(lines), 1, body))));
  }

  private static Expr corner(Slot slot, int corner) {
    Layout.Planes x = slot.planes();
    return new Expr.Load(
        Kernel.VALUES,
        Index.of(slot.offset() + x.at(corner / 2, corner % 2)).plus(x.channelStride(), "q"));
  }
}
