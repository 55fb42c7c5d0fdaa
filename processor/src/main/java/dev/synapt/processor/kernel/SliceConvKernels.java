package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.Window;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.ParameterSlot;
import dev.synapt.processor.plan.Slot;
import dev.synapt.processor.plan.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolution with 16 samples in the lanes. A weight is the same float for all lanes, so no lane is idle whatever the
 * number of channels, and any stride, dilation or padding is only another literal.
 *
 * <ul>
 *   <li>Forward: a tile of up to six filters at one pixel (or, with 32 registers, at several neighbours), summed over
 *       kernel rows and, as one run, kernel columns and channels.
 *   <li>Gradient by the input, windows one apart: a tile of up to six channels at one pixel, summed over the windows that
 *       the pixel was part of. With strides or dilation: each pixel of {@code dy} adds its share to the window it came
 *       from; a tile is up to six entries of the window's run.
 *   <li>Gradient by the weights: a tile of filters by taps is summed over a few rows at a time that fit the first-level
 *       cache, per lane; the lanes, then the slices, are added in a fixed order.
 * </ul>
 */
final class SliceConvKernels {

  /** Runs up to this long are written out: as loops they would be mostly loop. */
  private static final int UNROLLED_RUN = 5;

  /** Sums that 32 registers hold besides taps and a weight. */
  private static final int SUMS = 24;

  /** Calls of the Vector API in a method from about which on it may stay uncompiled. */
  private static final int VECTOR_CALLS = 160;

  /** What a tile of the gradient by the weights may read: three quarters of the 32 KiB of a first-level cache. */
  private static final int BLOCK_BYTES = 24 * 1024;

  private final Kernel kernel;

  SliceConvKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  /** What forward and backward need to know of one convolution. */
  private record Geometry(
      Slot x, Slot y, Window window, int filters, int channels, int weights) {

    Layout.SliceImage in() {
      return x.image();
    }

    Layout.SliceImage out() {
      return y.image();
    }

    /** Whether kernel columns and channels are neighbours in memory, so that one loop runs over both. */
    boolean joined() {
      return window.dilation().width() == 1;
    }

    /** Entries of a run along kernel columns and channels, or along channels only. */
    int run() {
      return joined() ? window.size().width() * channels : channels;
    }

    /** Runs per kernel row. */
    int runsPerRow() {
      return joined() ? 1 : window.size().width();
    }

    /** Weights of one filter. */
    int filter() {
      return window.taps() * channels;
    }

    /** The pixel under the first tap at output row {@code y} and column 0, from the slice's start. */
    Index first(Index y) {
      Layout.SliceImage in = in();
      return Kernel.base(x)
          .plus(in.at(-window.pads().top(), -window.pads().left()))
          .plus(y.times(window.stride().height() * in.rowStride()));
    }

    /** From the first tap to the run of kernel row {@code ky} and, when runs are not joined, column {@code kx}. */
    Index run(Index at, String ky, String kx) {
      Index row = at.plus(window.dilation().height() * in().rowStride(), ky);
      return joined() ? row : row.plus(window.dilation().width() * in().pixelStride(), kx);
    }

    int pixelStep() {
      return window.stride().width() * in().pixelStride();
    }
  }

  private Geometry geometry(ValueId x, ValueId y, Window window, int weights) {
    Slot in = kernel.slot(x);
    Slot out = kernel.slot(y);
    return new Geometry(
        in, out, window, out.image().channels(), in.image().channels(), weights);
  }

  KernelCode forward(Op.Conv2d op) {
    ParameterSlot w = kernel.parameter(op.w());
    Geometry g = geometry(op.x(), op.y(), op.window(), w.offset());
    String name = Kernel.prefix(op) + "Row";
    Split filters = Split.of(g.filters(), Kernel.ROWS);
    List<Routine> routines = new ArrayList<>();
    filters.heights().forEach(rows -> routines.add(forwardRow(op, g, name, rows)));
    Index in = g.first(Index.of("y"));
    Index out = Kernel.base(g.y()).plus(g.out().at(0, 0)).plus(g.out().rowStride(), "y");
    List<Stmt> tiles =
        filters.all("o", (rows, o) -> List.of(new Stmt.Call(name + rows, in, o, out)));
    Stmt image = new Stmt.For("y", Index.of(0), Index.of(g.out().height()), 1, tiles);
    return new KernelCode(KernelCode.Form.SLICE, List.of(image), routines);
  }

