package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.kernel.ChannelCode.Operand;
import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.PReluOp;
import dev.synapt.processor.plan.Slot;
import java.util.List;

/** ReLU with learned slopes. */
final class PReluKernels {

  private static final Expr ZERO = Expr.constant(0);

  private final Kernel kernel;
  private final ChannelCode channels;

  PReluKernels(Kernel kernel) {
    this.kernel = kernel;
    this.channels = new ChannelCode(kernel);
  }

  KernelCode forward(PReluOp.Forward op) {
    Operand x = operand("in", op.x());
    Operand y = operand("out", op.y());
    Expr v = Expr.ref("v");
    return channels.entries(
        Kernel.prefix(op),
        "{@code y = x > 0 ? x : w x}.",
        List.of(x, y),
        List.of(slope(op.w(), x.slot())),
        List.of(
            new Stmt.Let("v", x.load()),
            y.store(new Expr.SelectGreater(v, ZERO, v, Expr.mul(v, Expr.ref("w"))))));
  }

  KernelCode gradInput(PReluOp.GradInput op) {
    Operand x = operand("in", op.x());
    Operand dy = operand("dy", op.dy());
    Operand dx = operand("dx", op.dx());
    Expr d = Expr.ref("d");
    return channels.entries(
        Kernel.prefix(op) + "GradInput",
        "{@code dx = x > 0 ? dy : w dy}.",
        List.of(x, dy, dx),
        List.of(slope(op.w(), x.slot())),
        List.of(
            new Stmt.Let("d", dy.load()),
            dx.store(new Expr.SelectGreater(x.load(), ZERO, d, Expr.mul(d, Expr.ref("w"))))));
  }

  KernelCode gradWeights(PReluOp.GradWeights op) {
    Operand x = operand("in", op.x());
    Operand dy = operand("dy", op.dy());
    boolean shared = isShared(op.dw(), x.slot());
    Expr negative = Expr.min(x.load(), ZERO);
    return channels.sums(
        Kernel.prefix(op) + "GradWeights",
        "A slice's sum of {@code dy x} over the entries that are not above zero.",
        List.of(x, dy),
        kernel.workspace(op),
        List.of("dw"),
        List.of(),
        List.of(new Stmt.Set("dw", new Expr.Fma(dy.load(), negative, Expr.ref("dw")))),
        shared);
  }

  private boolean isShared(ValueId w, Slot x) {
    return kernel.graph().shape(w).size() == 1 && kernel.graph().shape(x.value()).channels() > 1;
  }

  private Stmt slope(ValueId w, Slot x) {
    int offset = kernel.parameter(w).offset();
    Expr value =
        isShared(w, x)
            ? new Expr.Broadcast(Kernel.WEIGHTS, Index.of(offset))
            : ChannelCode.coefficient(x, Kernel.WEIGHTS, offset);
    return new Stmt.Let("w", value);
  }

  private Operand operand(String name, ValueId value) {
    return new Operand(name, kernel.slot(value));
  }
}
