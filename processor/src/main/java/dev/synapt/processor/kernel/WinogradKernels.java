package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Panels;
import dev.synapt.processor.plan.Slot;
import dev.synapt.processor.plan.Winograd;
import dev.synapt.processor.plan.WinogradWorkspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Convolution of one channels-last image by {@link Winograd}, and its gradient by the input. With d
 * a tile of pixels and g a filter, the results are {@code A^T [(G g G^T) * (B^T d B)] A}, summed
 * over channels between the brackets. Channels are the lanes of the transforms, filters those of
 * the products.
 */
final class WinogradKernels {

  /** Registers side by side in a product: with four rows of tiles they use up the registers. */
  private static final int COLUMNS = 2;

  private final Kernel kernel;
  private final RoutinePool pool;

  WinogradKernels(Kernel kernel, RoutinePool pool) {
    this.kernel = kernel;
    this.pool = pool;
  }

  /** A pass over an image. */
  private record Pass(
      WinogradWorkspace work,
      Slot source,
      Slot target,
      int transformedFilters,
      Optional<ValueId> bias,
      boolean relu) {

    Winograd shape() {
      return work.shape();
    }

    String epilogue() {
      return (bias.isPresent() ? "Bias" : "") + (relu ? "Relu" : "");
    }

    String sizes() {
      return "C%sO%sF%s".formatted(shape().channels(), shape().filters(), shape().side());
    }
  }

  KernelCode forward(Op.Conv2d op) {
    Pass pass =
        new Pass(
            kernel.memory().winograds().get(op),
            kernel.slot(op.x()),
            kernel.slot(op.y()),
            kernel.parameter(op.w()).transformed().orElseThrow(),
            op.b(),
            op.activation().isPresent());
    return code(pass);
  }

  KernelCode gradInput(Op.Conv2dGradInput op) {
    Pass pass =
        new Pass(
            kernel.memory().winograds().get(op),
            kernel.slot(op.dy()),
            kernel.slot(op.dx()),
            kernel.parameter(op.w()).transposed().orElseThrow(),
            Optional.empty(),
            false);
    return code(pass);
  }

  private KernelCode code(Pass pass) {
    Winograd w = pass.shape();
    WinogradTiles tiles = WinogradTiles.ofSource(w, pool);
    Routine products = pool.share(products(pass));
    Routine columns = pool.share(resultColumns(w));
    Routine row = pool.share(resultRow(pass));
    List<Stmt> block = new ArrayList<>(WinogradTiles.block(w));
    block.add(tiles.block(pass.source().pixels(), "in", "tiles"));
    block.add(
        new Stmt.Call(
            products.name(),
            Index.of("tiles"),
            Index.of("filters"),
            Index.of("products"),
            Index.of("count")));
    block.add(results(pass, columns, row));
    Routine image = pool.share(image(pass, block));
    List<Routine> routines = new ArrayList<>(tiles.routines());
    routines.addAll(List.of(products, columns, row, image));
    return new KernelCode(
        kernel.imageForm(pass.target()),
        List.of(new Stmt.Call(image.name(), arguments(pass, tiles))),
        routines);
  }

  /** Block by block: rows of tiles, their products, rows of results. */
  private static Routine image(Pass pass, List<Stmt> block) {
    Winograd w = pass.shape();
    List<String> parameters =
        new ArrayList<>(List.of("in", "zeros", "lines", "tiles", "filters", "products", "out"));
    if (pass.bias().isPresent()) {
      parameters.add("b");
    }
    return new Routine(
        "winograd%s%sH%sW%s".formatted(pass.epilogue(), pass.sizes(), w.height(), w.width()),
        "A convolution of an image with 3x3 filters, %s to %s channels, [%s,%s], by Winograd's F(%sx%s, 3x3): %s multiplications per result and channel in place of 9."
            .formatted(
                w.channels(),
                w.filters(),
                w.height(),
                w.width(),
                w.side(),
                w.side(),
                (double) w.planes() / (w.side() * w.side())),
        parameters,
        List.of(new Stmt.For("first", Index.of(0), Index.of(w.tileRows()), w.blockRows(), block)));
  }

