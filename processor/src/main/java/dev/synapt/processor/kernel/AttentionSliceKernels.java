package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.LaneMath;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.AttentionOp;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * Products of positions on slices, where the samples are the lanes: register tiles of rows and
 * columns, and a softmax that runs over the weights of a position.
 */
final class AttentionSliceKernels {

  /** With four columns 8 sums, 2 factors of rows and one of columns fit 16 registers. */
  private static final int ROWS = 2;

  private static final int COLUMNS = 4;

  private static final int BLOCK = Layout.BLOCK;

  private final Kernel kernel;

  AttentionSliceKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * {@code out[r,k] = scale * sum_m x[r,m] y[k,m]} for each head.
   *
   * @param rows how many r
   * @param columns how many k
   * @param sums how many m
   */
  private record Product(
      AttentionOp op,
      Operand x,
      Operand y,
      Operand out,
      int rows,
      int columns,
      int sums,
      double scale) {}

  /**
   * A factor or a result: what is in a slot.
   *
   * @param head floats from one head to the next
   * @param row floats from one row (of a factor of columns: one column) to the next
   * @param step floats from one summand to the next (of a result: one column)
   */
  private record Operand(Slot slot, int head, int row, int step) {
    Index at(Index row) {
      return SequencePlace.start(slot).plus(head, "h").plus(row.times(this.row));
    }
  }

  KernelCode code(AttentionOp op) {
    int length = kernel.graph().shape(op.pairs()).dim(2);
    return switch (op) {
      case AttentionOp.Products o -> {
        int size = size(o, o.a());
        yield product(
            new Product(
                o,
                along(o.a(), size),
                along(o.b(), size),
                result(o.w(), length),
                length,
                length,
                size,
                o.scale()));
      }
      case AttentionOp.Gather o -> {
        int size = size(o, o.b());
        yield product(
            new Product(
                o,
                along(o.w(), length),
                across(o.b(), size),
                result(o.a(), size),
                length,
                size,
                length,
                o.scale()));
      }
      case AttentionOp.Spread o -> {
        int size = size(o, o.a());
        yield product(
            new Product(
                o,
                across(o.w(), length),
                across(o.a(), size),
                result(o.b(), size),
                length,
                size,
                length,
                o.scale()));
      }
      case AttentionOp.Softmax o -> softmax(o, length);
      case AttentionOp.SoftmaxGrad o -> softmaxGrad(o, length);
    };
  }

  private int size(AttentionOp op, ValueId sequence) {
    return kernel.graph().shape(sequence).channels() / op.heads();
  }

  /** Rows are positions, sums run along their channels. */
  private Operand along(ValueId value, int size) {
    Slot slot = kernel.slot(value);
    return new Operand(slot, size * BLOCK, slot.image().pixelStride(), BLOCK);
  }

  /** Rows are channels, sums run along the positions. */
  private Operand across(ValueId value, int size) {
    Slot slot = kernel.slot(value);
    return new Operand(slot, size * BLOCK, BLOCK, slot.image().pixelStride());
  }

  private Operand result(ValueId value, int size) {
    return along(value, size);
  }

  private KernelCode product(Product p) {
    String name = Kernel.prefix(p.op()) + p.op().getClass().getSimpleName();
    Split rows = Split.of(p.rows(), ROWS);
    List<Routine> routines = new ArrayList<>();
    rows.heights().forEach(height -> routines.add(routine(p, name, height)));
    List<Stmt> calls =
        rows.all(
            "i",
            (height, i) -> {
              List<Index> arguments =
                  new ArrayList<>(List.of(p.x().at(i), p.y().at(Index.of(0)), p.out().at(i)));
              if (isBounded(p)) {
                arguments.add(i);
              }
              return List.of(heads(p.op(), new Stmt.Call(name + height, arguments)));
            });
    return new KernelCode(KernelCode.Form.SLICE, calls, routines);
  }

  private static Stmt heads(AttentionOp op, Stmt each) {
    return new Stmt.For("h", Index.of(0), Index.of(op.heads()), 1, List.of(each));
  }

  /** Causal weights are zero behind a position: such summands are left out. */
  private static boolean isBounded(Product p) {
    return p.op().causal() && !(p.op() instanceof AttentionOp.Products);
  }

  private Routine routine(Product p, String name, int height) {
    List<String> parameters = new ArrayList<>(List.of("x", "y", "out"));
    if (isBounded(p)) {
      parameters.add("row");
    }
    List<Stmt> body =
        Split.of(p.columns(), COLUMNS)
            .all(
                "k",
                (width, k) ->
                    List.of(new Stmt.Lanes(Index.of(BLOCK), 1, tile(p, height, width, k))));
    return new Routine(
        name + height,
        "{@code out = x y^T} for %s positions of a head, [%s] sums of %s each."
            .formatted(height, p.columns(), p.sums()),
        parameters,
        body);
  }

