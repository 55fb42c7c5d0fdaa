package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The gradient of a convolution by its input with 16 samples in the lanes, where windows are one
 * apart: each pixel of {@code dx} sums the windows that it was part of, border pixels fewer. One
 * kernel row passes over a row of pixels before the next, so that a row of {@code dy} stays in the
 * first-level cache.
 *
 * <p>Two neighbours share their weights: a tile is some channels of both. A tap that, at a border,
 * only one of them has is added alone, when it is its turn, so that every sum keeps its order.
 */
final class SliceGatherKernels {

  private final Kernel kernel;

  SliceGatherKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode gradInput(Op.Conv2dGradInput op) {
    int flipped = kernel.parameter(op.w()).transposed().orElseThrow();
    SliceGeometry g = SliceGeometry.of(kernel, op.dx(), op.dy(), op.window(), flipped);
    Gather gather = new Gather(g, Kernel.prefix(op) + "GradInput");
    Bounds rows =
        new Bounds(op.window().size().height(), op.window().pads().top(), g.out().height(), 1);
    List<Stmt> row = new ArrayList<>();
    row.add(rows.first("top", "y"));
    row.add(rows.last("bottom", "y"));
    row.add(new Stmt.For("ky", Index.of("top"), Index.of("bottom"), 1, gather.row()));
    Stmt image = new Stmt.For("y", Index.of(0), Index.of(g.in().height()), 1, row);
    return new KernelCode(
        KernelCode.Form.SLICE,
        List.of(Kernel.zero(g.x()), image),
        gather.tiles().stream().map(pixels -> gatherTiles(gather, pixels)).toList());
  }

  /**
   * Which taps of a kernel row or column, counted from its last, lie within {@code dy}.
   *
   * @param taps entries of the kernel row or column
   * @param pad zeros in front of the image
   * @param out windows along this axis
   * @param factor floats of a tap
   */
  private record Bounds(int taps, int pad, int out, int factor) {

    /** Names the first tap at a position. */
    Stmt first(String name, String at) {
      return let(name, "max", 0, taps - 1 - pad, at);
    }

    /** Names the tap behind the last one at a position. */
    Stmt last(String name, String at) {
      return let(name, "min", taps, out + taps - 1 - pad, at);
    }

    /** The same for the position behind. */
    Bounds next() {
      return new Bounds(taps, pad + 1, out, factor);
    }

    private Stmt let(String name, String choice, int limit, int from, String at) {
      String times = factor == 1 ? "" : factor + " * ";
      return new Stmt.Java(
          "int %s = %sMath.%s(%s, %s - %s);".formatted(name, times, choice, limit, from, at));
    }
  }

  /** What a kernel row adds to a row of pixels. */
  private record Gather(SliceGeometry g, String name) {

    String routine(int pixels) {
      return name + (pixels == 1 ? "Pixel" : "Pair");
    }

    private Bounds columns() {
      return new Bounds(
          g.window().size().width(), g.window().pads().left(), g.out().width(), g.filters());
    }

    /** Columns that are taken two by two: none where all taps never lie within {@code dy}. */
    private int paired() {
      boolean fits = columns().out() >= columns().taps();
      return fits ? g.in().width() / 2 * 2 : 0;
    }

    /** Pairs from here on have no tap left of {@code dy}. */
    private int left() {
      return Math.min(paired(), Math.max(0, columns().taps() - columns().pad()) / 2 * 2);
    }

    /** Pairs up to here have no tap right of {@code dy}. */
    private int right() {
      int even = (columns().out() - columns().pad()) / 2 * 2;
      return Math.max(left(), Math.min(even, paired()));
    }

    /** Tiles that are called, by their pixels. */
    List<Integer> tiles() {
      if (paired() == 0) {
        return List.of(1);
      }
      return left() == 0 && right() == g.in().width() ? List.of(2) : List.of(1, 2);
    }

    List<Stmt> row() {
      Bounds columns = columns();
      Index none = Index.of(0);
      Index all = Index.of(columns.taps() * columns.factor());
      List<Stmt> atLeft =
          List.of(
              columns.first("left", "x"),
              columns.next().first("nextLeft", "x"),
              call(1, 1, Index.of("nextLeft"), Index.of("left")),
              call(2, 0, Index.of("left"), all));
      List<Stmt> atRight =
          List.of(
              columns.last("right", "x"),
              columns.next().last("nextRight", "x"),
              call(2, 0, none, Index.of("nextRight")),
              call(1, 0, Index.of("nextRight"), Index.of("right")));
      List<Stmt> single =
          List.of(
              columns.first("left", "x"),
              columns.last("right", "x"),
              call(1, 0, Index.of("left"), Index.of("right")));
      List<Stmt> row = new ArrayList<>();
      loop(row, 0, left(), 2, atLeft);
      loop(row, left(), right(), 2, List.of(call(2, 0, none, all)));
      loop(row, right(), paired(), 2, atRight);
      loop(row, paired(), g.in().width(), 1, single);
      return row;
    }

