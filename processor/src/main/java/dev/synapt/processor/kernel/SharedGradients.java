package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.TopologyOp;
import dev.synapt.processor.plan.Layout;
import java.util.List;

/** Sums of the gradients that layers with the same weights have, in the order of the layers. */
final class SharedGradients {

  private SharedGradients() {}

  /** Divided among the threads in blocks of 16 floats. */
  static KernelCode sum(Kernel kernel, TopologyOp.SharedGradient op) {
    Expr sum =
        op.parts().stream()
            .map(part ->
                (Expr) new Expr.Load(Kernel.GRADIENTS, Index.of("i").plus(kernel.gradient(part))))
            .reduce(Expr::add)
            .orElseThrow();
    Index to = Index.of("i").plus(kernel.gradient(op.dw()));
    String name = Kernel.prefix(op) + "Shared";
    Routine routine =
        new Routine(
            name,
            "Sum of %s gradients of one tensor.".formatted(op.parts().size()),
            List.of("i"),
            List.of(
                new Stmt.Lanes(
                    Index.of(Layout.BLOCK),
                    1,
                    List.of(new Stmt.Store(Kernel.GRADIENTS, to, sum)))));
    int blocks = kernel.gradientSlot(op.dw()).floats() / Layout.BLOCK;
    Stmt share =
        new Stmt.For(
            "block",
            Index.of("%s * worker / workers".formatted(blocks)),
            Index.of("%s * (worker + 1) / workers".formatted(blocks)),
            1,
            List.of(new Stmt.Call(name, Index.of("block").times(Layout.BLOCK))));
    return new KernelCode(KernelCode.Form.UNITS, List.of(share), List.of(routine));
  }
}
