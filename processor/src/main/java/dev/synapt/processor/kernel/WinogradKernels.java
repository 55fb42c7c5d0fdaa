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
 * a tile of 4x4 pixels and g a filter, the 2x2 results are {@code A^T [(G g G^T) * (B^T d B)] A},
 * summed over channels between the brackets. Channels are the lanes of the transforms, filters
 * those of the products.
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
      Winograd shape,
      WinogradWorkspace work,
      Slot source,
      Slot target,
      int transformedFilters,
      Optional<ValueId> bias,
      boolean relu) {

    Layout.Pixels in() {
      return source.pixels();
    }

    Layout.Pixels out() {
      return target.pixels();
    }

    String sizes() {
      return "C%sO%s".formatted(shape.channels(), shape.filters());
    }
  }

  KernelCode forward(Op.Conv2d op) {
    Pass pass =
        new Pass(
            Winograd.of(kernel.graph(), op).orElseThrow(),
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
            Winograd.of(kernel.graph(), op).orElseThrow(),
            kernel.memory().winograds().get(op),
            kernel.slot(op.dy()),
            kernel.slot(op.dx()),
            kernel.parameter(op.w()).transposed().orElseThrow(),
            Optional.empty(),
            false);
    return code(pass);
  }

  /** Block by block: rows of tiles, their products, rows of results. */
  private KernelCode code(Pass pass) {
    Winograd w = pass.shape();
    Routine tiles = pool.share(tiles(pass));
    Routine products = pool.share(products(pass));
    Routine results = pool.share(results(pass));
    List<Stmt> block = new ArrayList<>();
    block.add(
        new Stmt.Java(
            "int last = Math.min(first + %s, %s);".formatted(w.blockRows(), w.tileRows())));
    block.add(overRows(tileRow(pass, tiles)));
    block.add(
        new Stmt.LetIndex(
            "count", Index.of(0).plus(w.tileColumns(), "last").plus(-w.tileColumns(), "first")));
    block.add(
        new Stmt.Call(
            products.name(),
            own(pass.work().tiles()),
            Index.of(pass.transformedFilters()),
            own(pass.work().products()),
            Index.of("count")));
    block.add(overRows(resultRow(pass, results)));
    Stmt blocks = new Stmt.For("first", Index.of(0), Index.of(w.tileRows()), w.blockRows(), block);
    return new KernelCode(
        kernel.imageForm(pass.target()), List.of(blocks), List.of(tiles, products, results));
  }

  private static Stmt overRows(List<Stmt> row) {
    return new Stmt.For("row", Index.of("first"), Index.of("last"), 1, row);
  }

  /** A place in the slice's memory, or the prediction's. */
  private Index own(int offset) {
    return kernel.memory().slices() == 0
        ? Index.of(offset)
        : Index.of(Kernel.SLICE_BASE).plus(offset);
  }

  /** How many rows a row of tiles is behind the block's first. */
  private static Index inBlock(int start, int floats) {
    return Index.of(start).plus(floats, "row").plus(-floats, "first");
  }

  private List<Stmt> tileRow(Pass pass, Routine tiles) {
    Winograd w = pass.shape();
    Layout.Pixels in = pass.in();
    Index start = Kernel.base(pass.source()).plus(in.at(0, -w.left()));
    List<Stmt> row = new ArrayList<>();
    List<Index> arguments = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int shift = i - w.top();
      Index y = Index.of(shift).plus(2, "row");
      Index at = start.plus(y.times(in.rowStride()));
      boolean above = shift < 0;
      boolean below = 2 * (w.tileRows() - 1) + shift >= in.height();
      if (above || below) {
        String outside =
            (above ? y + " < 0" : "")
                + (above && below ? " || " : "")
                + (below ? y + " >= " + in.height() : "");
        row.add(
            new Stmt.Java(
                "int r%s = %s ? %s : %s;".formatted(i, outside, pass.work().zeros(), at)));
      } else {
        row.add(new Stmt.LetIndex("r" + i, at));
      }
      arguments.add(Index.of("r" + i));
    }
    arguments.add(own(0).plus(inBlock(pass.work().tiles(), w.tileColumns() * w.channels())));
    row.add(new Stmt.Call(tiles.name(), arguments));
    return row;
  }

  /** {@code B^T d B} of a row of tiles. */
  private Routine tiles(Pass pass) {
    Winograd w = pass.shape();
    List<Stmt> tile = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        Index at = Index.of("r" + i).plus(2 * w.channels(), "t").plus(j * w.channels());
        tile.add(let("d" + i + j, new Expr.Load(Kernel.VALUES, at)));
      }
      if (i == 2) {
        tileRowOf(tile, w, 0, "d0", "d2", false);
        tileRowOf(tile, w, 1, "d1", "d2", true);
        tileRowOf(tile, w, 2, "d2", "d1", false);
      }
    }
    tileRowOf(tile, w, 3, "d1", "d3", false);
    Stmt row = new Stmt.For("t", Index.of(0), Index.of(w.tileColumns()), 1, tile);
    return new Routine(
        "winogradTiles%sW%s".formatted(pass.sizes(), w.width()),
        "{@code B^T d B} of a row of %s tiles of %s channels, an entry of each in a plane."
            .formatted(w.tileColumns(), w.channels()),
        List.of("r0", "r1", "r2", "r3", "to"),
        List.of(new Stmt.Lanes(Index.of(w.channels()), 1, List.of(row))));
  }

  /** A row of {@code B^T d}, and from it the same row of {@code B^T d B}. */
  private static void tileRowOf(
      List<Stmt> tile, Winograd w, int i, String a, String b, boolean sum) {
    for (int j = 0; j < 4; j++) {
      Expr left = Expr.ref(a + j);
      Expr right = Expr.ref(b + j);
      tile.add(let("b" + i + j, sum ? Expr.add(left, right) : Expr.sub(left, right)));
    }
    List<Expr> row =
        List.of(
            Expr.sub(Expr.ref("b" + i + 0), Expr.ref("b" + i + 2)),
            Expr.add(Expr.ref("b" + i + 1), Expr.ref("b" + i + 2)),
            Expr.sub(Expr.ref("b" + i + 2), Expr.ref("b" + i + 1)),
            Expr.sub(Expr.ref("b" + i + 1), Expr.ref("b" + i + 3)));
    for (int j = 0; j < 4; j++) {
      Index at = Index.of("to").plus(w.channels(), "t").plus((4 * i + j) * w.tilePlane());
      tile.add(new Stmt.Store(Kernel.VALUES, at, row.get(j)));
    }
  }

  /** The products of a block's tiles with the filters, plane by plane. */
  private Routine products(Pass pass) {
    Winograd w = pass.shape();
    Panels panels = w.panels();
    Index x = Index.of("tiles").plus(w.tilePlane(), "plane").plus(w.channels(), "t").plus("k");
    Index filter =
        Index.of("filters")
            .plus(panels.floats(), "plane")
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
            .formatted(Winograd.PLANES, w.channels(), w.channels(), w.filters()),
        List.of("tiles", "filters", "products", "count"),
        List.of(new Stmt.For("plane", Index.of(0), Index.of(Winograd.PLANES), 1, List.of(panel))));
  }

  private List<Stmt> resultRow(Pass pass, Routine results) {
    Winograd w = pass.shape();
    Layout.Pixels out = pass.out();
    Index upper = Kernel.base(pass.target()).plus(out.at(0, 0)).plus(2 * out.rowStride(), "row");
    Index lower = upper.plus(out.rowStride());
    List<Stmt> row = new ArrayList<>();
    if (w.height() % 2 == 0) {
      row.add(new Stmt.LetIndex("lower", lower));
    } else {
      row.add(
          new Stmt.Java(
              "int lower = row == %s ? %s : %s;"
                  .formatted(w.tileRows() - 1, own(pass.work().spare()), lower)));
    }
    List<Index> arguments = new ArrayList<>();
    arguments.add(own(0).plus(inBlock(pass.work().products(), w.tileColumns() * w.filters())));
    arguments.add(upper);
    arguments.add(Index.of("lower"));
    pass.bias().ifPresent(b -> arguments.add(Index.of(kernel.parameter(b).offset())));
    row.add(new Stmt.Call(results.name(), arguments));
    return row;
  }

  /** {@code A^T m A} of a row of tiles, and what follows it. */
  private Routine results(Pass pass) {
    Winograd w = pass.shape();
    List<String> parameters = new ArrayList<>(List.of("products", "upper", "lower"));
    List<Stmt> body = new ArrayList<>();
    if (pass.bias().isPresent()) {
      parameters.add("b");
      body.add(let("bias", new Expr.Load(Kernel.WEIGHTS, Index.of("b"))));
    }
    int pairs = w.width() / 2;
    body.add(new Stmt.For("t", Index.of(0), Index.of(pairs), 1, result(pass, Index.of("t"), true)));
    if (w.width() % 2 == 1) {
      body.add(
          new Stmt.For(
              "t", Index.of(pairs), Index.of(pairs + 1), 1, result(pass, Index.of("t"), false)));
    }
    String formula = "A^T m A" + (pass.bias().isPresent() ? " + b" : "");
    return new Routine(
        "winogradResults%s%s%sW%s"
            .formatted(
                pass.bias().isPresent() ? "Bias" : "",
                pass.relu() ? "Relu" : "",
                pass.sizes(),
                w.width()),
        "{@code %s} of a row of %s tiles: two rows of %s pixels of %s channels."
            .formatted(
                pass.relu() ? "relu(" + formula + ")" : formula,
                w.tileColumns(),
                w.width(),
                w.filters()),
        parameters,
        List.of(new Stmt.Lanes(Index.of(w.filters()), 1, body)));
  }

  private static List<Stmt> result(Pass pass, Index tile, boolean pair) {
    Winograd w = pass.shape();
    List<Stmt> body = new ArrayList<>();
    for (int j = 0; j < 4; j++) {
      for (int i = 0; i < 4; i++) {
        Index at =
            Index.of("products").plus(tile.times(w.filters())).plus((4 * i + j) * w.productPlane());
        body.add(let("m" + i + j, new Expr.Load(Kernel.VALUES, at)));
      }
      Expr one = Expr.ref("m1" + j);
      Expr two = Expr.ref("m2" + j);
      body.add(let("u" + j, Expr.add(Expr.add(Expr.ref("m0" + j), one), two)));
      body.add(let("l" + j, Expr.sub(Expr.sub(one, two), Expr.ref("m3" + j))));
    }
    Index pixel = tile.times(2 * w.filters());
    for (String row : List.of("upper", "lower")) {
      String sums = row.substring(0, 1);
      Expr zero = Expr.ref(sums + 0);
      Expr one = Expr.ref(sums + 1);
      Expr two = Expr.ref(sums + 2);
      Index at = Index.of(row).plus(pixel);
      body.add(store(pass, at, Expr.add(Expr.add(zero, one), two)));
      if (pair) {
        Expr right = Expr.sub(Expr.sub(one, two), Expr.ref(sums + 3));
        body.add(store(pass, at.plus(w.filters()), right));
      }
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