  private List<Index> arguments(Pass pass, WinogradTiles tiles) {
    WinogradWorkspace work = pass.work();
    Layout.Pixels out = pass.target().pixels();
    List<Index> arguments = new ArrayList<>();
    arguments.add(tiles.start(pass.source()));
    arguments.add(Index.of(work.zeros()));
    arguments.add(own(work.lines()));
    arguments.add(own(work.tiles()));
    arguments.add(Index.of(pass.transformedFilters()));
    arguments.add(own(work.products()));
    arguments.add(Kernel.base(pass.target()).plus(out.at(0, 0)));
    pass.bias().ifPresent(b -> arguments.add(Index.of(kernel.parameter(b).offset())));
    return arguments;
  }

  /** A place in the slice's memory, or the prediction's. */
  private Index own(int offset) {
    return kernel.memory().slices() == 0
        ? Index.of(offset)
        : Index.of(Kernel.SLICE_BASE).plus(offset);
  }

  /** The products of a block's tiles with the filters, plane by plane. */
  private Routine products(Pass pass) {
    Winograd w = pass.shape();
    Panels panels = w.panels();
    Index x = Index.of("tiles").plus(w.tilePlane(), "plane").plus(w.channels(), "t").plus("k");
    Index filter =
        Index.of("filters")
            .plus(w.filterPlane(), "plane")
            .plus(panels.panelFloats(), "panel")
            .plus(panels.width(), "k");
    Index to =
        Index.of("products")
            .plus(w.productPlane(), "plane")
            .plus(w.filters(), "t")
            .plus(panels.width(), "panel");
    List<Stmt> tile = new ArrayList<>();
    for (int r = 0; r < Winograd.ROWS; r++) {
      tile.add(let("m" + r, Expr.constant(0)));
    }
    List<Stmt> sum = new ArrayList<>();
    sum.add(let("u", new Expr.Load(Kernel.WEIGHTS, filter)));
    for (int r = 0; r < Winograd.ROWS; r++) {
      sum.add(let("x" + r, new Expr.Broadcast(Kernel.VALUES, x.plus(r * w.channels()))));
      sum.add(
          new Stmt.Set("m" + r, new Expr.Fma(Expr.ref("x" + r), Expr.ref("u"), Expr.ref("m" + r))));
    }
    tile.add(new Stmt.For("k", Index.of(0), Index.of(w.channels()), 1, sum));
    for (int r = 0; r < Winograd.ROWS; r++) {
      tile.add(new Stmt.Store(Kernel.VALUES, to.plus(r * w.filters()), Expr.ref("m" + r)));
    }
    Stmt rows = new Stmt.For("t", Index.of(0), Index.of("count"), Winograd.ROWS, tile);
    int columns = kernel.target().columnsFor(panels.width(), COLUMNS);
    Stmt lanes = new Stmt.Lanes(Index.of(panels.width()), columns, List.of(rows));
    Stmt panel = new Stmt.For("panel", Index.of(0), Index.of(panels.count()), 1, List.of(lanes));
    return new Routine(
        "winogradProducts" + pass.sizes(),
        "In each of %s planes the product of tiles [count,%s] with filters [%s,%s]."
            .formatted(w.planes(), w.channels(), w.channels(), w.filters()),
        List.of("tiles", "filters", "products", "count"),
        List.of(new Stmt.For("plane", Index.of(0), Index.of(w.planes()), 1, List.of(panel))));
  }

  /** {@code A^T m A} of the rows of tiles of a block, a row of results at a time. */
  private static Stmt results(Pass pass, Routine columns, Routine row) {
    Winograd w = pass.shape();
    int stride = pass.target().pixels().rowStride();
    List<Index> arguments = new ArrayList<>();
    arguments.add(Index.of("lines").plus(w.line(w.filters()), "i"));
    arguments.add(Index.of("out").plus(w.side() * stride, "row").plus(stride, "i"));
    pass.bias().ifPresent(b -> arguments.add(Index.of("b")));
    List<Stmt> tiles = new ArrayList<>();
    Index products = WinogradTiles.inBlock("products", w, w.filters());
    tiles.add(new Stmt.Call(columns.name(), products, Index.of("lines")));
    Index rows = Index.of(w.side());
    if (w.height() % w.side() != 0) {
      tiles.add(
          new Stmt.Java(
              "int rows = Math.min(%s, %s);"
                  .formatted(w.side(), Index.of(w.height()).plus(-w.side(), "row"))));
      rows = Index.of("rows");
    }
    Stmt call = new Stmt.Call(row.name(), arguments);
    tiles.add(new Stmt.For("i", Index.of(0), rows, 1, List.of(call)));
    return new Stmt.For("row", Index.of("first"), Index.of("last"), 1, tiles);
  }

