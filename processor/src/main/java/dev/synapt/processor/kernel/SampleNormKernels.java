package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.SampleNormOp;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import dev.synapt.processor.plan.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Normalisation within each sample: calls of the runtime for a slice, an image, a row or a
 * position, with the layer's sizes in a constant of the generated class.
 */
final class SampleNormKernels {

  private final Kernel kernel;
  private boolean perPosition;

  SampleNormKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode code(SampleNormOp op) {
    perPosition = op.perPosition();
    return switch (op) {
      case SampleNormOp.Forward o -> forward(o);
      case SampleNormOp.GradInput o -> gradInput(o);
      case SampleNormOp.GradWeights o -> gradWeights(o);
    };
  }

  private KernelCode forward(SampleNormOp.Forward op) {
    String call =
        "%s.forward(\n    values, %s, weights, %s, %s, %s, %s);"
            .formatted(
                op.constant(),
                place(op.x()),
                offset(op.affine().map(SampleNormOp.Affine::gamma)),
                offset(op.affine().map(SampleNormOp.Affine::beta)),
                place(op.y()),
                start(op.statistics()));
    return everywhere(op.y(), call);
  }

  private KernelCode gradInput(SampleNormOp.GradInput op) {
    String call =
        "%s.gradInput(\n    values, %s, %s, weights, %s, %s, %s, %s);"
            .formatted(
                op.constant(),
                place(op.x()),
                place(op.dy()),
                offset(op.gamma()),
                start(op.statistics()),
                start(op.means()),
                place(op.dx()));
    return everywhere(op.dx(), call);
  }

  private int offset(Optional<ValueId> parameter) {
    return parameter.map(id -> kernel.parameter(id).offset()).orElse(-1);
  }

  /** The call for each sample or slice; zeros behind what it writes. */
  private KernelCode everywhere(ValueId result, String call) {
    Slot slot = kernel.slot(result);
    List<Stmt> body = new ArrayList<>();
    if (!slot.isRows()) {
      if (slot.layout() instanceof Layout.Pixels image && image.stride() > image.channels()) {
        body.add(Kernel.zero(slot));
      }
      body.add(eachPosition(slot, new Stmt.Java(call)));
      return new KernelCode(kernel.imageForm(slot), body, List.of());
    }
    body.add(new Stmt.Java(call));
    zerosBehind(slot).ifPresent(body::add);
    boolean single = kernel.memory().slices() == 0;
    Index first = single ? Index.of(0) : Index.of("from").times(Layout.BLOCK);
    Index last = single ? Index.of(1) : Index.of("to").times(Layout.BLOCK);
    KernelCode.Form form = single ? KernelCode.Form.SINGLE : KernelCode.Form.RANGE;
    return new KernelCode(form, List.of(new Stmt.For("n", first, last, 1, body)), List.of());
  }

  private Stmt eachPosition(Slot slot, Stmt call) {
    if (!perPosition) {
      return call;
    }
    int height = slot.layout() instanceof Layout.Pixels i ? i.height() : slot.image().height();
    int width = slot.layout() instanceof Layout.Pixels i ? i.width() : slot.image().width();
    Stmt row = new Stmt.For("x", Index.of(0), Index.of(width), 1, List.of(call));
    return new Stmt.For("y", Index.of(0), Index.of(height), 1, List.of(row));
  }

  private Optional<Stmt> zerosBehind(Slot slot) {
    int features = kernel.graph().shape(slot.value()).size();
    Index row = start(slot.value());
    return features == slot.rows().width()
        ? Optional.empty()
        : Optional.of(
            new Stmt.Java(
                "Arrays.fill(%s, %s, %s, 0f);"
                    .formatted(Kernel.VALUES, row.plus(features), row.plus(slot.rows().width()))));
  }

  /**
   * Sums of each lane, then over the lanes; of rows at once. {@link SliceSums#combine} adds the
   * slices.
   */
  private KernelCode gradWeights(SampleNormOp.GradWeights op) {
    Workspace work = kernel.workspace(op);
    int count = kernel.graph().shape(op.dgamma()).size();
    boolean rows = kernel.slot(op.x()).isRows();
    Index partials = Index.of(work.partials()).plus(work.partialFloats(), "slice");
    Index scratch = Index.of(Kernel.SLICE_BASE).plus(work.scratch());
    Index sums = rows ? partials : scratch;
    int lanes = rows ? 1 : Layout.BLOCK;
    Stmt clear =
        new Stmt.Java(
            "Arrays.fill(%s, %s, %s, 0f);"
                .formatted(Kernel.VALUES, sums, sums.plus(work.partialFloats() * lanes)));
    Stmt call =
        new Stmt.Java(
            "%s.gradWeights(\n    values, %s, %s, %s, %s, %s);"
                .formatted(
                    op.constant(),
                    place(op.x()),
                    place(op.dy()),
                    start(op.statistics()),
                    sums,
                    sums.plus(Layout.padded(count) * lanes)));
    if (rows) {
      Index first = Index.of("slice").times(Layout.BLOCK);
      Stmt each = new Stmt.For("n", first, first.plus("lanes(slice)"), 1, List.of(call));
      return new KernelCode(KernelCode.Form.SLICE, List.of(clear, each), List.of());
    }
    Stmt sum =
        new Stmt.Java(
            "Lanes.sum(values, %s, %s, lanes(slice), %s);"
                .formatted(scratch, work.partialFloats(), partials));
    Stmt all = eachPosition(kernel.slot(op.x()), call);
    return new KernelCode(KernelCode.Form.SLICE, List.of(clear, all, sum), List.of());
  }

  /** Where the first position is, and the floats of a row and of a position. */
  private String place(ValueId value) {
    Slot slot = kernel.slot(value);
    int row = 0;
    int pixel = 0;
    if (slot.layout() instanceof Layout.SliceImage image) {
      row = image.rowStride();
      pixel = image.pixelStride();
    } else if (slot.layout() instanceof Layout.Pixels image) {
      row = image.rowStride();
      pixel = image.stride();
    }
    return start(value) + ", " + row + ", " + pixel;
  }

  private Index start(ValueId value) {
    Slot slot = kernel.slot(value);
    return switch (slot.layout()) {
      case Layout.Rows rows -> Index.of(slot.offset()).plus(rows.stride(), "n");
      case Layout.Planes _ -> throw slot.inLines();
      case Layout.SliceImage image ->
          position(slot, image.at(0, 0), image.rowStride(), image.pixelStride());
      case Layout.Pixels image -> position(slot, image.at(0, 0), image.rowStride(), image.stride());
    };
  }

  private Index position(Slot slot, int first, int row, int pixel) {
    Index start = Kernel.base(slot).plus(first);
    return perPosition ? start.plus(row, "y").plus(pixel, "x") : start;
  }
}
