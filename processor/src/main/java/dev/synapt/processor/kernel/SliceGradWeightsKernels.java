package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradients of a convolution by its weights and bias with 16 samples in the lanes: a tile of
 * filters by taps is summed over a few rows at a time that fit the first-level cache, per lane; the
 * lanes, then the slices, are added in a fixed order.
 */
final class SliceGradWeightsKernels {

  /** What a tile may read: three quarters of the 32 KiB of a first-level cache. */
  private static final int BLOCK_BYTES = 24 * 1024;

  private final Kernel kernel;

  SliceGradWeightsKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode gradWeights(Op.Conv2dGradWeights op) {
    SliceGeometry g = SliceGeometry.of(kernel, op.x(), op.dy(), op.window(), 0);
    Workspace work = kernel.workspace(op);
    String name = Kernel.prefix(op) + "GradWeights";
    GradTile size = GradTile.of(g.filters(), g.run());
    int block = rowsPerBlock(g, size.filters());
    Split filters = Split.of(g.filters(), size.filters());
    Split run = Split.of(g.run(), size.taps());
    List<Routine> routines = new ArrayList<>();
    for (int rows : filters.heights()) {
      for (int taps : run.heights()) {
        routines.add(
            gradWeightsTile(g, gradName(name, rows, taps), new GradTile(rows, taps), block));
      }
    }
    Index sums = Index.of(Kernel.SLICE_BASE).plus(work.scratch());
    int count = g.filters() * g.filter();
    List<Stmt> body = new ArrayList<>();
    body.add(
        new Stmt.Java(
            "Arrays.fill(values, %s, %s, 0f);".formatted(sums, sums.plus(count * Layout.BLOCK))));
    body.add(blocks(g, name, block, filters, run, sums));
    body.add(sumLanes(work, 0, count));
    if (op.db().isPresent()) {
      body.addAll(bias(g, name + "Bias", sums, routines));
      body.add(sumLanes(work, Layout.padded(count), g.filters()));
    }
    return new KernelCode(KernelCode.Form.SLICE, body, routines);
  }

  /** The loops over blocks of rows, kernel rows, perhaps kernel columns, and tiles. */
  private static Stmt blocks(
      SliceGeometry g, String name, int block, Split filters, Split run, Index sums) {
    List<Stmt> tiles =
        filters.all(
            "o",
            (rows, o) ->
                run.all(
                    "k",
                    (taps, k) -> List.of(tileCall(g, gradName(name, rows, taps), sums, o, k))));
    List<Stmt> columns =
        g.joined()
            ? tiles
            : List.of(new Stmt.For("kx", Index.of(0), Index.of(g.runsPerRow()), 1, tiles));
    Stmt kernelRows =
        new Stmt.For("ky", Index.of(0), Index.of(g.window().size().height()), 1, columns);
    return new Stmt.For("y", Index.of(0), Index.of(g.out().height()), block, List.of(kernelRows));
  }

  private static Stmt tileCall(SliceGeometry g, String tile, Index sums, Index o, Index k) {
    Index dy = Kernel.base(g.y()).plus(g.out().at(0, 0)).plus(g.out().rowStride(), "y");
    Index dw = g.weight(k).plus(o.times(g.filter()));
    return new Stmt.Call(
        tile,
        g.run(g.first(Index.of("y")), "ky", "kx").plus(k.times(Layout.BLOCK)),
        dy.plus(o.times(Layout.BLOCK)),
        sums.plus(dw.times(Layout.BLOCK)));
  }