  private Routine forwardRow(Op.Conv2d op, Geometry g, String name, int rows) {
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
        List.of(lanes(List.of(row))));
  }

  /** Pixels of a tile: with 16 lanes in one register, several keep enough sums under way. */
  private int pixels(Geometry g, int rows) {
    if (kernel.target() != Target.VECTOR_R32) {
      return 1;
    }
    int pixels = 4;
    while (pixels > 1
        && (rows * pixels > SUMS
            || g.out().width() % pixels != 0
            || calls(g, rows, pixels) > VECTOR_CALLS)) {
      pixels /= 2;
    }
    return pixels;
  }

  /** Calls of the Vector API in a tile of the forward pass: biases, taps, ReLU and stores. */
  private static int calls(Geometry g, int rows, int pixels) {
    int taps = g.run() <= UNROLLED_RUN ? g.run() : 1;
    return rows + taps * (rows + pixels + rows * pixels) + 2 * rows * pixels + 1;
  }

  private static String y(int row, int pixel) {
    return "y" + row + (pixel == 0 ? "" : "p" + pixel);
  }

  private Expr bias(Op.Conv2d op, int r) {
    return op.b()
        .<Expr>map(
            b ->
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
  private static List<Stmt> runs(Geometry g, TapCode code) {
    List<Stmt> run = new ArrayList<>();
    if (g.run() <= UNROLLED_RUN) {
      for (int k = 0; k < g.run(); k++) {
        run.addAll(code.at(Index.of(k)));
      }
    } else {
      run.add(
          new Stmt.For("k", Index.of(0), Index.of(g.run()), 1, code.at(Index.of("k"))));
    }
    List<Stmt> columns =
        g.joined()
            ? run
            : List.of(
                new Stmt.For("kx", Index.of(0), Index.of(g.runsPerRow()), 1, run));
    return List.of(
        new Stmt.For("ky", Index.of(0), Index.of(g.window().size().height()), 1, columns));
  }

  private List<Stmt> forwardTap(Geometry g, int rows, int pixels, Index k) {
    List<Stmt> s = new ArrayList<>();
    String suffix = k.isConstant() ? "k" + k.constant() : "";
    Index at =
        g.run(Index.of("in"), "ky", "kx")
            .plus(k.times(Layout.BLOCK))
            .plus(g.pixelStep(), "x");
    for (int p = 0; p < pixels; p++) {
      s.add(
          new Stmt.Let(
              "x" + p + suffix, new Expr.Load(Kernel.VALUES, at.plus(p * g.pixelStep()))));
    }
    for (int r = 0; r < rows; r++) {
      Index w =
          weight(g, k).plus(g.filter(), "o").plus(r * g.filter());
      s.add(new Stmt.Let("w" + r + suffix, new Expr.Broadcast(Kernel.WEIGHTS, w)));
      for (int p = 0; p < pixels; p++) {
        s.add(
            new Stmt.Set(
                y(r, p),
                new Expr.Fma(
                    Expr.ref("w" + r + suffix),
                    Expr.ref("x" + p + suffix),
                    Expr.ref(y(r, p)))));
      }
    }
    return s;
  }

  private static Index weight(Geometry g, Index k) {
    Index w =
        Index.of(g.weights()).plus(g.window().size().width() * g.channels(), "ky").plus(k);
    return g.joined() ? w : w.plus(g.channels(), "kx");
  }

  KernelCode gradInput(Op.Conv2dGradInput op) {
    return op.window().isContiguous() ? gather(op) : scatter(op);
  }

  /**
   * Each pixel of {@code dx} sums the windows that it was part of: border pixels have shorter loops. One kernel row
   * passes over a row of pixels before the next, so that a row of {@code dy} stays in the first-level cache.
   */
  private KernelCode gather(Op.Conv2dGradInput op) {
    int flipped = kernel.parameter(op.w()).transposed().orElseThrow();
    Geometry g = geometry(op.dx(), op.dy(), op.window(), flipped);
    String name = Kernel.prefix(op) + "GradInput";
    Split channels = Split.of(g.channels(), Kernel.ROWS);
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
    return new KernelCode(KernelCode.Form.SLICE, List.of(fill(g.x()), image), routines);
  }

  /** Which taps, counted from the last, lie within {@code dy} at position {@code at}. */
  private static Stmt bounds(
      String first, String last, int taps, int pad, int out, String at, int factor) {
    String times = factor == 1 ? "" : factor + " * ";
    return new Stmt.Java(
        """
        int %s = %sMath.max(0, %s - %s);
        int %s = %sMath.min(%s, %s - %s);"""
            .formatted(
                first, times, taps - 1 - pad, at, last, times, taps, out + taps - 1 - pad, at));
  }

  private Routine gatherPixel(Geometry g, String name, int rows) {
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
          new Stmt.Set(
              "x" + r, new Expr.Fma(Expr.ref("w" + r), Expr.ref("d"), Expr.ref("x" + r))));
    }
    body.add(new Stmt.For("k", Index.of("left"), Index.of("right"), 1, sum));
    for (int r = 0; r < rows; r++) {
      Index dx = Index.of("dx").plus(r * Layout.BLOCK);
      body.add(new Stmt.Store(Kernel.VALUES, dx, Expr.ref("x" + r)));
    }
    return new Routine(
        name + rows,
        "Adds one kernel row of {@code dy w} to {@code dx}: %s channels of a pixel.".formatted(rows),
        List.of("dx", "dy", "w", "left", "right"),
        List.of(lanes(body)));
  }

  /** Each pixel of {@code dy} adds its share to the window it came from. */
  private KernelCode scatter(Op.Conv2dGradInput op) {
    Geometry g =
        geometry(op.dx(), op.dy(), op.window(), kernel.parameter(op.w()).offset());
    String name = Kernel.prefix(op) + "GradInput";
    Split run = Split.of(g.run(), Kernel.ROWS);
    List<Routine> routines = new ArrayList<>();
    run.heights().forEach(rows -> routines.add(scatterRow(g, name, rows)));
    Index dx = g.run(g.first(Index.of("y")), "ky", "kx");
    Index dy = Kernel.base(g.y()).plus(g.out().at(0, 0)).plus(g.out().rowStride(), "y");
    List<Stmt> tiles =
        run.all(
            "k",
            (rows, k) ->
                List.of(
                    new Stmt.Call(
                        name + rows, dx.plus(k.times(Layout.BLOCK)), dy, weight(g, k))));
    List<Stmt> columns =
        g.joined()
            ? tiles
            : List.of(
                new Stmt.For("kx", Index.of(0), Index.of(g.runsPerRow()), 1, tiles));
    Stmt rows =
        new Stmt.For("ky", Index.of(0), Index.of(g.window().size().height()), 1, columns);
    return new KernelCode(
        KernelCode.Form.SLICE,
        List.of(
            fill(g.x()),
            new Stmt.For("y", Index.of(0), Index.of(g.out().height()), 1, List.of(rows))),
        routines);
  }

  /** Zeros a slice's part of a value. */
  static Stmt fill(Slot slot) {
    Index from = Kernel.base(slot);
    return new Stmt.Java(
        "Arrays.fill(%s, %s, %s, 0f);"
            .formatted(Kernel.VALUES, from, from.plus(slot.floats())));
  }

  private Routine scatterRow(Geometry g, String name, int rows) {
    List<Stmt> tile = new ArrayList<>();
    Index dx = Index.of("dx").plus(g.pixelStep(), "x");
    for (int r = 0; r < rows; r++) {
      tile.add(
          new Stmt.Let(
              "x" + r, new Expr.Load(Kernel.VALUES, dx.plus(r * Layout.BLOCK))));
    }
    List<Stmt> sum = new ArrayList<>();
    Index dy = Index.of("dy").plus(g.out().pixelStride(), "x").plus(Layout.BLOCK, "o");
    sum.add(new Stmt.Let("d", new Expr.Load(Kernel.VALUES, dy)));
    for (int r = 0; r < rows; r++) {
      Index w = Index.of("w").plus(g.filter(), "o").plus(r);
      sum.add(new Stmt.Let("w" + r, new Expr.Broadcast(Kernel.WEIGHTS, w)));
      sum.add(
          new Stmt.Set(
              "x" + r, new Expr.Fma(Expr.ref("w" + r), Expr.ref("d"), Expr.ref("x" + r))));
    }
    tile.add(new Stmt.For("o", Index.of(0), Index.of(g.filters()), 1, sum));
    for (int r = 0; r < rows; r++) {
      tile.add(
          new Stmt.Store(
              Kernel.VALUES, dx.plus(r * Layout.BLOCK), Expr.ref("x" + r)));
    }
    return new Routine(
        name + rows,
        "Adds to {@code dx} what one row of {@code dy}, [%s,%s], gives to %s entries of a kernel row."
            .formatted(g.filters(), g.out().width(), rows),
        List.of("dx", "dy", "w"),
        List.of(
            lanes(
                List.of(
                    new Stmt.For(
                        "x", Index.of(0), Index.of(g.out().width()), 1, tile)))));
  }

  KernelCode gradWeights(Op.Conv2dGradWeights op) {
    Geometry g = geometry(op.x(), op.dy(), op.window(), 0);
    Workspace work = kernel.workspace(op);
    String name = Kernel.prefix(op) + "GradWeights";
    GradTile size = GradTile.of(g.filters(), g.run());
    int block = rowsPerBlock(g, size.filters());
    Split filters = Split.of(g.filters(), size.filters());
    Split run = Split.of(g.run(), size.taps());
    List<Routine> routines = new ArrayList<>();
    for (int rows : filters.heights()) {
      for (int taps : run.heights()) {
        routines.add(gradWeightsTile(g, gradName(name, rows, taps), new GradTile(rows, taps), block));
      }
    }
    Index sums = Index.of(Kernel.SLICE_BASE).plus(work.scratch());
    List<Stmt> tiles =
        filters.all(
            "o",
            (rows, o) ->
                run.all(
                    "k",
                    (taps, k) ->
                        List.of(
                            new Stmt.Call(
                                gradName(name, rows, taps),
                                g.run(g.first(Index.of("y")), "ky", "kx")
                                    .plus(k.times(Layout.BLOCK)),
                                Kernel.base(g.y())
                                    .plus(g.out().at(0, 0))
                                    .plus(g.out().rowStride(), "y")
                                    .plus(o.times(Layout.BLOCK)),
                                sums.plus(
                                    weight(g, k)
                                        .plus(o.times(g.filter()))
                                        .times(Layout.BLOCK))))));
    List<Stmt> columns =
        g.joined()
            ? tiles
            : List.of(
                new Stmt.For("kx", Index.of(0), Index.of(g.runsPerRow()), 1, tiles));
    Stmt kernelRows =
        new Stmt.For("ky", Index.of(0), Index.of(g.window().size().height()), 1, columns);
    List<Stmt> body = new ArrayList<>();
    body.add(
        new Stmt.Java(
            "Arrays.fill(values, %s, %s, 0f);"
                .formatted(sums, sums.plus(g.filters() * g.filter() * Layout.BLOCK))));
    body.add(
        new Stmt.For(
            "y",
            Index.of(0),
            Index.of(g.out().height()),
            block,
            List.of(kernelRows)));
    int count = g.filters() * g.filter();
    body.add(sumLanes(work, 0, count));
    if (op.db().isPresent()) {
      int at = Layout.padded(count);
      Split parts = Split.of(g.filters(), Kernel.ROWS);
      parts.heights().forEach(rows -> routines.add(gradBias(g, name + "Bias", rows)));
      body.addAll(
          parts.all(
              "o",
              (rows, o) ->
                  List.of(
                      new Stmt.Call(
                          name + "Bias" + rows,
                          Kernel.base(g.y()).plus(g.out().at(0, 0)).plus(o.times(Layout.BLOCK)),
                          sums.plus(at * Layout.BLOCK).plus(o.times(Layout.BLOCK))))));
      body.add(sumLanes(work, at, g.filters()));
    }
    return new KernelCode(KernelCode.Form.SLICE, body, routines);
  }

  private static String gradName(String name, int rows, int taps) {
    return name + rows + "x" + taps;
  }

  /** Adds the 16 lanes of each sum, those of samples that are not there left out. */
  private static Stmt sumLanes(Workspace work, int first, int count) {
    return new Stmt.Java(
        "Lanes.sum(%s, %s, %s, lanes(slice), %s);"
            .formatted(
                Kernel.VALUES,
                Index.of(Kernel.SLICE_BASE).plus(work.scratch() + first * Layout.BLOCK),
                count,
                Index.of(work.partials() + first).plus(work.partialFloats(), "slice")));
  }

  private Routine gradWeightsTile(Geometry g, String name, GradTile tile, int block) {
    int rows = tile.filters();
    int taps = tile.taps();
    List<Stmt> body = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      for (int t = 0; t < taps; t++) {
        Index at = Index.of("dw").plus((r * g.filter() + t) * Layout.BLOCK);
        body.add(new Stmt.Let("g" + r + "t" + t, new Expr.Load(Kernel.VALUES, at)));
      }
    }
    List<Stmt> pixel = new ArrayList<>();
    Index x =
        Index.of("in")
            .plus(g.window().stride().height() * g.in().rowStride(), "y")
            .plus(g.pixelStep(), "x");
    Index dy = Index.of("dy").plus(g.out().rowStride(), "y").plus(g.out().pixelStride(), "x");
    for (int t = 0; t < taps; t++) {
      pixel.add(
          new Stmt.Let("x" + t, new Expr.Load(Kernel.VALUES, x.plus(t * Layout.BLOCK))));
    }
    for (int r = 0; r < rows; r++) {
      pixel.add(
          new Stmt.Let("d" + r, new Expr.Load(Kernel.VALUES, dy.plus(r * Layout.BLOCK))));
      for (int t = 0; t < taps; t++) {
        String sum = "g" + r + "t" + t;
        pixel.add(
            new Stmt.Set(
                sum, new Expr.Fma(Expr.ref("d" + r), Expr.ref("x" + t), Expr.ref(sum))));
      }
    }
    body.add(image(g, block, pixel));
    for (int r = 0; r < rows; r++) {
      for (int t = 0; t < taps; t++) {
        Index at = Index.of("dw").plus((r * g.filter() + t) * Layout.BLOCK);
        body.add(new Stmt.Store(Kernel.VALUES, at, Expr.ref("g" + r + "t" + t)));
      }
    }
    return new Routine(
        name,
        "Adds {@code dy x} of %s rows of pixels to {@code dw}, per lane: %s filters by %s taps."
            .formatted(block, rows, taps),
        List.of("in", "dy", "dw"),
        List.of(new Stmt.Lanes(Index.of(Layout.BLOCK), 1, body)));
  }

  /**
   * Rows of {@code dy} that a tile sums before the next tile takes over: as many as fit, with the rows of {@code x}
   * under them, in {@link #BLOCK_BYTES}, and divide the image.
   */
  private static int rowsPerBlock(Geometry g, int filters) {
    int dy = filters * Layout.BLOCK * g.out().width();
    int row = Float.BYTES * (dy + g.in().rowStride() * g.window().stride().height());
    int rows = Math.max(1, BLOCK_BYTES / row);
    while (g.out().height() % rows != 0) {
      rows--;
    }
    return rows;
  }

  private static Stmt image(Geometry g, int rows, List<Stmt> pixel) {
    Stmt row = new Stmt.For("x", Index.of(0), Index.of(g.out().width()), 1, pixel);
    return new Stmt.For("y", Index.of(0), Index.of(rows), 1, List.of(row));
  }

  private Routine gradBias(Geometry g, String name, int rows) {
    List<Stmt> body = new ArrayList<>();
    List<Stmt> pixel = new ArrayList<>();
    Index dy = Index.of("dy").plus(g.out().rowStride(), "y").plus(g.out().pixelStride(), "x");
    for (int r = 0; r < rows; r++) {
      String sum = "g" + r;
      body.add(new Stmt.Let(sum, Expr.constant(0)));
      pixel.add(
          new Stmt.Set(
              sum,
              Expr.add(
                  Expr.ref(sum), new Expr.Load(Kernel.VALUES, dy.plus(r * Layout.BLOCK)))));
    }
    body.add(image(g, g.out().height(), pixel));
    for (int r = 0; r < rows; r++) {
      body.add(
          new Stmt.Store(
              Kernel.VALUES, Index.of("db").plus(r * Layout.BLOCK), Expr.ref("g" + r)));
    }
    return new Routine(
        name + rows,
        "{@code db = sum of dy} over the pixels, per lane: %s filters.".formatted(rows),
        List.of("dy", "db"),
        List.of(lanes(body)));
  }

  /** A tile of the gradient by the weights. */
  private record GradTile(int filters, int taps) {

    /**
     * The tile with the fewest loads per multiply-add among those whose sums, taps and one filter fit 16 registers;
     * the even split's real heights count, not the wish.
     */
    static GradTile of(int filters, int run) {
      GradTile best = null;
      double least = Double.MAX_VALUE;
      for (int taps = 1; taps <= 4; taps++) {
        for (int rows = 1; rows <= 12; rows++) {
          if (rows * taps + taps + 1 > 16) {
            continue;
          }
          double cost = cost(filters, rows, run, taps);
          if (cost < least - 1e-9) {
            least = cost;
            best = new GradTile(rows, taps);
          }
        }
      }
      return best;
    }

    /**
     * Cycles per pixel over all tiles: two loads or two multiply-adds a cycle, no tile faster than the four cycles
     * that a chain of multiply-adds needs, and one cycle of loop for each tile.
     */
    private static double cost(int filters, int rows, int run, int taps) {
      Split f = Split.of(filters, rows);
      Split r = Split.of(run, taps);
      double height = (double) filters / f.tiles();
      double width = (double) run / r.tiles();
      double cycles = 1 + Math.max(4, Math.max(height * width / 2, (height + width) / 2));
      return cycles * f.tiles() * r.tiles();
    }
  }

  private Stmt lanes(List<Stmt> body) {
    return new Stmt.Lanes(
        Index.of(Layout.BLOCK), kernel.target().columnsFor(Layout.BLOCK, 2), body);
  }
}
