package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Slot;
import dev.synapt.processor.plan.Winograd;
import dev.synapt.processor.plan.WinogradGradWorkspace;
import dev.synapt.processor.plan.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of a convolution by its filters by {@link Winograd}, image by image, filters in the
 * lanes. As the results are linear in {@code G g G^T}, {@code B^T d B} and, transposed, {@code A},
 * it is {@code G^T [sum over tiles of (A dy A^T) * (B^T d B)] G}. The sums are a slice's: they are
 * transformed back once, behind its last image.
 */
final class WinogradGradWeightsKernels {

  private static final int TAPS = 3;

  /** Channels of a tile of sums: with two registers side by side they use up 16 registers. */
  private static final int ROWS = 4;

  private final Kernel kernel;
  private final RoutinePool pool;

  WinogradGradWeightsKernels(Kernel kernel, RoutinePool pool) {
    this.kernel = kernel;
    this.pool = pool;
  }

  KernelCode gradWeights(Op.Conv2dGradWeights op) {
    WinogradGradWorkspace work = kernel.memory().winogradGradients().get(op);
    Winograd w = work.shape();
    Workspace partials = kernel.workspace(op);
    Slot x = kernel.slot(op.x());
    Slot dy = kernel.slot(op.dy());
    Index sums = own(work.sums());
    Index dw = Index.of(partials.partials()).plus(partials.partialFloats(), "slice");
    List<Routine> routines = new ArrayList<>();
    WinogradTiles tiles = WinogradTiles.ofSource(w, pool);
    WinogradTiles gradients = WinogradTiles.ofGradient(w, pool);
    routines.addAll(tiles.routines());
    routines.addAll(gradients.routines());
    Routine products = pool.share(products(w));
    List<Stmt> block = new ArrayList<>(WinogradTiles.block(w));
    block.add(tiles.block(x.pixels(), "x", "tiles"));
    block.add(gradients.block(dy.pixels(), "dy", "gradients"));
    block.add(
        new Stmt.Call(
            products.name(),
            Index.of("tiles"),
            Index.of("gradients"),
            Index.of("sums"),
            Index.of("count")));
    Routine image = pool.share(image(w, block));
    routines.addAll(List.of(products, image));
    Routine filters = pool.share(filters(w));
    routines.add(filters);
    List<Stmt> body = new ArrayList<>();
    body.add(PixelGradWeightsKernels.clear(dw, partials));
    body.add(clear(sums, w));
    body.add(
        new Stmt.Call(
            image.name(),
            tiles.start(x),
            gradients.start(dy),
            Index.of(work.zeros()),
            own(work.lines()),
            own(work.tiles()),
            own(work.gradients()),
            sums));
    body.add(
        new Stmt.Java(
            """
            if (image == lanes(slice) - 1) {
              %s(%s, %s, %s);
            }\
            """
                .formatted(filters.name(), sums, own(work.lines()), dw)));
    if (op.db().isPresent()) {
      Routine bias = pool.share(PixelGradWeightsKernels.gradBias(kernel, dy.pixels()));
      routines.add(bias);
      int at = kernel.gradientSlot(op.dw()).floats();
      body.add(new Stmt.Call(bias.name(), Kernel.base(dy).plus(dy.pixels().at(0, 0)), dw.plus(at)));
    }
    return new KernelCode(KernelCode.Form.IMAGE, body, routines);
  }

  private static Index own(int offset) {
    return Index.of(Kernel.SLICE_BASE).plus(offset);
  }

  /** The first image of a slice starts its sums. */
  private static Stmt clear(Index sums, Winograd w) {
    return new Stmt.Java(
        """
        if (image == 0) {
          Arrays.fill(values, %s, %s, 0f);
        }\
        """
            .formatted(sums, sums.plus(w.filterFloats())));
  }

  /** Block by block: rows of tiles of both images, and their products. */
  private static Routine image(Winograd w, List<Stmt> block) {
    return new Routine(
        "winogradGradWeightsC%sO%sF%sH%sW%s"
            .formatted(w.channels(), w.filters(), w.side(), w.height(), w.width()),
        "The gradient of 3x3 filters, %s to %s channels, by an image [%s,%s], by Winograd's F(%sx%s, 3x3): adds to the sums over tiles."
            .formatted(w.channels(), w.filters(), w.height(), w.width(), w.side(), w.side()),
        List.of("x", "dy", "zeros", "lines", "tiles", "gradients", "sums"),
        List.of(new Stmt.For("first", Index.of(0), Index.of(w.tileRows()), w.blockRows(), block)));
  }