  private static Routine resultColumns(Winograd w) {
    WinogradTransform transform = WinogradTransform.of(w.side());
    List<Expr> products = new ArrayList<>();
    List<Stmt> column = new ArrayList<>();
    for (int i = 0; i < w.tile(); i++) {
      Index at =
          Index.of("products")
              .plus(w.productPlane(), "j")
              .plus(w.filters(), "t")
              .plus(i * w.tile() * w.productPlane());
      column.add(let("m" + i, new Expr.Load(Kernel.VALUES, at)));
      products.add(Expr.ref("m" + i));
    }
    List<Expr> sums = transform.results(products, column);
    for (int i = 0; i < sums.size(); i++) {
      Index at =
          Index.of("to")
              .plus(w.filters(), "j")
              .plus(w.tile() * w.filters(), "t")
              .plus(i * w.line(w.filters()));
      column.add(new Stmt.Store(Kernel.VALUES, at, sums.get(i)));
    }
    List<Stmt> body = new ArrayList<>(transform.constants());
    Stmt tiles = new Stmt.For("t", Index.of(0), Index.of(w.tileColumns()), 1, column);
    body.add(new Stmt.For("j", Index.of(0), Index.of(w.tile()), 1, List.of(tiles)));
    return new Routine(
        "winogradResultColumnsF%sC%sW%s".formatted(w.side(), w.filters(), w.width()),
        "First half of {@code A^T m A}: %s columns of %s tiles, %s channels."
            .formatted(w.tile(), w.tileColumns(), w.filters()),
        List.of("products", "to"),
        List.of(new Stmt.Lanes(Index.of(w.filters()), 1, body)));
  }

  private static Routine resultRow(Pass pass) {
    Winograd w = pass.shape();
    WinogradTransform transform = WinogradTransform.of(w.side());
    List<String> parameters = new ArrayList<>(List.of("from", "y"));
    List<Stmt> loops = new ArrayList<>();
    int whole = w.width() / w.side();
    if (whole > 0) {
      List<Stmt> tile = result(pass, transform, w.side());
      loops.add(new Stmt.For("t", Index.of(0), Index.of(whole), 1, tile));
    }
    if (w.width() % w.side() != 0) {
      List<Stmt> tile = result(pass, transform, w.width() % w.side());
      loops.add(new Stmt.For("t", Index.of(whole), Index.of(whole + 1), 1, tile));
    }
    List<Stmt> body = new ArrayList<>(transform.constants());
    if (pass.bias().isPresent()) {
      parameters.add("b");
      body.add(let("bias", new Expr.Load(Kernel.WEIGHTS, Index.of("b"))));
    }
    body.addAll(loops);
    String formula = "A^T m A" + (pass.bias().isPresent() ? " + b" : "");
    return new Routine(
        "winogradResultRow%sF%sC%sW%s".formatted(pass.epilogue(), w.side(), w.filters(), w.width()),
        "Second half of {@code %s}: a row of %s pixels of %s channels."
            .formatted(pass.relu() ? "relu(" + formula + ")" : formula, w.width(), w.filters()),
        parameters,
        List.of(new Stmt.Lanes(Index.of(w.filters()), 1, body)));
  }

  /** The first columns of a tile's row. */
  private static List<Stmt> result(Pass pass, WinogradTransform transform, int columns) {
    Winograd w = pass.shape();
    List<Stmt> body = new ArrayList<>();
    List<Expr> sums = new ArrayList<>();
    for (int j = 0; j < w.tile(); j++) {
      Index at = Index.of("from").plus(w.tile() * w.filters(), "t").plus(j * w.filters());
      body.add(let("m" + j, new Expr.Load(Kernel.VALUES, at)));
      sums.add(Expr.ref("m" + j));
    }
    List<Expr> results = transform.results(sums, body);
    for (int x = 0; x < columns; x++) {
      Index at = Index.of("y").plus(w.side() * w.filters(), "t").plus(x * w.filters());
      body.add(store(pass, at, results.get(x)));
    }
    return body;
  }

  private static Stmt store(Pass pass, Index at, Expr sum) {
    Expr y = pass.bias().isPresent() ? Expr.add(sum, Expr.ref("bias")) : sum;
    return new Stmt.Store(Kernel.VALUES, at, pass.relu() ? Expr.max(y, Expr.constant(0)) : y);
  }

  private static Stmt let(String name, Expr value) {
    return new Stmt.Let(name, value);
  }
}