  private static List<Stmt> tile(Product p, int height, int width, Index k) {
    List<Stmt> body = new ArrayList<>();
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        body.add(new Stmt.Let(sum(r, c), Expr.constant(0)));
      }
    }
    body.add(sums(p, height, width, k));
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        Expr value = Expr.ref(sum(r, c));
        Expr scaled = p.scale() == 1 ? value : Expr.mul(value, Expr.constant(p.scale()));
        Index at =
            Index.of("out")
                .plus(k.times(p.out().step()))
                .plus(r * p.out().row() + c * p.out().step());
        body.add(new Stmt.Store(Kernel.VALUES, at, scaled));
      }
    }
    return body;
  }

  private static Stmt sums(Product p, int height, int width, Index k) {
    List<Stmt> body = new ArrayList<>();
    for (int r = 0; r < height; r++) {
      body.add(new Stmt.Let("x" + r, load("x", p.x(), Index.of(r))));
    }
    for (int c = 0; c < width; c++) {
      body.add(new Stmt.Let("y" + c, load("y", p.y(), k.plus(c))));
      for (int r = 0; r < height; r++) {
        Expr product = new Expr.Fma(Expr.ref("x" + r), Expr.ref("y" + c), Expr.ref(sum(r, c)));
        body.add(new Stmt.Set(sum(r, c), product));
      }
    }
    boolean gather = isBounded(p) && p.op() instanceof AttentionOp.Gather;
    boolean spread = isBounded(p) && p.op() instanceof AttentionOp.Spread;
    Index from = spread ? Index.of("row") : Index.of(0);
    Index to = gather ? Index.of("row").plus(height) : Index.of(p.sums());
    return new Stmt.For("m", from, to, 1, body);
  }

  private static Expr load(String base, Operand operand, Index row) {
    return new Expr.Load(
        Kernel.VALUES, Index.of(base).plus(row.times(operand.row())).plus(operand.step(), "m"));
  }

  private static String sum(int row, int column) {
    return "s" + row + column;
  }

  private KernelCode softmax(AttentionOp.Softmax op, int length) {
    Index end = op.causal() ? Index.of("end") : Index.of(length);
    List<Stmt> exponentials =
        new ArrayList<>(LaneMath.exp("e", Expr.sub(weight("x"), Expr.ref("max"))));
    exponentials.add(new Stmt.Store(Kernel.VALUES, at("y"), Expr.ref("e")));
    exponentials.add(new Stmt.Set("sum", Expr.add(Expr.ref("sum"), Expr.ref("e"))));
    Stmt quotient = new Stmt.Store(Kernel.VALUES, at("y"), Expr.div(weight("y"), Expr.ref("sum")));
    List<Stmt> body =
        new ArrayList<>(
            List.of(
                new Stmt.Let("max", Expr.constant(Float.NEGATIVE_INFINITY)),
                weights(end, new Stmt.Set("max", Expr.max(Expr.ref("max"), weight("x")))),
                new Stmt.Let("sum", Expr.constant(0)),
                new Stmt.For("j", Index.of(0), end, 1, exponentials),
                weights(end, quotient)));
    return rows(op, List.of(op.x(), op.y()), List.of("x", "y"), body, length);
  }

  private KernelCode softmaxGrad(AttentionOp.SoftmaxGrad op, int length) {
    Index end = op.causal() ? Index.of("end") : Index.of(length);
    Expr difference = Expr.sub(weight("dy"), Expr.ref("dot"));
    List<Stmt> body =
        new ArrayList<>(
            List.of(
                new Stmt.Let("dot", Expr.constant(0)),
                weights(
                    end,
                    new Stmt.Set("dot", new Expr.Fma(weight("x"), weight("dy"), Expr.ref("dot")))),
                weights(
                    end,
                    new Stmt.Store(Kernel.VALUES, at("y"), Expr.mul(weight("x"), difference)))));
    return rows(op, List.of(op.y(), op.dy(), op.dx()), List.of("x", "dy", "y"), body, length);
  }

  /**
   * A routine for the weights of one position in one head, zeros behind it where causal, and its
   * calls.
   */
  private KernelCode rows(
      AttentionOp op, List<ValueId> values, List<String> names, List<Stmt> body, int length) {
    String name = Kernel.prefix(op) + op.getClass().getSimpleName();
    List<String> parameters = new ArrayList<>(names);
    List<Index> arguments = new ArrayList<>();
    for (ValueId value : values) {
      arguments.add(along(value, length).at(Index.of("i")));
    }
    if (op.causal()) {
      parameters.add("end");
      arguments.add(Index.of("i").plus(1));
      body.add(new Stmt.Let("zero", Expr.constant(0)));
      Stmt clear = new Stmt.Store(Kernel.VALUES, at("y"), Expr.ref("zero"));
      body.add(new Stmt.For("j", Index.of("end"), Index.of(length), 1, List.of(clear)));
    }
    Routine routine =
        new Routine(
            name,
            "The weights of a position in a head, [%s].".formatted(length),
            parameters,
            List.of(kernel.lanes(BLOCK, body)));
    Stmt position = heads(op, new Stmt.Call(name, arguments));
    Stmt all = new Stmt.For("i", Index.of(0), Index.of(length), 1, List.of(position));
    return new KernelCode(KernelCode.Form.SLICE, List.of(all), List.of(routine));
  }

  private static Stmt weights(Index end, Stmt each) {
    return new Stmt.For("j", Index.of(0), end, 1, List.of(each));
  }

  private static Expr weight(String row) {
    return new Expr.Load(Kernel.VALUES, at(row));
  }

  private static Index at(String row) {
    return Index.of(row).plus(BLOCK, "j");
  }
}
