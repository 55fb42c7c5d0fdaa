package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.ConvOp;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.PositionOp;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import dev.synapt.processor.plan.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Operations that are made from tables of positions: calls of the runtime, which works on all
 * floats of a position at once. The tables are constants of the generated class.
 */
final class PositionKernels {

  private final Kernel kernel;

  PositionKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * A value as the runtime is told of it: where its first position is, and the floats of a row and
   * of a position.
   */
  private record Place(Index start, int row, int pixel, int rows, int width, int channels) {

    static Place of(Slot slot) {
      return switch (slot.layout()) {
        case Layout.SliceImage i ->
            new Place(
                Kernel.base(slot).plus(i.at(0, 0)),
                i.rowStride(),
                i.pixelStride(),
                i.height(),
                i.width(),
                i.channels());
        case Layout.Pixels i ->
            new Place(
                Kernel.base(slot).plus(i.at(0, 0)),
                i.rowStride(),
                i.stride(),
                i.height(),
                i.width(),
                i.channels());
        case Layout.Rows _, Layout.Planes _ ->
            throw new IllegalArgumentException("no positions of pixels: " + slot);
      };
    }
  }

  KernelCode code(PositionOp op) {
    return switch (op) {
      case PositionOp.Weighted o -> weighted(o);
      case PositionOp.WeightedGrad o -> weightedGrad(o);
      case PositionOp.Max o -> max(o);
      case PositionOp.MaxGrad o -> scatter(o, o.dy(), o.winner(), o.dx());
      case PositionOp.Unpool o -> scatter(o, o.x(), o.winner(), o.y());
      case PositionOp.UnpoolGrad o -> pick(o);
    };
  }

  private KernelCode weighted(PositionOp.Weighted op) {
    Place x = place(op.x());
    Place y = place(op.y());
    return call(
        op,
        "%s.apply(values, %s, %s, %s, %s, %s);"
            .formatted(op.map(), x.start(), x.row(), y.start(), y.row(), y.pixel()));
  }

  private KernelCode weightedGrad(PositionOp.WeightedGrad op) {
    Place dy = place(op.dy());
    Place dx = place(op.dx());
    return call(
        op,
        "%s.gradient(values, %s, %s, %s, %s, %s, %s);"
            .formatted(
                op.map(), dy.start(), dy.row(), dx.start(), dx.row(), dx.rows(), dx.pixel()));
  }

  private KernelCode max(PositionOp.Max op) {
    Place x = place(op.x());
    Place y = place(op.y());
    String winner =
        op.winner().map(w -> ", " + place(w).start() + ", " + place(w).row()).orElse("");
    return call(
        op,
        "%s.max(values, %s, %s, %s, %s%s, %s);"
            .formatted(op.map(), x.start(), x.row(), y.start(), y.row(), winner, y.pixel()));
  }

  /** Adds each number at its winner's position. */
  private KernelCode scatter(PositionOp op, ValueId from, ValueId winner, ValueId to) {
    Place dy = place(from);
    Place dx = place(to);
    return call(
        op,
        "%s.maxGradient(\n    values, %s, %s, %s, %s, %s, %s, %s, %s);"
            .formatted(
                op.map(),
                dy.start(),
                dy.row(),
                place(winner).start(),
                place(winner).row(),
                dx.start(),
                dx.row(),
                dx.rows(),
                dx.pixel()));
  }

  private KernelCode pick(PositionOp.UnpoolGrad op) {
    Place dy = place(op.dy());
    Place dx = place(op.dx());
    return call(
        op,
        "%s.pick(values, %s, %s, %s, %s, %s, %s, %s);"
            .formatted(
                op.map(),
                dy.start(),
                dy.row(),
                place(op.winner()).start(),
                place(op.winner()).row(),
                dx.start(),
                dx.row(),
                dx.pixel()));
  }

  KernelCode code(ConvOp op) {
    return switch (op) {
      case ConvOp.Forward o -> forward(o);
      case ConvOp.Transposed o -> transposed(o);
      case ConvOp.GradWeights o -> gradWeights(o);
    };
  }

  private KernelCode forward(ConvOp.Forward op) {
    return call(
        op,
        "%s.forward(\n    values, %s, weights, %s, %s, %s);"
            .formatted(
                op.convolution(),
                arguments(place(op.x())),
                kernel.parameter(op.w()).offset(),
                bias(op.b()),
                arguments(place(op.y()))));
  }

  private KernelCode transposed(ConvOp.Transposed op) {
    Place y = place(op.y());
    return call(
        op,
        "%s.transposed(\n    values, %s, weights, %s, %s, %s, %s);"
            .formatted(
                op.convolution(),
                arguments(place(op.x())),
                kernel.parameter(op.w()).offset(),
                bias(op.b()),
                arguments(y),
                y.rows()));
  }

  private int bias(Optional<ValueId> b) {
    return b.map(id -> kernel.parameter(id).offset()).orElse(-1);
  }

  private static String arguments(Place place) {
    return place.start() + ", " + place.row() + ", " + place.pixel();
  }

  /** Sums of each lane, then over the lanes; {@link SliceSums#combine} adds the slices. */
  private KernelCode gradWeights(ConvOp.GradWeights op) {
    Workspace work = kernel.workspace(op);
    int count = kernel.graph().shape(op.dw()).size();
    List<Stmt> body = new ArrayList<>();
    body.add(
        new Stmt.Java(
            "%s.weightGradient(\n    values, %s, %s, %s);"
                .formatted(
                    op.convolution(),
                    arguments(place(op.image())),
                    arguments(place(op.result())),
                    scratch(work, 0))));
    body.add(sumLanes(work, 0, count));
    if (op.db().isPresent()) {
      Place dy = place(op.transposed() ? op.image() : op.result());
      int at = Layout.padded(count);
      body.add(
          new Stmt.Java(
              "%s.biasGradient(values, %s, %s, %s, %s, %s);"
                  .formatted(
                      op.convolution(),
                      arguments(dy),
                      dy.rows(),
                      dy.width(),
                      dy.channels(),
                      scratch(work, at))));
      body.add(sumLanes(work, at, dy.channels()));
    }
    return new KernelCode(KernelCode.Form.SLICE, body, List.of());
  }

  private static Index scratch(Workspace work, int first) {
    return Index.of(Kernel.SLICE_BASE).plus(work.scratch() + first * Layout.BLOCK);
  }

  private static Stmt sumLanes(Workspace work, int first, int count) {
    return new Stmt.Java(
        "Lanes.sum(values, %s, %s, lanes(slice), %s);"
            .formatted(
                scratch(work, first),
                count,
                Index.of(work.partials() + first).plus(work.partialFloats(), "slice")));
  }

  private Place place(ValueId value) {
    return Place.of(kernel.slot(value));
  }

  private KernelCode call(Op op, String text) {
    boolean slices = kernel.slot(op.inputs().getFirst()).perSlice();
    KernelCode.Form form = slices ? KernelCode.Form.SLICE : KernelCode.Form.SINGLE;
    return new KernelCode(form, List.of(new Stmt.Java(text)), List.of());
  }
}
