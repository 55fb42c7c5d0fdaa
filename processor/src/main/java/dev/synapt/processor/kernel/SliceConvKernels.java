package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.ParameterSlot;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolution with 16 samples in the lanes. A weight is the same float for all lanes, so no lane is
 * idle whatever the number of channels, and any stride, dilation or padding is only another
 * literal. A tile is up to six filters at one pixel (or fewer at several neighbours), summed over
 * kernel rows and, as one run, kernel columns and channels.
 */
final class SliceConvKernels {

  /** Runs up to this long are written out: as loops they would be mostly loop. */
  private static final int UNROLLED_RUN = 5;

  /** Sums that 32 registers hold besides taps and a weight. */
  private static final int SUMS = 24;

  /** Filters of a tile at two pixels and more. */
  private static final int PAIRED_ROWS = 2;

  /** Calls of the Vector API in a method from about which on it may stay uncompiled. */
  private static final int VECTOR_CALLS = 160;

  private final Kernel kernel;

  SliceConvKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode forward(Op.Conv2d op) {
    ParameterSlot w = kernel.parameter(op.w());
    SliceGeometry g = SliceGeometry.of(kernel, op.x(), op.y(), op.window(), w.offset());
    String name = Kernel.prefix(op) + "Row";
    Split filters = Split.of(g.filters(), isPaired(g) ? PAIRED_ROWS : Kernel.ROWS);
    List<Routine> routines = new ArrayList<>();
    filters.heights().forEach(rows -> routines.add(forwardRow(op, g, name, rows)));
    Index in = g.first(Index.of("y"));
    Index out = Kernel.base(g.y()).plus(g.out().at(0, 0)).plus(g.out().rowStride(), "y");
    List<Stmt> tiles =
        filters.all("o", (rows, o) -> List.of(new Stmt.Call(name + rows, in, o, out)));
    Stmt image = new Stmt.For("y", Index.of(0), Index.of(g.out().height()), 1, tiles);
    return new KernelCode(KernelCode.Form.SLICE, List.of(image), routines);
  }

  private Routine forwardRow(Op.Conv2d op, SliceGeometry g, String name, int rows) {
    int width = g.out().width();
    int pixels = pixels(g, rows);
    List<Stmt> tile = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      for (int p = 0; p < pixels; p++) {
        tile.add(new Stmt.Let(y(r, p), p == 0 ? bias(op, r) : Expr.ref(y(r, 0))));
      }
    }
    tile.addAll(runs(g, k -> forwardTap(g, rows, pixels, k)));
    if (op.activation().isPresent()) {
      tile.add(new Stmt.Let("zero", Expr.constant(0)));
    }
    for (int r = 0; r < rows; r++) {
      for (int p = 0; p < pixels; p++) {
        Expr y = Expr.ref(y(r, p));
        Index at =
            Index.of("out")
                .plus(Layout.BLOCK, "o")
                .plus(g.out().pixelStride(), "x")
                .plus(p * g.out().pixelStride() + r * Layout.BLOCK);
        tile.add(
            new Stmt.Store(
                Kernel.VALUES,
                at,
                op.activation().isPresent() ? Expr.max(y, Expr.ref("zero")) : y));
      }
    }
    Stmt row = new Stmt.For("x", Index.of(0), Index.of(width), pixels, tile);
    return new Routine(
        name + rows,
        "One row of {@code y = %sconv(x, w)%s%s}, [%s,%s] of [%s,%s,%s], %s filters from {@code o}."
            .formatted(
                op.activation().isPresent() ? "relu(" : "",
                op.b().isPresent() ? " + b" : "",
                op.activation().isPresent() ? ")" : "",
                rows,
                width,
                g.filters(),
                g.out().height(),
                width,
                rows),
        List.of("in", "o", "out"),
        List.of(kernel.lanes(Layout.BLOCK, List.of(row))));
  }

  /**
   * Whether tiles are of pairs of pixels: measured to pay where a run is written out, and not in a
   * loop.
   */
  private static boolean isPaired(SliceGeometry g) {
    return g.run() <= UNROLLED_RUN && g.out().width() % 2 == 0;
  }

  /** Pixels of a tile: with 16 lanes in one register, several keep enough sums under way. */
  private int pixels(SliceGeometry g, int rows) {
    boolean wide = kernel.target() == Target.VECTOR_R32;
    int pixels = wide ? 4 : isPaired(g) ? 2 : 1;
    while (pixels > 1
        && (rows * pixels > SUMS
            || g.out().width() % pixels != 0
            || calls(g, rows, pixels) > VECTOR_CALLS)) {
      pixels /= 2;
    }
    return pixels;
  }

  /** Calls of the Vector API in a tile of the forward pass: biases, taps, ReLU and stores. */
  private static int calls(SliceGeometry g, int rows, int pixels) {
    int taps = g.run() <= UNROLLED_RUN ? g.run() : 1;
    return rows + taps * (rows + pixels + rows * pixels) + 2 * rows * pixels + 1;
  }

  private static String y(int row, int pixel) {
    return "y" + row + (pixel == 0 ? "" : "p" + pixel);
  }

  private Expr bias(Op.Conv2d op, int r) {
    return op.b()
        .<Expr>map(b ->
            new Expr.Broadcast(
                Kernel.WEIGHTS, Index.of(kernel.parameter(b).offset() + r).plus("o")))
        .orElse(Expr.constant(0));
  }

  private interface TapCode {
    /**
     * The statements of one entry of a run.
     *
     * @param k its place in the run
     */
    List<Stmt> at(Index k);
  }

  /** The loops over kernel rows, perhaps columns, and the run. */
  private static List<Stmt> runs(SliceGeometry g, TapCode code) {
    List<Stmt> run = new ArrayList<>();
    if (g.run() <= UNROLLED_RUN) {
      for (int k = 0; k < g.run(); k++) {
        run.addAll(code.at(Index.of(k)));
      }
    } else {
      run.add(new Stmt.For("k", Index.of(0), Index.of(g.run()), 1, code.at(Index.of("k"))));
    }
    List<Stmt> columns =
        g.joined()
            ? run
            : List.of(new Stmt.For("kx", Index.of(0), Index.of(g.runsPerRow()), 1, run));
    return List.of(
        new Stmt.For("ky", Index.of(0), Index.of(g.window().size().height()), 1, columns));
  }

  private List<Stmt> forwardTap(SliceGeometry g, int rows, int pixels, Index k) {
    List<Stmt> s = new ArrayList<>();
    String suffix = k.isConstant() ? "k" + k.constant() : "";
    Index at =
        g.run(Index.of("in"), "ky", "kx").plus(k.times(Layout.BLOCK)).plus(g.pixelStep(), "x");
    for (int p = 0; p < pixels; p++) {
      s.add(
          new Stmt.Let("x" + p + suffix, new Expr.Load(Kernel.VALUES, at.plus(p * g.pixelStep()))));
    }
    for (int r = 0; r < rows; r++) {
      Index w = g.weight(k).plus(g.filter(), "o").plus(r * g.filter());
      s.add(new Stmt.Let("w" + r + suffix, new Expr.Broadcast(Kernel.WEIGHTS, w)));
      for (int p = 0; p < pixels; p++) {
        s.add(
            new Stmt.Set(
                y(r, p),
                new Expr.Fma(
                    Expr.ref("w" + r + suffix), Expr.ref("x" + p + suffix), Expr.ref(y(r, p)))));
      }
    }
    return s;
  }
}
