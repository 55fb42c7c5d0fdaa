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

/**
 * Dense layers on rows. All three products keep a tile of six rows by a few registers of columns in registers and add
 * to it along the summed index; columns are lanes, the other factor is a float that is the same for all of them. The
 * outer loop is over the {@link Panels} of the weights, so that one stays in the caches while all rows pass.
 */
final class DenseKernels {

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

  /** All rows of the slices from..to: 16 rows as 6 + 5 + 5. */
  private KernelCode rows(Product p) {
    Split split = Split.of(Layout.BLOCK, Kernel.ROWS);
    List<Routine> routines = new ArrayList<>();
    for (int height : split.heights()) {
      routines.add(tile(p, height, kernel.target().columns()));
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
    Routine tile = tile(p, 1, 8);
    Stmt call = new Stmt.Call(tile.name(), Index.of(0), Index.of("panel"));
    return new KernelCode(
        KernelCode.Form.SINGLE, List.of(overPanels(p.panels(), List.of(call))), List.of(tile));
  }

  private Routine tile(Product p, int rows, int registers) {
    Panels panels = p.panels();
    List<Stmt> body = new ArrayList<>();
    Index first = Index.of(p.x().offset()).plus(p.x().rows().stride(), "row");
    for (int r = 0; r < rows; r++) {
      body.add(new Stmt.Let("y" + r, start(p)));
    }
    List<Stmt> sum = new ArrayList<>();
    Index w =
        Index.of(p.matrix()).plus(panels.panelFloats(), "panel").plus(panels.width(), "k");
    sum.add(new Stmt.Let("w", new Expr.Load(Kernel.WEIGHTS, w)));
    for (int r = 0; r < rows; r++) {
      Index x = first.plus("k").plus(r * p.x().rows().stride());
      sum.add(new Stmt.Let("x" + r, new Expr.Broadcast(Kernel.VALUES, x)));
      sum.add(
          new Stmt.Set(
              "y" + r, new Expr.Fma(Expr.ref("x" + r), Expr.ref("w"), Expr.ref("y" + r))));
    }
    body.add(new Stmt.For("k", Index.of(0), Index.of(panels.rows()), 1, sum));
    if (p.relu() || p.gate().isPresent()) {
      body.add(new Stmt.Let("zero", Expr.constant(0)));
    }
    for (int r = 0; r < rows; r++) {
      body.add(store(p, r));
    }
    return new Routine(
        p.name() + rows,
        "%s rows of {@code %s}, %s columns.".formatted(rows, p.doc(), panels.width()),
        List.of("row", "panel"),
        List.of(lanes(panels, registers, body)));
  }

  private Stmt lanes(Panels panels, int registers, List<Stmt> body) {
    int width = panels.width();
    return new Stmt.Lanes(Index.of(width), kernel.target().columnsFor(width, registers), body);
  }

  private static Expr start(Product p) {
    return p.bias()
        .<Expr>map(b -> new Expr.Load(Kernel.WEIGHTS, Index.of(b).plus(p.panels().width(), "panel")))
        .orElse(Expr.constant(0));
  }

  private static Stmt store(Product p, int r) {
    Expr y = Expr.ref("y" + r);
    if (p.relu()) {
      y = Expr.max(y, Expr.ref("zero"));
    }
    if (p.gate().isPresent()) {
      Expr gate = new Expr.Load(Kernel.VALUES, at(p, p.gate().get(), r));
      y = new Expr.SelectGreater(gate, Expr.ref("zero"), y, Expr.ref("zero"));
    }
    return new Stmt.Store(Kernel.VALUES, at(p, p.y(), r), y);
  }

  private static Index at(Product p, Slot rows, int r) {
    int stride = rows.rows().stride();
    return Index.of(rows.offset() + r * stride)
        .plus(stride, "row")
        .plus(p.panels().width(), "panel");
  }

  /** {@code dw = x^T dy} over all samples: rows of the tile are inputs, columns outputs. */
  KernelCode gradWeights(Op.DenseGradWeights op) {
    String name = Kernel.prefix(op) + "GradWeights";
    Panels panels =
        new Panels(kernel.slot(op.x()).rows().features(), kernel.slot(op.dy()).rows().width());
    Split split = Split.of(panels.rows(), Kernel.ROWS);
    List<Routine> routines = new ArrayList<>();
    split.heights().forEach(rows -> routines.add(gradTile(op, name, rows, panels)));
    List<Stmt> body =
        new ArrayList<>(
            split.share(
                (rows, k) ->
                    List.of(overPanels(panels, List.of(new Stmt.Call(name + rows, k, Index.of("panel")))))));
    op.db()
        .ifPresent(
            db -> {
              routines.add(gradBias(op, db, name + "Bias"));
              body.add(new Stmt.Java("if (worker == 0) {\n  %sBias();\n}".formatted(name)));
            });
    return new KernelCode(KernelCode.Form.UNITS, body, routines);
  }

  private Routine gradTile(Op.DenseGradWeights op, String name, int rows, Panels panels) {
    Slot x = kernel.slot(op.x());
    Slot dy = kernel.slot(op.dy());
    List<Stmt> body = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      body.add(new Stmt.Let("g" + r, Expr.constant(0)));
    }
    List<Stmt> sum = new ArrayList<>();
    Index d =
        Index.of(dy.offset()).plus(dy.rows().stride(), "n").plus(panels.width(), "panel");
    sum.add(new Stmt.Let("d", new Expr.Load(Kernel.VALUES, d)));
    for (int r = 0; r < rows; r++) {
      Index at = Index.of(x.offset() + r).plus(x.rows().stride(), "n").plus("k");
      sum.add(new Stmt.Let("x" + r, new Expr.Broadcast(Kernel.VALUES, at)));
      sum.add(
          new Stmt.Set(
              "g" + r, new Expr.Fma(Expr.ref("x" + r), Expr.ref("d"), Expr.ref("g" + r))));
    }
    body.add(new Stmt.For("n", Index.of(0), Index.of("samples"), 1, sum));
    int dw = kernel.gradient(op.dw());
    for (int r = 0; r < rows; r++) {
      Index at =
          Index.of(dw + r * panels.width())
              .plus(panels.panelFloats(), "panel")
              .plus(panels.width(), "k");
      body.add(new Stmt.Store(Kernel.GRADIENTS, at, Expr.ref("g" + r)));
    }
    return new Routine(
        name + rows,
        "{@code dw = x^T dy} for %s inputs, [%s] each, summed over the samples."
            .formatted(rows, panels.width()),
        List.of("k", "panel"),
        List.of(
            new Stmt.LetIndex("samples", Index.of("this.samples")),
            lanes(panels, kernel.target().columns(), body)));
  }

  private Routine gradBias(Op.DenseGradWeights op, ValueId db, String name) {
    Slot dy = kernel.slot(op.dy());
    int columns = dy.rows().width();
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
                    new Stmt.Set(
                        "g", Expr.add(Expr.ref("g"), new Expr.Load(Kernel.VALUES, d))))),
            new Stmt.Store(
                Kernel.GRADIENTS, Index.of(kernel.gradient(db)), Expr.ref("g")));
    return new Routine(
        name,
        "{@code db = sum of dy} over the samples, [%s].".formatted(dy.rows().features()),
        List.of(),
        List.of(
            new Stmt.LetIndex("samples", Index.of("this.samples")),
            new Stmt.Lanes(
                Index.of(columns),
                kernel.target().columnsFor(columns, kernel.target().columns()),
                body)));
  }
}