  /** In each plane a sum over tiles of products, a few channels by two registers at a time. */
  private Routine products(Winograd w) {
    int lanes = w.filters();
    Split split = Split.of(w.channels(), ROWS);
    Stmt plane =
        new Stmt.For(
            "plane",
            Index.of(0),
            Index.of(w.planes()),
            1,
            List.of(kernel.lanes(lanes, split.loops("c", (rows, c) -> product(w, c, rows)))));
    return new Routine(
        "winogradGradProductsC%sO%sF%s".formatted(w.channels(), w.filters(), w.side()),
        "Adds to sums [%s,%s] in each of %s planes the products of tiles [count,%s], transposed, with gradients [count,%s]."
            .formatted(w.channels(), w.filters(), w.planes(), w.channels(), w.filters()),
        List.of("tiles", "gradients", "sums", "count"),
        List.of(plane));
  }

  private static List<Stmt> product(Winograd w, Index c, int rows) {
    Index sums = Index.of("sums").plus(w.filterPlane(), "plane").plus(c.times(w.filters()));
    Index tile = Index.of("tiles").plus(w.tilePlane(), "plane").plus(w.channels(), "t").plus(c);
    Index gradient = Index.of("gradients").plus(w.productPlane(), "plane").plus(w.filters(), "t");
    List<Stmt> body = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      Index at = sums.plus(r * w.filters());
      body.add(new Stmt.Let("g" + r, new Expr.Load(Kernel.VALUES, at)));
    }
    List<Stmt> sum = new ArrayList<>();
    sum.add(new Stmt.Let("d", new Expr.Load(Kernel.VALUES, gradient)));
    for (int r = 0; r < rows; r++) {
      sum.add(new Stmt.Let("x" + r, new Expr.Broadcast(Kernel.VALUES, tile.plus(r))));
      sum.add(
          new Stmt.Set("g" + r, new Expr.Fma(Expr.ref("x" + r), Expr.ref("d"), Expr.ref("g" + r))));
    }
    body.add(new Stmt.For("t", Index.of(0), Index.of("count"), 1, sum));
    for (int r = 0; r < rows; r++) {
      body.add(new Stmt.Store(Kernel.VALUES, sums.plus(r * w.filters()), Expr.ref("g" + r)));
    }
    return body;
  }

  /** {@code G^T s G} of the sums of each pair of channels, columns first. */
  private static Routine filters(Winograd w) {
    WinogradTransform transform = WinogradTransform.of(w.side());
    int size = w.channels() * w.filters();
    List<Stmt> column = new ArrayList<>();
    List<Expr> sums = new ArrayList<>();
    for (int i = 0; i < w.tile(); i++) {
      Index at =
          Index.of("sums")
              .plus(w.filterPlane(), "j")
              .plus(w.filters(), "c")
              .plus(w.tile() * i * w.filterPlane());
      column.add(new Stmt.Let("s" + i, new Expr.Load(Kernel.VALUES, at)));
      sums.add(Expr.ref("s" + i));
    }
    List<Expr> taps = transform.filter(sums, column);
    for (int i = 0; i < TAPS; i++) {
      Index at = Index.of("lines").plus(w.filters(), "j").plus(w.tile() * w.filters() * i);
      column.add(new Stmt.Store(Kernel.VALUES, at, taps.get(i)));
    }
    List<Stmt> row = new ArrayList<>();
    List<Expr> halves = new ArrayList<>();
    for (int j = 0; j < w.tile(); j++) {
      Index at = Index.of("lines").plus(w.tile() * w.filters(), "i").plus(w.filters() * j);
      row.add(new Stmt.Let("s" + j, new Expr.Load(Kernel.VALUES, at)));
      halves.add(Expr.ref("s" + j));
    }
    List<Expr> gradients = transform.filter(halves, row);
    for (int j = 0; j < TAPS; j++) {
      Index at = Index.of("dw").plus(TAPS * size, "i").plus(w.filters(), "c").plus(size * j);
      row.add(new Stmt.Store(Kernel.VALUES, at, gradients.get(j)));
    }
    List<Stmt> channel =
        List.of(
            new Stmt.For("j", Index.of(0), Index.of(w.tile()), 1, column),
            new Stmt.For("i", Index.of(0), Index.of(TAPS), 1, row));
    List<Stmt> body = new ArrayList<>(transform.constants());
    body.add(new Stmt.For("c", Index.of(0), Index.of(w.channels()), 1, channel));
    return new Routine(
        "winogradGradFiltersC%sO%sF%s".formatted(w.channels(), w.filters(), w.side()),
        "{@code G^T s G}: gradients of filters [3,3,%s,%s] of the sums in %s planes."
            .formatted(w.channels(), w.filters(), w.planes()),
        List.of("sums", "lines", "dw"),
        List.of(new Stmt.Lanes(Index.of(w.filters()), 1, body)));
  }
}
