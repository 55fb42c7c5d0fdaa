package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Direction;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.TopologyOp;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import java.util.ArrayList;
import java.util.List;

/** Operations on each entry for itself: activations, dropout and their gradients. */
final class ElementwiseKernels {

  private final Kernel kernel;

  ElementwiseKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode forward(Op.Activate op) {
    List<Stmt> body = new ArrayList<>(ActivationCode.value(op.function(), load("x")));
    body.add(store("y", Expr.ref("f")));
    return code(
        op,
        "",
        "{@code y = %s(x)}.".formatted(op.origin().stage()),
        List.of(new Operand("x", op.x()), new Operand("y", op.y())),
        body);
  }

  KernelCode gradient(Op.ActivateGrad op) {
    String saved = op.function().kind().derivesFromInput() ? "x" : "y";
    ActivationCode.Code gradient = ActivationCode.gradient(op.function(), load(saved), load("dy"));
    List<Stmt> body = new ArrayList<>(gradient.statements());
    body.add(store("dx", gradient.result()));
    return code(
        op,
        "Grad",
        "{@code dx = dy %s'(x)}, from {@code %s}.".formatted(op.origin().stage(), saved),
        List.of(
            new Operand(saved, op.saved()), new Operand("dy", op.dy()), new Operand("dx", op.dx())),
        body);
  }

  KernelCode forward(Op.Dropout op) {
    KernelCode product =
        masked(op, "", new Operand("x", op.x()), op.mask(), new Operand("y", op.y()));
    List<Stmt> body = new ArrayList<>();
    body.add(mask(op));
    body.addAll(product.body());
    return new KernelCode(product.form(), body, product.routines());
  }

  /**
   * Draws the mask; rows and single images are keyed by their sample, slices of images by the
   * slice.
   */
  private Stmt mask(Op.Dropout op) {
    Slot mask = kernel.slot(op.mask());
    String rate = "%s, dropoutKey(%s)".formatted((float) op.rate() + "f", op.layerIndex());
    if (mask.isRows()) {
      return new Stmt.Java(
          """
          for (int n = %s * from; n < %s * to; n++) {
            DropoutMask.fill(%s, %s, %s, %s, n);
          }\
          """
              .formatted(
                  Layout.BLOCK,
                  Layout.BLOCK,
                  Kernel.VALUES,
                  Index.of(mask.offset()).plus(mask.rows().stride(), "n"),
                  mask.rows().width(),
                  rate));
    }
    Index part = Index.of("slice");
    if (kernel.isPixels(op.mask())) {
      part = part.times(Layout.BLOCK).plus("image");
    }
    return new Stmt.Java(
        "DropoutMask.fill(%s, %s, %s, %s, %s);"
            .formatted(Kernel.VALUES, Kernel.base(mask), mask.floats(), rate, part));
  }

  KernelCode forward(TopologyOp.Add op) {
    List<Operand> operands = new ArrayList<>();
    for (ValueId input : op.inputs()) {
      operands.add(new Operand("x" + operands.size(), input));
    }
    Expr sum =
        operands.stream().map(operand -> load(operand.name())).reduce(Expr::add).orElseThrow();
    boolean relu = op.activation().isPresent();
    operands.add(new Operand("y", op.y()));
    return code(
        op,
        op.origin().direction() == Direction.BACKWARD ? "Grad" : "",
        "Sum of %s%s.".formatted(op.inputs().size(), relu ? ", then ReLU" : ""),
        operands,
        List.of(store("y", relu ? Expr.max(sum, Expr.constant(0)) : sum)));
  }

  KernelCode forward(TopologyOp.Multiply op) {
    return code(
        op,
        op.origin().direction() == Direction.BACKWARD ? "Grad" : "",
        "{@code y = a b}.",
        List.of(new Operand("a", op.a()), new Operand("b", op.b()), new Operand("y", op.y())),
        List.of(store("y", Expr.mul(load("a"), load("b")))));
  }

  KernelCode gradient(Op.DropoutGrad op) {
    return masked(op, "Grad", new Operand("dy", op.dy()), op.mask(), new Operand("dx", op.dx()));
  }

  /** A mask for each entry, or one for all positions of a channel. */
  private KernelCode masked(Op op, String suffix, Operand x, ValueId mask, Operand y) {
    if (!kernel.graph().shape(x.value()).equals(kernel.graph().shape(mask))) {
      Slot from = kernel.slot(x.value());
      return perPixel(op, suffix, from, kernel.slot(mask), kernel.slot(y.value()));
    }
    return code(
        op,
        suffix,
        "{@code %s = %s mask}.".formatted(y.name(), x.name()),
        List.of(x, new Operand("mask", mask), y),
        List.of(store(y.name(), Expr.mul(load(x.name()), load("mask")))));
  }

