package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.Window;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import dev.synapt.processor.plan.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradients of a convolution by its weights and bias, image by image, filters in the lanes: a
 * tile is a few entries of a kernel row's run of columns and channels. Its sums are taken from
 * memory, where the slice's are, for a few rows of the image at a time, so that these stay in the
 * first-level cache while all tiles pass over them.
 */
final class PixelGradWeightsKernels {

  /** What the tiles of a block may read: three quarters of the 32 KiB of a first-level cache. */
  private static final int BLOCK_BYTES = 24 * 1024;

  private final Kernel kernel;
  private final RoutinePool pool;

  PixelGradWeightsKernels(Kernel kernel, RoutinePool pool) {
    this.kernel = kernel;
    this.pool = pool;
  }

  /** What the code needs to know of one convolution. */
  private record Geometry(Slot x, Slot dy, Window window) {

    Layout.Pixels in() {
      return x.pixels();
    }

    Layout.Pixels out() {
      return dy.pixels();
    }

    /** Whether kernel columns and channels are neighbours in memory. */
    boolean joined() {
      return in().stride() == in().channels() && window.dilation().width() == 1;
    }

    /** Entries of a run along kernel columns and channels, or along channels only. */
    int run() {
      return joined() ? window.size().width() * in().channels() : in().channels();
    }

    /** Floats of the weights of one kernel row. */
    int kernelRow() {
      return window.size().width() * in().channels() * out().stride();
    }

    /** Rows of {@code dy} per block. */
    int block() {
      int row =
          Float.BYTES
              * (out().width() * Layout.BLOCK + in().rowStride() * window.stride().height());
      return Math.clamp(BLOCK_BYTES / row, 1, out().height());
    }

    /** Whether some kernel rows are outside the image at some rows of {@code dy}. */
    boolean hasOuterRows() {
      int last =
          (out().height() - 1) * window.stride().height()
              - window.pads().top()
              + (window.size().height() - 1) * window.dilation().height();
      return window.pads().top() > 0 || last >= in().height();
    }

    /** The pixel under kernel row {@code ky}'s first column at row {@code first} of {@code dy}. */
    Index source(Index first) {
      Index row =
          first
              .times(window.stride().height())
              .plus(window.dilation().height(), "ky")
              .plus(-window.pads().top());
      Index at =
          Kernel.base(x).plus(in().at(0, -window.pads().left())).plus(row.times(in().rowStride()));
      return joined() ? at : at.plus(window.dilation().width() * in().stride(), "kx");
    }
  }

  KernelCode gradWeights(Op.Conv2dGradWeights op) {
    Geometry g = new Geometry(kernel.slot(op.x()), kernel.slot(op.dy()), op.window());
    Workspace work = kernel.workspace(op);
    Index sums = Index.of(work.partials()).plus(work.partialFloats(), "slice");
    List<Routine> routines = new ArrayList<>();
    List<Stmt> body = new ArrayList<>();
    body.add(clear(sums, work));
    body.addAll(blocks(g, sums, routines));
    if (op.db().isPresent()) {
      Routine bias = pool.share(gradBias(kernel, g.out()));
      routines.add(bias);
      int at = kernel.gradientSlot(op.dw()).floats();
      body.add(
          new Stmt.Call(bias.name(), Kernel.base(g.dy()).plus(g.out().at(0, 0)), sums.plus(at)));
    }
    return new KernelCode(KernelCode.Form.IMAGE, body, routines);
  }

  /** The first image of a slice starts its sums. */
  static Stmt clear(Index sums, Workspace work) {
    return new Stmt.Java(
        """
        if (image == 0) {
          Arrays.fill(values, %s, %s, 0f);
        }\
        """
            .formatted(sums, sums.plus(work.partialFloats())));
  }

  /** The loops over blocks of rows, kernel rows, perhaps kernel columns, and the run. */
  private List<Stmt> blocks(Geometry g, Index sums, List<Routine> routines) {
    int height = g.out().height();
    List<Stmt> row = new ArrayList<>();
    boolean one = g.block() == height;
    boolean range = !one || g.hasOuterRows();
    if (range) {
      row.add(range(g));
    }
    Routine routine = pool.share(run(g));
    routines.add(routine);
    List<Stmt> tiles = List.of(call(g, sums, range, routine));
    row.addAll(
        g.joined()
            ? tiles
            : List.of(
                new Stmt.For("kx", Index.of(0), Index.of(g.window().size().width()), 1, tiles)));
    Stmt rows = new Stmt.For("ky", Index.of(0), Index.of(g.window().size().height()), 1, row);
    return List.of(
        one ? rows : new Stmt.For("y", Index.of(0), Index.of(height), g.block(), List.of(rows)));
  }

