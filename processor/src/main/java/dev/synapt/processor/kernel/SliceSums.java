package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Workspace;
import java.util.ArrayList;
import java.util.List;

/** Adds up what each slice has summed, in the order of the slices. */
final class SliceSums {

  private SliceSums() {}

  /** Sums the slices' gradients of a convolution's weights and bias. */
  static KernelCode convolution(Kernel kernel, Op.Conv2dGradWeights op) {
    Workspace work = kernel.workspace(op);
    int weights = kernel.gradientSlot(op.dw()).floats();
    String name = Kernel.prefix(op) + "GradWeightsSum";
    List<Routine> routines = new ArrayList<>();
    routines.add(
        routine(name, work.partials(), work.partialFloats(), weights, kernel.gradient(op.dw())));
    op.db()
        .ifPresent(db ->
            routines.add(
                routine(
                    name + "Bias",
                    work.partials() + weights,
                    work.partialFloats(),
                    kernel.gradientSlot(db).floats(),
                    kernel.gradient(db))));
    return new KernelCode(KernelCode.Form.UNITS, List.of(onLastWorker(routines)), routines);
  }

  /** Lets one thread alone do something too small to divide. */
  private static Stmt onLastWorker(List<Routine> routines) {
    StringBuilder text = new StringBuilder("if (worker == workers - 1) {\n");
    routines.forEach(routine -> text.append("  ").append(routine.name()).append("();\n"));
    return new Stmt.Java(text.append("}").toString());
  }

  /**
   * {@code gradients[to + i] = sum over the slices of values[partials + slice * stride + i]}.
   *
   * @param count how many sums, a multiple of 16
   */
  static Routine routine(String name, int partials, int stride, int count, int to) {
    Index slice = Index.of(partials).plus(stride, "slice");
    List<Stmt> body =
        List.of(
            new Stmt.Let("g", new Expr.Load(Kernel.VALUES, Index.of(partials))),
            new Stmt.For(
                "slice",
                Index.of(1),
                Index.of("slices"),
                1,
                List.of(
                    new Stmt.Set(
                        "g", Expr.add(Expr.ref("g"), new Expr.Load(Kernel.VALUES, slice))))),
            new Stmt.Store(Kernel.GRADIENTS, Index.of(to), Expr.ref("g")));
    return new Routine(
        name,
        "Sums %s gradients over the slices, first to last.".formatted(count),
        List.of(),
        List.of(
            new Stmt.LetIndex("slices", Index.of("this.slices")),
            new Stmt.Lanes(Index.of(count), 1, body)));
  }

  /**
   * Adds the slices' sums of an operation that leaves one gradient behind the other in its
   * workspace.
   */
  static KernelCode combine(Kernel kernel, Op op) {
    Workspace work = kernel.workspace(op);
    List<Routine> routines = new ArrayList<>();
    StringBuilder calls = new StringBuilder("if (worker == 0) {\n");
    int at = work.partials();
    for (ValueId gradient : op.outputs()) {
      int count = Layout.padded(kernel.graph().shape(gradient).size());
      String name = Kernel.prefix(op) + "Combine" + routines.size();
      routines.add(routine(name, at, work.partialFloats(), count, kernel.gradient(gradient)));
      calls.append("  ").append(name).append("();\n");
      at += count;
    }
    return new KernelCode(
        KernelCode.Form.UNITS, List.of(new Stmt.Java(calls.append("}").toString())), routines);
  }
}