  /** Every pixel times the same one. */
  private KernelCode perPixel(Op op, String suffix, Slot x, Slot mask, Slot y) {
    Frame from = Frame.of(x);
    Frame to = Frame.of(y);
    Stmt.Lanes pixel =
        new Stmt.Lanes(
            Index.of(from.pixel()),
            1,
            List.of(
                new Stmt.Store(
                    Kernel.VALUES,
                    to.at("y"),
                    Expr.mul(new Expr.Load(Kernel.VALUES, from.at("x")), load("mask")))));
    Stmt row = new Stmt.For("column", Index.of(0), Index.of(from.width()), 1, List.of(pixel));
    Stmt all = new Stmt.For("row", Index.of(0), Index.of(from.height()), 1, List.of(row));
    String name = Kernel.prefix(op) + suffix;
    Routine routine =
        new Routine(
            name,
            "{@code y[c] = x[c] mask[c]} at every position.",
            List.of("x", "mask", "y"),
            List.of(all));
    Stmt call = new Stmt.Call(name, from.start(), Frame.of(mask).start(), to.start());
    return new KernelCode(kernel.imageForm(x), List.of(call), List.of(routine));
  }

  /** How an image's pixels lie. */
  private record Frame(Index start, int height, int width, int row, int pixel) {

    static Frame of(Slot slot) {
      return switch (slot.layout()) {
        case Layout.SliceImage i ->
            new Frame(
                Kernel.base(slot).plus(i.at(0, 0)),
                i.height(),
                i.width(),
                i.rowStride(),
                i.pixelStride());
        case Layout.Pixels i ->
            new Frame(
                Kernel.base(slot).plus(i.at(0, 0)),
                i.height(),
                i.width(),
                i.rowStride(),
                i.stride());
        case Layout.Rows _, Layout.Planes _ ->
            throw new IllegalArgumentException("not an image that it reads: " + slot);
      };
    }

    Index at(String first) {
      return Index.of(first).plus(row, "row").plus(pixel, "column");
    }
  }

  private record Operand(String name, ValueId value) {}

  private static Expr load(String name) {
    return new Expr.Load(Kernel.VALUES, Index.of(name));
  }

  private static Stmt store(String name, Expr expr) {
    return new Stmt.Store(Kernel.VALUES, Index.of(name), expr);
  }

  /** A routine over a run of floats, called for each run that is free of a frame of zeros. */
  private KernelCode code(
      Op op, String suffix, String doc, List<Operand> operands, List<Stmt> body) {
    String name = Kernel.prefix(op) + suffix;
    Slot first = kernel.slot(operands.getFirst().value());
    List<String> parameters = operands.stream().map(Operand::name).toList();
    Run run = Run.of(first, kernel.memory().slices() == 0);
    Routine routine =
        new Routine(
            name, doc, parameters, List.of(new Stmt.Lanes(Index.of(run.floats()), 1, body)));
    List<Index> starts = operands.stream().map(o -> run.start(kernel.slot(o.value()))).toList();
    Stmt loop =
        new Stmt.For(run.variable(), run.from(), run.to(), 1, List.of(new Stmt.Call(name, starts)));
    return new KernelCode(form(first), List.of(loop), List.of(routine));
  }

  private KernelCode.Form form(Slot slot) {
    boolean range = slot.isRows() && kernel.memory().slices() > 0;
    return range ? KernelCode.Form.RANGE : kernel.imageForm(slot);
  }

  /** How entries are walked: the loop, and how many floats at a time. */
  private record Run(String variable, Index from, Index to, int floats) {

    static Run of(Slot slot, boolean single) {
      return switch (slot.layout()) {
        case Layout.Rows rows ->
            single
                ? new Run("n", Index.of(0), Index.of(1), rows.width())
                : new Run(
                    "n",
                    Index.of("from").times(Layout.BLOCK),
                    Index.of("to").times(Layout.BLOCK),
                    rows.width());
        case Layout.Planes _ -> throw slot.inLines();
        case Layout.SliceImage image ->
            new Run(
                "y", Index.of(0), Index.of(image.height()), image.width() * image.pixelStride());
        case Layout.Pixels image ->
            new Run("y", Index.of(0), Index.of(image.height()), image.width() * image.stride());
      };
    }

    Index start(Slot slot) {
      return switch (slot.layout()) {
        case Layout.Rows rows -> Index.of(slot.offset()).plus(rows.stride(), "n");
        case Layout.Planes _ -> throw slot.inLines();
        case Layout.SliceImage image ->
            Kernel.base(slot).plus(image.at(0, 0)).plus(image.rowStride(), "y");
        case Layout.Pixels image ->
            Kernel.base(slot).plus(image.at(0, 0)).plus(image.rowStride(), "y");
      };
    }
  }
}
