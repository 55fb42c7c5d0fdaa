package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.EmbeddingOp;
import dev.synapt.processor.lower.PositionalOp;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import dev.synapt.processor.plan.Workspace;
import java.util.List;

/**
 * Layers over sequences, which are images of one row: calls of the runtime for a slice or for the
 * one sample of a prediction.
 */
final class SequenceKernels {

  private final Kernel kernel;

  SequenceKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode code(EmbeddingOp op) {
    return switch (op) {
      case EmbeddingOp.Forward o -> forward(o);
      case EmbeddingOp.GradWeights o -> gradWeights(o);
    };
  }

  private KernelCode forward(EmbeddingOp.Forward op) {
    Slot ids = kernel.slot(op.x());
    int stride = ids.rows().stride();
    return call(
        op.y(),
        "TokenTable.forward(\n    values, %s, %s, %s, %s, weights, %s, %s, %s);",
        Index.of(ids.offset()).plus(slices() ? Layout.BLOCK * stride : 0, "slice"),
        stride,
        lanes(),
        kernel.graph().shape(op.x()).size(),
        kernel.parameter(op.w()).offset(),
        kernel.graph().shape(op.w()).dim(1),
        place(op.y()));
  }

  /** Each worker has some columns of the table. */
  private KernelCode gradWeights(EmbeddingOp.GradWeights op) {
    Slot ids = kernel.slot(op.x());
    Slot dy = kernel.slot(op.dy());
    Shape table = kernel.graph().shape(op.dw());
    String text =
        """
        TokenTable.gradient(
            values, %s, %s, samples, %s, %s, %s, %s,
            %s, %s, %s, gradients, %s, worker, workers);\
        """
            .formatted(
                ids.offset(),
                ids.rows().stride(),
                kernel.graph().shape(op.x()).size(),
                kernel.memory().firstSlice() + dy.offset() + dy.image().at(0, 0),
                kernel.memory().sliceFloats(),
                dy.image().pixelStride(),
                table.dim(0),
                table.dim(1),
                op.padding().orElse(-1),
                kernel.gradient(op.dw()));
    return new KernelCode(KernelCode.Form.UNITS, List.of(new Stmt.Java(text)), List.of());
  }

  KernelCode code(PositionalOp op) {
    return switch (op) {
      case PositionalOp.Sinusoidal o -> add(o.x(), o.constant(), 0, o.y());
      case PositionalOp.Learned o ->
          add(o.x(), Kernel.WEIGHTS, kernel.parameter(o.w()).offset(), o.y());
      case PositionalOp.GradWeights o -> gradWeights(o);
    };
  }

  private KernelCode add(ValueId x, String table, int first, ValueId y) {
    Shape shape = kernel.graph().shape(y);
    return call(
        y,
        "PositionTable.add(\n    values, %s, %s, %s, %s, %s, %s, %s);",
        place(x),
        table,
        first,
        shape.dim(2),
        shape.channels(),
        lanes(),
        place(y));
  }

  /**
   * Sums over the lanes, one position after the other; {@link SliceSums#combine} adds the slices.
   */
  private KernelCode gradWeights(PositionalOp.GradWeights op) {
    Workspace work = kernel.workspace(op);
    Shape table = kernel.graph().shape(op.dw());
    Slot dy = kernel.slot(op.dy());
    Index scratch = Index.of(Kernel.SLICE_BASE).plus(work.scratch());
    int floats = table.dim(1) * Layout.BLOCK;
    Stmt copy =
        new Stmt.Java(
            "System.arraycopy(values, %s, values, %s, %s);"
                .formatted(
                    SequencePlace.start(dy).plus(dy.image().pixelStride(), "t"),
                    scratch.plus(floats, "t"),
                    floats));
    Stmt sum =
        new Stmt.Java(
            "Lanes.sum(values, %s, %s, lanes(slice), %s);"
                .formatted(
                    scratch,
                    table.size(),
                    Index.of(work.partials()).plus(work.partialFloats(), "slice")));
    Stmt copies = new Stmt.For("t", Index.of(0), Index.of(table.dim(0)), 1, List.of(copy));
    return new KernelCode(KernelCode.Form.SLICE, List.of(copies, sum), List.of());
  }

  private boolean slices() {
    return kernel.memory().slices() > 0;
  }

  private int lanes() {
    return slices() ? Layout.BLOCK : 1;
  }

  private KernelCode call(ValueId result, String text, Object... arguments) {
    return SequencePlace.call(kernel, result, text, arguments);
  }

  private String place(ValueId value) {
    return SequencePlace.of(kernel, value);
  }
}