  private List<Stmt> bias(SliceGeometry g, String name, Index sums, List<Routine> routines) {
    int at = Layout.padded(g.filters() * g.filter()) * Layout.BLOCK;
    Index dy = Kernel.base(g.y()).plus(g.out().at(0, 0));
    Split parts = Split.of(g.filters(), Kernel.ROWS);
    parts.heights().forEach(rows -> routines.add(gradBias(g, name, rows)));
    return parts.all(
        "o",
        (rows, o) ->
            List.of(
                new Stmt.Call(
                    name + rows,
                    dy.plus(o.times(Layout.BLOCK)),
                    sums.plus(at).plus(o.times(Layout.BLOCK)))));
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

  private Routine gradWeightsTile(SliceGeometry g, String name, GradTile tile, int block) {
    int rows = tile.filters();
    int taps = tile.taps();
    List<Stmt> body = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      for (int t = 0; t < taps; t++) {
        Index at = Index.of("dw").plus((r * g.filter() + t) * Layout.BLOCK);
        body.add(new Stmt.Let("g" + r + "t" + t, new Expr.Load(Kernel.VALUES, at)));
      }
    }
    int pixels = pixelsAtATime(g);
    List<Stmt> neighbours = new ArrayList<>();
    for (int p = 0; p < pixels; p++) {
      neighbours.addAll(pixel(g, tile, p));
    }
    body.add(image(g, block, pixels, neighbours));
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
   * Two neighbours, where rows can be divided so: C2 does not divide loops of few rounds well.
   * LeNet-5 trains 24,000 to 26,000 images/s in place of 22,600 to 24,200 (best windows, Zen 3);
   * five or ten at a time are slower again.
   */
  private static int pixelsAtATime(SliceGeometry g) {
    return g.out().width() % 2 == 0 ? 2 : 1;
  }

  /** Adds the {@code p}-th of the pixels of a loop's body to a tile's sums. */
  private static List<Stmt> pixel(SliceGeometry g, GradTile tile, int p) {
    Index x =
        Index.of("in")
            .plus(g.window().stride().height() * g.in().rowStride(), "y")
            .plus(g.pixelStep(), "x")
            .plus(p * g.pixelStep());
    Index dy =
        Index.of("dy")
            .plus(g.out().rowStride(), "y")
            .plus(g.out().pixelStride(), "x")
            .plus(p * g.out().pixelStride());
    String prefix = p == 0 ? "" : "p" + p;
    List<Stmt> pixel = new ArrayList<>();
    for (int t = 0; t < tile.taps(); t++) {
      Expr load = new Expr.Load(Kernel.VALUES, x.plus(t * Layout.BLOCK));
      pixel.add(new Stmt.Let(prefix + "x" + t, load));
    }
    for (int r = 0; r < tile.filters(); r++) {
      Expr load = new Expr.Load(Kernel.VALUES, dy.plus(r * Layout.BLOCK));
      pixel.add(new Stmt.Let(prefix + "d" + r, load));
      for (int t = 0; t < tile.taps(); t++) {
        String sum = "g" + r + "t" + t;
        Expr product =
            new Expr.Fma(Expr.ref(prefix + "d" + r), Expr.ref(prefix + "x" + t), Expr.ref(sum));
        pixel.add(new Stmt.Set(sum, product));
      }
    }
    return pixel;
  }

  /**
   * Rows of {@code dy} that a tile sums before the next tile takes over: as many as fit, with the
   * rows of {@code x} under them, in {@link #BLOCK_BYTES}, and divide the image.
   */
  private static int rowsPerBlock(SliceGeometry g, int filters) {
    int dy = filters * Layout.BLOCK * g.out().width();
    int row = Float.BYTES * (dy + g.in().rowStride() * g.window().stride().height());
    int rows = Math.max(1, BLOCK_BYTES / row);
    while (g.out().height() % rows != 0) {
      rows--;
    }
    return rows;
  }

  private static Stmt image(SliceGeometry g, int rows, int step, List<Stmt> pixels) {
    Stmt row = new Stmt.For("x", Index.of(0), Index.of(g.out().width()), step, pixels);
    return new Stmt.For("y", Index.of(0), Index.of(rows), 1, List.of(row));
  }

  private Routine gradBias(SliceGeometry g, String name, int rows) {
    List<Stmt> body = new ArrayList<>();
    List<Stmt> pixel = new ArrayList<>();
    Index dy = Index.of("dy").plus(g.out().rowStride(), "y").plus(g.out().pixelStride(), "x");
    for (int r = 0; r < rows; r++) {
      String sum = "g" + r;
      body.add(new Stmt.Let(sum, Expr.constant(0)));
      pixel.add(
          new Stmt.Set(
              sum,
              Expr.add(Expr.ref(sum), new Expr.Load(Kernel.VALUES, dy.plus(r * Layout.BLOCK)))));
    }
    body.add(image(g, g.out().height(), 1, pixel));
    for (int r = 0; r < rows; r++) {
      body.add(
          new Stmt.Store(Kernel.VALUES, Index.of("db").plus(r * Layout.BLOCK), Expr.ref("g" + r)));
    }
    return new Routine(
        name + rows,
        "{@code db = sum of dy} over the pixels, per lane: %s filters.".formatted(rows),
        List.of("dy", "db"),
        List.of(kernel.lanes(Layout.BLOCK, body)));
  }

  /** A tile of the gradient by the weights. */
  private record GradTile(int filters, int taps) {

    /**
     * The tile that takes the fewest cycles among those whose sums and operands fit 16 registers;
     * what an even split leaves of its height and width counts, not the wish.
     */
    static GradTile of(int filters, int run) {
      GradTile best = null;
      double least = Double.MAX_VALUE;
      for (int taps = 1; taps <= 4; taps++) {
        for (int rows = 1; rows <= 12; rows++) {
          if (rows * taps + taps + rows > 16) {
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
     * Cycles per pixel over all tiles: two loads or two multiply-adds a cycle, no tile faster than
     * the four cycles that a chain of multiply-adds needs, and one cycle of loop for each tile.
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
}
