package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.ParameterSlot;
import dev.synapt.processor.plan.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Dense layers on rows. All three products keep a tile of six rows by a few registers of columns in registers and add
 * to it along the summed index; columns are lanes, the other factor is a float that is the same for all of them.
 */
final class DenseKernels {

  /** Columns that a pass over the rows takes, where a weight matrix is larger than {@link #PANEL_BYTES}. */
  private static final int PANEL_COLUMNS = 64;

  /**
   * Matrices above this are walked in panels, so that a panel stays in the second-level cache while all rows pass.
   * Half of the 256 KiB that the smallest such cache in use has.
   */
  private static final int PANEL_BYTES = 128 * 1024;

  private final Kernel kernel;

  DenseKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  /** A product of rows with a matrix that lies row by row along the summed index. */
  private record Product(
      String name,
      String doc,
      Slot x,
      int summed,
      int matrix,
      int columns,
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
            x.rows().features(),
            w.offset(),
            kernel.slot(op.y()).rows().stride(),
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
            dy.rows().features(),
            kernel.parameter(op.w()).transposed().orElseThrow(),
            dx.rows().stride(),
            Optional.empty(),
            false,
            op.gate().map(kernel::slot),
            dx));
  }

  /** All rows of the slices from..to: 16 rows as 6 + 5 + 5. */
  private KernelCode rows(Product p) {
    Split split = Split.of(Layout.BLOCK, Kernel.ROWS);
    List<Routine> routines = new ArrayList<>();
    int panel = panel(p);
    for (int height : split.heights()) {
      routines.add(tile(p, height, panel, kernel.target().columns()));
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
                            Index.of("column")))));
    Stmt slices = new Stmt.For("slice", Index.of("from"), Index.of("to"), 1, slice);
    Stmt panels = new Stmt.For("column", Index.of(0), Index.of(p.columns()), panel, List.of(slices));
    return new KernelCode(KernelCode.Form.RANGE, List.of(panels), routines);
  }

  private static int panel(Product p) {
    boolean large = (long) p.summed() * p.columns() * Float.BYTES > PANEL_BYTES;
    return large && p.columns() % PANEL_COLUMNS == 0 ? PANEL_COLUMNS : p.columns();
  }

  /** One sample: more registers side by side, since there is one row only. */
  private KernelCode single(Product p) {
    Routine tile = tile(p, 1, p.columns(), 8);
    return new KernelCode(
        KernelCode.Form.SINGLE,
        List.of(new Stmt.Call(tile.name(), Index.of(0), Index.of(0))),
        List.of(tile));
  }

  private Routine tile(Product p, int rows, int columns, int registers) {
    List<Stmt> body = new ArrayList<>();
    Index first = Index.of(p.x().offset()).plus(p.x().rows().stride(), "row");
    for (int r = 0; r < rows; r++) {
      body.add(new Stmt.Let("y" + r, start(p)));
    }
    List<Stmt> sum = new ArrayList<>();
    Index w = Index.of(p.matrix()).plus(p.columns(), "k").plus("column");
    sum.add(new Stmt.Let("w", new Expr.Load(Kernel.WEIGHTS, w)));
    for (int r = 0; r < rows; r++) {
      Index x = first.plus("k").plus(r * p.x().rows().stride());
      sum.add(new Stmt.Let("x" + r, new Expr.Broadcast(Kernel.VALUES, x)));
      sum.add(
          new Stmt.Set(
              "y" + r, new Expr.Fma(Expr.ref("x" + r), Expr.ref("w"), Expr.ref("y" + r))));
    }
    body.add(new Stmt.For("k", Index.of(0), Index.of(p.summed()), 1, sum));
    if (p.relu() || p.gate().isPresent()) {
      body.add(new Stmt.Let("zero", Expr.constant(0)));
    }
    for (int r = 0; r < rows; r++) {
      body.add(store(p, r));
    }
    return new Routine(
        p.name() + rows,
        "%s rows of {@code %s}, %s columns.".formatted(rows, p.doc(), columns),
        List.of("row", "column"),
        List.of(
            new Stmt.Lanes(
                Index.of(columns), kernel.target().columnsFor(columns, registers), body)));
  }

  private static Expr start(Product p) {
    return p.bias()
        .<Expr>map(b -> new Expr.Load(Kernel.WEIGHTS, Index.of(b).plus("column")))
        .orElse(Expr.constant(0));
  }

  private static Stmt store(Product p, int r) {
    Expr y = Expr.ref("y" + r);
    if (p.relu()) {
      y = Expr.max(y, Expr.ref("zero"));
    }
    if (p.gate().isPresent()) {
      Expr gate = new Expr.Load(Kernel.VALUES, at(p.gate().get(), r));
      y = new Expr.SelectGreater(gate, Expr.ref("zero"), y, Expr.ref("zero"));
    }
    return new Stmt.Store(Kernel.VALUES, at(p.y(), r), y);
  }

  private static Index at(Slot rows, int r) {
    int stride = rows.rows().stride();
    return Index.of(rows.offset() + r * stride).plus(stride, "row").plus("column");
  }

  /** {@code dw = x^T dy} over all samples: rows of the tile are inputs, columns outputs. */
  KernelCode gradWeights(Op.DenseGradWeights op) {
    String name = Kernel.prefix(op) + "GradWeights";
    int inputs = kernel.slot(op.x()).rows().features();
    Split split = Split.of(inputs, Kernel.ROWS);
    List<Routine> routines = new ArrayList<>();
    split.heights().forEach(rows -> routines.add(gradTile(op, name, rows)));
    List<Stmt> body =
        new ArrayList<>(
            split.share((rows, k) -> List.of(new Stmt.Call(name + rows, k))));
    op.db()
        .ifPresent(
            db -> {
              routines.add(gradBias(op, db, name + "Bias"));
              body.add(new Stmt.Java("if (worker == 0) {\n  %sBias();\n}".formatted(name)));
            });
    return new KernelCode(KernelCode.Form.UNITS, body, routines);
  }

  private Routine gradTile(Op.DenseGradWeights op, String name, int rows) {
    Slot x = kernel.slot(op.x());
    Slot dy = kernel.slot(op.dy());
    int columns = dy.rows().stride();
    List<Stmt> body = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      body.add(new Stmt.Let("g" + r, Expr.constant(0)));
    }
    List<Stmt> sum = new ArrayList<>();
    Index d = Index.of(dy.offset()).plus(columns, "n");
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
      Index at = Index.of(dw + r * columns).plus(columns, "k");
      body.add(new Stmt.Store(Kernel.GRADIENTS, at, Expr.ref("g" + r)));
    }
    return new Routine(
        name + rows,
        "{@code dw = x^T dy} for %s inputs, [%s] each, summed over the samples."
            .formatted(rows, dy.rows().features()),
        List.of("k"),
        List.of(
            new Stmt.LetIndex("samples", Index.of("this.samples")),
            new Stmt.Lanes(
                Index.of(columns),
                kernel.target().columnsFor(columns, kernel.target().columns()),
                body)));
  }

  private Routine gradBias(Op.DenseGradWeights op, ValueId db, String name) {
    Slot dy = kernel.slot(op.dy());
    int columns = dy.rows().stride();
    Index d = Index.of(dy.offset()).plus(columns, "n");
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
