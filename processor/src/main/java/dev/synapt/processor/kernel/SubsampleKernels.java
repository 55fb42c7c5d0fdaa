package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.TopologyOp;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import java.util.List;

/**
 * Copies of every so many pixels, with as many channels as both images have; the rest is zero. The
 * channels of a pixel lie together in every layout.
 */
final class SubsampleKernels {

  private static final Size2 ONE = new Size2(1, 1);

  private final Kernel kernel;

  SubsampleKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode forward(TopologyOp.Subsample op) {
    return copies(kernel.slot(op.x()), kernel.slot(op.y()), op.stride(), true);
  }

  KernelCode gradient(TopologyOp.SubsampleGrad op) {
    return copies(kernel.slot(op.dx()), kernel.slot(op.dy()), op.stride(), false);
  }

  /**
   * Copies between a larger image with fewer channels and a smaller one.
   *
   * @param forward from the larger to the smaller
   */
  private KernelCode copies(Slot large, Slot small, Size2 stride, boolean forward) {
    Slot to = forward ? small : large;
    if (small.isRows()) {
      return rows(forward ? large : small, to, large.rows().features());
    }
    Stmt pixel =
        forward
            ? copy(at(large, stride), at(small, ONE), floats(large))
            : copy(at(small, ONE), at(large, stride), floats(large));
    Stmt row = new Stmt.For("x", Index.of(0), Index.of(width(small)), 1, List.of(pixel));
    Stmt rows = new Stmt.For("y", Index.of(0), Index.of(height(small)), 1, List.of(row));
    return new KernelCode(kernel.imageForm(small), List.of(Kernel.zero(to), rows), List.of());
  }

  private KernelCode rows(Slot from, Slot to, int features) {
    boolean single = kernel.memory().slices() == 0;
    Index target = Index.of(to.offset()).plus(to.rows().stride(), "n");
    Stmt zeros =
        new Stmt.Java(
            "Arrays.fill(%s, %s, %s, 0f);"
                .formatted(Kernel.VALUES, target.plus(features), target.plus(to.rows().width())));
    Stmt copy = copy(Index.of(from.offset()).plus(from.rows().stride(), "n"), target, features);
    Index first = single ? Index.of(0) : Index.of("from").times(Layout.BLOCK);
    Index last = single ? Index.of(1) : Index.of("to").times(Layout.BLOCK);
    KernelCode.Form form = single ? KernelCode.Form.SINGLE : KernelCode.Form.RANGE;
    return new KernelCode(
        form, List.of(new Stmt.For("n", first, last, 1, List.of(copy, zeros))), List.of());
  }

  private static Stmt copy(Index from, Index to, int floats) {
    return new Stmt.Java(
        "System.arraycopy(%s, %s, %s, %s, %s);"
            .formatted(Kernel.VALUES, from, Kernel.VALUES, to, floats));
  }

  /** Where pixel {@code (y, x)} starts, counted in strides. */
  private static Index at(Slot slot, Size2 stride) {
    return switch (slot.layout()) {
      case Layout.SliceImage image ->
          Kernel.base(slot)
              .plus(image.at(0, 0))
              .plus(stride.height() * image.rowStride(), "y")
              .plus(stride.width() * image.pixelStride(), "x");
      case Layout.Pixels image ->
          Kernel.base(slot)
              .plus(image.at(0, 0))
              .plus(stride.height() * image.rowStride(), "y")
              .plus(stride.width() * image.stride(), "x");
      case Layout.Rows _, Layout.Planes _ ->
          throw new IllegalArgumentException("not an image that it reads: " + slot);
    };
  }

  /** The floats of a pixel, without what fills it up. */
  private static int floats(Slot slot) {
    return slot.layout() instanceof Layout.SliceImage image
        ? image.pixelStride()
        : slot.pixels().channels();
  }

  private static int width(Slot slot) {
    return slot.layout() instanceof Layout.SliceImage image ? image.width() : slot.pixels().width();
  }

  private static int height(Slot slot) {
    return slot.layout() instanceof Layout.SliceImage image
        ? image.height()
        : slot.pixels().height();
  }
}