  /** Declares the rows of a block at which kernel row {@code ky} is inside the image. */
  private static Stmt range(Geometry g) {
    int height = g.out().height();
    boolean one = g.block() == height;
    String first = one ? "0" : "y";
    String last = one ? "" + height : height % g.block() == 0 ? "y + " + g.block() : "";
    if (last.isEmpty()) {
      last = "Math.min(%s, y + %s)".formatted(height, g.block());
    }
    if (!g.hasOuterRows()) {
      return new Stmt.Java("int first = %s;\nint last = %s;".formatted(first, last));
    }
    int stride = g.window().stride().height();
    Index before =
        Index.of(g.window().pads().top() + stride - 1).plus(-g.window().dilation().height(), "ky");
    return new Stmt.Java(
        "int first = Math.max(%s, %s);\nint last = Math.min(%s, %s);"
            .formatted(
                first, over(before, stride), last, over(before.plus(g.in().height()), stride)));
  }

  private static String over(Index dividend, int divisor) {
    return divisor == 1 ? dividend.toString() : "(" + dividend + ") / " + divisor;
  }

  private Stmt call(Geometry g, Index sums, boolean range, Routine routine) {
    Index first = range ? Index.of("first") : Index.of(0);
    Index dy = Kernel.base(g.dy()).plus(g.out().at(0, 0)).plus(first.times(g.out().rowStride()));
    Index dw = sums.plus(g.kernelRow(), "ky");
    return new Stmt.Call(
        routine.name(),
        g.source(first),
        dy,
        g.joined() ? dw : dw.plus(g.in().channels() * g.out().stride(), "kx"),
        range ? Index.of("last - first") : Index.of(g.out().height()));
  }

  /** The tiles of a run, one after the other over the same rows. */
  private Routine run(Geometry g) {
    int lanes = g.out().stride();
    Split run = Split.of(g.run(), kernel.rows(lanes));
    return new Routine(
        "convGradWeights%sC%sO%sRows"
            .formatted(g.window().size(), g.in().channels(), g.out().channels()),
        "Adds {@code dy x} of some rows of an image to {@code dw}: %s entries of a kernel row, windows of %s, %s to %s channels."
            .formatted(g.run(), g.window(), g.in().channels(), g.out().channels()),
        List.of("in", "dy", "dw", "rows"),
        List.of(kernel.lanes(lanes, run.loops("k", (entries, k) -> tile(g, k, entries)))));
  }

  private static List<Stmt> tile(Geometry g, Index k, int entries) {
    List<Stmt> body = new ArrayList<>();
    int lanes = g.out().stride();
    for (int e = 0; e < entries; e++) {
      Index dw = Index.of("dw").plus(k.plus(e).times(lanes));
      body.add(new Stmt.Let("g" + e, new Expr.Load(Kernel.VALUES, dw)));
    }
    Stmt row = new Stmt.For("x", Index.of(0), Index.of(g.out().width()), 1, pixel(g, k, entries));
    body.add(new Stmt.For("y", Index.of(0), Index.of("rows"), 1, List.of(row)));
    for (int e = 0; e < entries; e++) {
      Index dw = Index.of("dw").plus(k.plus(e).times(lanes));
      body.add(new Stmt.Store(Kernel.VALUES, dw, Expr.ref("g" + e)));
    }
    return body;
  }

  private static List<Stmt> pixel(Geometry g, Index k, int entries) {
    Index x =
        Index.of("in")
            .plus(g.window().stride().height() * g.in().rowStride(), "y")
            .plus(g.window().stride().width() * g.in().stride(), "x")
            .plus(k);
    Index dy = Index.of("dy").plus(g.out().rowStride(), "y").plus(g.out().stride(), "x");
    List<Stmt> pixel = new ArrayList<>();
    pixel.add(new Stmt.Let("d", new Expr.Load(Kernel.VALUES, dy)));
    for (int e = 0; e < entries; e++) {
      pixel.add(new Stmt.Let("x" + e, new Expr.Broadcast(Kernel.VALUES, x.plus(e))));
      pixel.add(
          new Stmt.Set("g" + e, new Expr.Fma(Expr.ref("x" + e), Expr.ref("d"), Expr.ref("g" + e))));
    }
    return pixel;
  }

  /** Sums the output gradient over the pixels of an image. */
  static Routine gradBias(Kernel kernel, Layout.Pixels out) {
    int lanes = out.stride();
    Index dy = Index.of("dy").plus(out.rowStride(), "y").plus(out.stride(), "x");
    Stmt pixel = new Stmt.Set("g", Expr.add(Expr.ref("g"), new Expr.Load(Kernel.VALUES, dy)));
    Stmt row = new Stmt.For("x", Index.of(0), Index.of(out.width()), 1, List.of(pixel));
    List<Stmt> body =
        List.of(
            new Stmt.Let("g", new Expr.Load(Kernel.VALUES, Index.of("db"))),
            new Stmt.For("y", Index.of(0), Index.of(out.height()), 1, List.of(row)),
            new Stmt.Store(Kernel.VALUES, Index.of("db"), Expr.ref("g")));
    return new Routine(
        "convGradBiasO" + out.channels(),
        "Adds {@code dy} of the pixels of an image to {@code db}: %s filters, [%s,%s]."
            .formatted(out.channels(), out.height(), out.width()),
        List.of("dy", "db"),
        List.of(kernel.lanes(lanes, body)));
  }
}
