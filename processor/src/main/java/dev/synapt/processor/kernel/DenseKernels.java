package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Panels;
import dev.synapt.processor.plan.ParameterSlot;
import dev.synapt.processor.plan.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Dense layers on rows. All three products keep a tile of {@link
 * dev.synapt.processor.lane.Target#rows()} rows by two registers of columns and add to it along the
 * summed index; columns are lanes, the other factor is a float that is the same for all of them.
 * The outer loop is over the {@link Panels} of the weights, so that one stays in the caches while
 * all rows pass.
 */
final class DenseKernels {

  /** Rows that a routine takes: a tile of the target with most registers, several of the others. */
  private static final int ROWS = 8;

  /** Inputs that a routine of the weight gradient takes: two tiles. */
  private static final int GRADIENT_ROWS = 12;

  /**
   * Inputs of a tile of the weight gradient. Their floats are neighbours, so that one address
   * serves all of them and C2 keeps 6 x 2 sums in sixteen registers.
   */
  private static final int GRADIENT_TILE = 6;

  /**
   * Registers side by side where there is a single row, which needs as many sums to keep the adders
   * busy.
   */
  private static final int SINGLE_COLUMNS = 8;

  private final Kernel kernel;

  DenseKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  /** A product of rows with a matrix, {@code panels} at {@code matrix}. */
  private record Product(
      String name,
      String doc,
      Slot x,
      int matrix,
      Panels panels,
      Optional<Integer> bias,
      boolean relu,
      Optional<Slot> gate,
      Slot y) {}

  KernelCode forward(Op.Dense op) {
    Slot x = kernel.slot(op.x());
    ParameterSlot w = kernel.parameter(op.w());
    Product product =
        new Product(
            Kernel.prefix(op),
            "y = %sx W^T%s%s, x [n,%s], y [n,%s]"
                .formatted(
                    relu(op) ? "relu(" : "",
                    op.b().isPresent() ? " + b" : "",
                    relu(op) ? ")" : "",
                    x.rows().features(),
                    kernel.slot(op.y()).rows().features()),
            x,
            w.offset(),
            new Panels(x.rows().features(), kernel.slot(op.y()).rows().width()),
            op.b().map(b -> kernel.parameter(b).offset()),
            relu(op),
            Optional.empty(),
            kernel.slot(op.y()));
    return kernel.memory().slices() == 0 ? single(product) : rows(product);
  }

  private static boolean relu(Op.Dense op) {
    return op.activation().filter(a -> a.equals(Activation.RELU)).isPresent();
  }

  KernelCode gradInput(Op.DenseGradInput op) {
    Slot dy = kernel.slot(op.dy());
    Slot dx = kernel.slot(op.dx());
    return rows(
        new Product(
            Kernel.prefix(op) + "GradInput",
            "dx = dy W%s, dy [n,%s], dx [n,%s]"
                .formatted(
                    op.gate().isPresent() ? " where x > 0" : "",
                    dy.rows().features(),
                    dx.rows().features()),
            dy,
            kernel.parameter(op.w()).transposed().orElseThrow(),
            new Panels(dy.rows().features(), dx.rows().width()),
            Optional.empty(),
            false,
            op.gate().map(kernel::slot),
            dx));
  }

  /** All rows of the slices from..to. */
  private KernelCode rows(Product p) {
    Split split = Split.of(Layout.BLOCK, ROWS);
    List<Routine> routines = new ArrayList<>();
    for (int height : split.heights()) {
      routines.add(tiles(p, height, body -> kernel.lanes(p.panels().width(), body)));
    }
    List<Stmt> slice =
        new ArrayList<>(
            split.all(
                "r",
                (height, row) ->
                    List.of(
                        new Stmt.Call(
                            p.name() + height,
                            Index.of("slice").times(Layout.BLOCK).plus(row),
                            Index.of("panel")))));
    Stmt slices = new Stmt.For("slice", Index.of("from"), Index.of("to"), 1, slice);
    return new KernelCode(
        KernelCode.Form.RANGE, List.of(overPanels(p.panels(), List.of(slices))), routines);
  }

  private static Stmt overPanels(Panels panels, List<Stmt> body) {
    return new Stmt.For("panel", Index.of(0), Index.of(panels.count()), 1, body);
  }

  /** One sample: more registers side by side, since there is one row only. */
  private KernelCode single(Product p) {
    int width = p.panels().width();
    int registers = kernel.target().columnsFor(width, SINGLE_COLUMNS);
    Routine tile = tiles(p, 1, body -> new Stmt.Lanes(Index.of(width), registers, body));
    Stmt call = new Stmt.Call(tile.name(), Index.of(0), Index.of("panel"));
    return new KernelCode(
        KernelCode.Form.SINGLE, List.of(overPanels(p.panels(), List.of(call))), List.of(tile));
  }

  /** A routine of one or more tiles: its name and rows are the same for every target. */
  private Routine tiles(Product p, int rows, Function<List<Stmt>, Stmt> lanes) {
    return new Routine(
        p.name() + rows,
        "%s rows of {@code %s}, %s columns.".formatted(rows, p.doc(), p.panels().width()),
        List.of("row", "panel"),
        tiles(rows, kernel.target().rows(), (height, row) -> lanes.apply(tile(p, height, row))));
  }

  /** Divides a routine's rows into tiles, which this target's registers hold. */
  private static List<Stmt> tiles(int rows, int most, BiFunction<Integer, Index, Stmt> tile) {
    return Split.of(rows, most).all("r", (height, row) -> List.of(tile.apply(height, row)));
  }

  private static List<Stmt> tile(Product p, int rows, Index row) {
    Panels panels = p.panels();
    List<Stmt> body = new ArrayList<>();
    int pitch = p.x().rows().stride();
    Index first = Index.of(p.x().offset()).plus(pitch, "row").plus(row.times(pitch));
    for (int r = 0; r < rows; r++) {
      body.add(new Stmt.Let("y" + r, start(p)));
    }
    List<Stmt> sum = new ArrayList<>();
    Index w = Index.of(p.matrix()).plus(panels.panelFloats(), "panel").plus(panels.width(), "k");
    sum.add(new Stmt.Let("w", new Expr.Load(Kernel.WEIGHTS, w)));
    for (int r = 0; r < rows; r++) {
      Index x = first.plus("k").plus(r * pitch);
      sum.add(new Stmt.Let("x" + r, new Expr.Broadcast(Kernel.VALUES, x)));
      sum.add(
          new Stmt.Set("y" + r, new Expr.Fma(Expr.ref("x" + r), Expr.ref("w"), Expr.ref("y" + r))));
    }
    body.add(new Stmt.For("k", Index.of(0), Index.of(panels.rows()), 1, sum));
    if (p.relu() || p.gate().isPresent()) {
      body.add(new Stmt.Let("zero", Expr.constant(0)));
    }
    for (int r = 0; r < rows; r++) {
      body.add(store(p, row, r));
    }
    return body;
  }

  private static Expr start(Product p) {
    return p.bias()
        .<Expr>map(
            b -> new Expr.Load(Kernel.WEIGHTS, Index.of(b).plus(p.panels().width(), "panel")))
        .orElse(Expr.constant(0));
  }

  private static Stmt store(Product p, Index row, int r) {
    Expr y = Expr.ref("y" + r);
    if (p.relu()) {
      y = Expr.max(y, Expr.ref("zero"));
    }
    if (p.gate().isPresent()) {
      Expr gate = new Expr.Load(Kernel.VALUES, at(p, p.gate().get(), row, r));
      y = new Expr.SelectGreater(gate, Expr.ref("zero"), y, Expr.ref("zero"));
    }
    return new Stmt.Store(Kernel.VALUES, at(p, p.y(), row, r), y);
  }

  private static Index at(Product p, Slot rows, Index row, int r) {
    int stride = rows.rows().stride();
    return Index.of(rows.offset() + r * stride)
        .plus(stride, "row")
        .plus(row.times(stride))
        .plus(p.panels().width(), "panel");
  }

  /** {@code dw = x^T dy} over all samples: rows of the tile are inputs, columns outputs. */
  KernelCode gradWeights(Op.DenseGradWeights op) {
    String name = Kernel.prefix(op) + "GradWeights";
    Panels panels =
        new Panels(kernel.slot(op.x()).rows().features(), kernel.slot(op.dy()).rows().width());
    Split split = Split.of(panels.rows(), GRADIENT_ROWS);
    List<Routine> routines = new ArrayList<>();
    split.heights().forEach(rows -> routines.add(gradTiles(op, name, rows, panels)));
    List<Stmt> body =
        new ArrayList<>(
            split.share((rows, k) ->
                List.of(
                    overPanels(
                        panels, List.of(new Stmt.Call(name + rows, k, Index.of("panel")))))));
    op.db()
        .ifPresent(db -> {
          routines.add(gradBias(op, db, name + "Bias"));
          body.add(new Stmt.Java("if (worker == 0) {\n  %sBias();\n}".formatted(name)));
        });
    return new KernelCode(KernelCode.Form.UNITS, body, routines);
  }

  private Routine gradTiles(Op.DenseGradWeights op, String name, int rows, Panels panels) {
    List<Stmt> body = new ArrayList<>();
    body.add(new Stmt.LetIndex("samples", Index.of("this.samples")));
    body.addAll(
        tiles(
            rows,
            GRADIENT_TILE,
            (height, row) -> kernel.lanes(panels.width(), gradTile(op, height, row, panels))));
    return new Routine(
        name + rows,
        "{@code dw = x^T dy} for %s inputs, [%s] each, summed over the samples."
            .formatted(rows, panels.width()),
        List.of("k", "panel"),
        body);
  }

  private List<Stmt> gradTile(Op.DenseGradWeights op, int rows, Index row, Panels panels) {
    Slot x = kernel.slot(op.x());
    Slot dy = kernel.slot(op.dy());
    List<Stmt> body = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      body.add(new Stmt.Let("g" + r, Expr.constant(0)));
    }
    List<Stmt> sum = new ArrayList<>();
    Index d = Index.of(dy.offset()).plus(dy.rows().stride(), "n").plus(panels.width(), "panel");
    sum.add(new Stmt.Let("d", new Expr.Load(Kernel.VALUES, d)));
    for (int r = 0; r < rows; r++) {
      Index at = Index.of(x.offset() + r).plus(x.rows().stride(), "n").plus("k").plus(row);
      sum.add(new Stmt.Let("x" + r, new Expr.Broadcast(Kernel.VALUES, at)));
      sum.add(
          new Stmt.Set("g" + r, new Expr.Fma(Expr.ref("x" + r), Expr.ref("d"), Expr.ref("g" + r))));
    }
    body.add(new Stmt.For("n", Index.of(0), Index.of("samples"), 1, sum));
    int dw = kernel.gradient(op.dw());
    for (int r = 0; r < rows; r++) {
      Index at =
          Index.of(dw + r * panels.width())
              .plus(panels.panelFloats(), "panel")
              .plus(panels.width(), "k")
              .plus(row.times(panels.width()));
      body.add(new Stmt.Store(Kernel.GRADIENTS, at, Expr.ref("g" + r)));
    }
    return body;
  }

  private Routine gradBias(Op.DenseGradWeights op, ValueId db, String name) {
    Slot dy = kernel.slot(op.dy());
    Index d = Index.of(dy.offset()).plus(dy.rows().stride(), "n");
    List<Stmt> body =
        List.of(
            new Stmt.Let("g", Expr.constant(0)),
            new Stmt.For(
                "n",
                Index.of(0),
                Index.of("samples"),
                1,
                List.of(
                    new Stmt.Set("g", Expr.add(Expr.ref("g"), new Expr.Load(Kernel.VALUES, d))))),
            new Stmt.Store(Kernel.GRADIENTS, Index.of(kernel.gradient(db)), Expr.ref("g")));
    return new Routine(
        name,
        "{@code db = sum of dy} over the samples, [%s].".formatted(dy.rows().features()),
        List.of(),
        List.of(
            new Stmt.LetIndex("samples", Index.of("this.samples")),
            kernel.lanes(dy.rows().width(), body)));
  }
}