    private static void loop(List<Stmt> row, int from, int to, int step, List<Stmt> body) {
      if (from < to) {
        row.add(new Stmt.For("x", Index.of(from), Index.of(to), step, body));
      }
    }

    /** Adds taps to one pixel or two: the one at {@code x}, or so many behind it, is the first. */
    private Stmt call(int pixels, int behind, Index first, Index last) {
      Bounds columns = columns();
      int height = g.window().size().height();
      Index dx =
          Kernel.base(g.x())
              .plus(g.in().at(0, behind))
              .plus(g.in().rowStride(), "y")
              .plus(g.in().pixelStride(), "x");
      Index dy =
          Kernel.base(g.y())
              .plus(
                  g.out()
                      .at(
                          g.window().pads().top() - height + 1,
                          columns.pad() - columns.taps() + 1 + behind))
              .plus(g.out().rowStride(), "y")
              .plus(g.out().rowStride(), "ky")
              .plus(g.out().pixelStride(), "x");
      Index w = Index.of(g.weights()).plus(columns.taps() * columns.factor(), "ky");
      return new Stmt.Call(routine(pixels), dx, dy, w, first, last);
    }
  }

  /** All channels of one pixel or of two neighbours. */
  private Routine gatherTiles(Gather gather, int pixels) {
    SliceGeometry g = gather.g();
    int rows = kernel.target().rows() / pixels;
    return new Routine(
        gather.routine(pixels),
        "Adds one kernel row of {@code dy w} to {@code dx}: %s channels of %s."
            .formatted(g.channels(), pixels == 1 ? "a pixel" : "two neighbours"),
        List.of("dx", "dy", "w", "left", "right"),
        Split.of(g.channels(), rows)
            .loops(
                "c",
                (height, c) ->
                    List.of(kernel.lanes(Layout.BLOCK, gatherTile(g, pixels, height, c)))));
  }

  private static List<Stmt> gatherTile(SliceGeometry g, int pixels, int rows, Index c) {
    List<Stmt> body = new ArrayList<>();
    eachSum(
        rows,
        pixels,
        (r, p) ->
            body.add(new Stmt.Let(sum(r, p), new Expr.Load(Kernel.VALUES, gathered(g, c, r, p)))));
    List<Stmt> tap = new ArrayList<>();
    for (int p = 0; p < pixels; p++) {
      Index dy = Index.of("dy").plus(Layout.BLOCK, "k").plus(p * g.out().pixelStride());
      tap.add(new Stmt.Let("d" + p, new Expr.Load(Kernel.VALUES, dy)));
    }
    int channel = g.window().taps() * g.filters();
    for (int r = 0; r < rows; r++) {
      Index w = Index.of("w").plus("k").plus(c.plus(r).times(channel));
      tap.add(new Stmt.Let("w" + r, new Expr.Broadcast(Kernel.WEIGHTS, w)));
      for (int p = 0; p < pixels; p++) {
        Expr product = new Expr.Fma(Expr.ref("w" + r), Expr.ref("d" + p), Expr.ref(sum(r, p)));
        tap.add(new Stmt.Set(sum(r, p), product));
      }
    }
    body.add(new Stmt.For("k", Index.of("left"), Index.of("right"), 1, tap));
    eachSum(
        rows,
        pixels,
        (r, p) ->
            body.add(new Stmt.Store(Kernel.VALUES, gathered(g, c, r, p), Expr.ref(sum(r, p)))));
    return body;
  }

  private static String sum(int row, int pixel) {
    return "x" + row + "p" + pixel;
  }

  private static Index gathered(SliceGeometry g, Index c, int row, int pixel) {
    return Index.of("dx").plus(c.plus(row).times(Layout.BLOCK)).plus(pixel * g.in().pixelStride());
  }

  private static void eachSum(int rows, int pixels, BiConsumer<Integer, Integer> action) {
    for (int r = 0; r < rows; r++) {
      for (int p = 0; p < pixels; p++) {
        action.accept(r, p);
      }
    }
  }
}
