package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.JoinAxis;
import dev.synapt.processor.lower.TopologyOp;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies of runs of channels, pixel by pixel, of features, row by row, or of the pixels of an
 * image's row: they lie together in every layout.
 */
final class ConcatKernels {

  private final Kernel kernel;

  ConcatKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * How a value's pixels or rows lie.
   *
   * @param start where the current one starts
   * @param channel floats of a channel
   * @param channels channels of a pixel, or features of a row
   * @param floats floats of a pixel or row that are computed with
   */
  private record Run(Index start, int channel, int channels, int floats) {

    static Run of(Slot slot, int channels) {
      return switch (slot.layout()) {
        case Layout.Rows rows ->
            new Run(Index.of(slot.offset()).plus(rows.stride(), "n"), 1, channels, rows.width());
        case Layout.Planes _ -> throw slot.inLines();
        case Layout.SliceImage image ->
            new Run(
                Kernel.base(slot)
                    .plus(image.at(0, 0))
                    .plus(image.rowStride(), "y")
                    .plus(image.pixelStride(), "x"),
                Layout.BLOCK,
                channels,
                image.pixelStride());
        case Layout.Pixels image ->
            new Run(
                Kernel.base(slot)
                    .plus(image.at(0, 0))
                    .plus(image.rowStride(), "y")
                    .plus(image.stride(), "x"),
                1,
                channels,
                image.stride());
      };
    }

    Index at(int first) {
      return start.plus(first * channel);
    }

    /** Zeros behind the channels, where a pixel or row is wider. */
    List<Stmt> rest() {
      int used = channels * channel;
      return used == floats
          ? List.of()
          : List.of(
              new Stmt.Java(
                  "Arrays.fill(%s, %s, %s, 0f);"
                      .formatted(Kernel.VALUES, start.plus(used), start.plus(floats))));
    }
  }

  KernelCode forward(TopologyOp.Concat op) {
    if (!op.axis().equals(JoinAxis.CHANNELS)) {
      return images(op);
    }
    Run y = run(op.y());
    List<Stmt> copies = new ArrayList<>();
    int first = 0;
    for (ValueId input : op.inputs()) {
      Run x = run(input);
      copies.add(copy(x, 0, y, first, x.channels()));
      first += x.channels();
    }
    copies.addAll(y.rest());
    return everywhere(kernel.slot(op.y()), copies);
  }

  KernelCode part(TopologyOp.Part op) {
    if (!op.axis().equals(JoinAxis.CHANNELS)) {
      Stmt copy = rowsOf(op.y(), op.axis(), op.x(), op.first(), op.y(), 0);
      return new KernelCode(kernel.imageForm(kernel.slot(op.y())), List.of(copy), List.of());
    }
    Run y = run(op.y());
    List<Stmt> copies = new ArrayList<>();
    copies.add(copy(run(op.x()), op.first(), y, 0, y.channels()));
    copies.addAll(y.rest());
    return everywhere(kernel.slot(op.y()), copies);
  }

  /** Images one behind the other, row of pixels by row of pixels. */
  private KernelCode images(TopologyOp.Concat op) {
    List<Stmt> copies = new ArrayList<>();
    int first = 0;
    for (ValueId x : op.inputs()) {
      copies.add(rowsOf(x, op.axis(), x, 0, op.y(), first));
      first += op.axis().length(kernel.graph().shape(x));
    }
    return new KernelCode(kernel.imageForm(kernel.slot(op.y())), copies, List.of());
  }

  /**
   * Copies as many rows of pixels as the smaller of two images has.
   *
   * @param firstFrom where they begin along the axis
   * @param firstTo where they go along the axis
   */
  private Stmt rowsOf(
      ValueId small, JoinAxis axis, ValueId from, int firstFrom, ValueId to, int firstTo) {
    Shape shape = kernel.graph().shape(small);
    Slot slot = kernel.slot(small);
    int pixel =
        slot.layout() instanceof Layout.SliceImage image
            ? image.pixelStride()
            : slot.pixels().stride();
    Stmt copy =
        new Stmt.Java(
            "System.arraycopy(%s, %s, %s, %s, %s);"
                .formatted(
                    Kernel.VALUES,
                    row(from, axis, firstFrom),
                    Kernel.VALUES,
                    row(to, axis, firstTo),
                    shape.dim(2) * pixel));
    int rows = shape.dim(1) / axis.blocks();
    Stmt block = new Stmt.For("y", Index.of(0), Index.of(rows), 1, List.of(copy));
    return axis.blocks() == 1
        ? block
        : new Stmt.For("block", Index.of(0), Index.of(axis.blocks()), 1, List.of(block));
  }

  /** Where row {@code y} of the current block starts, so far along the axis. */
  private Index row(ValueId value, JoinAxis axis, int first) {
    Slot slot = kernel.slot(value);
    int y = axis.axis() == 1 ? first : 0;
    int x = axis.axis() == 2 ? first : 0;
    int rows = kernel.graph().shape(value).dim(1) / axis.blocks();
    int stride;
    int start;
    if (slot.layout() instanceof Layout.SliceImage image) {
      stride = image.rowStride();
      start = image.at(y, x);
    } else {
      stride = slot.pixels().rowStride();
      start = slot.pixels().at(y, x);
    }
    Index index = Kernel.base(slot).plus(start).plus(stride, "y");
    return axis.blocks() == 1 ? index : index.plus(rows * stride, "block");
  }

  KernelCode split(TopologyOp.Split op) {
    Run x = run(op.x());
    List<Stmt> copies = new ArrayList<>();
    int first = 0;
    for (ValueId output : op.outputs()) {
      Run y = run(output);
      copies.add(copy(x, first, y, 0, y.channels()));
      copies.addAll(y.rest());
      first += y.channels();
    }
    return everywhere(kernel.slot(op.outputs().getFirst()), copies);
  }

  private Run run(ValueId value) {
    return Run.of(kernel.slot(value), kernel.graph().shape(value).channels());
  }

  private static Stmt copy(Run from, int first, Run to, int firstTo, int channels) {
    return new Stmt.Java(
        "System.arraycopy(%s, %s, %s, %s, %s);"
            .formatted(
                Kernel.VALUES,
                from.at(first),
                Kernel.VALUES,
                to.at(firstTo),
                channels * from.channel()));
  }

  private KernelCode everywhere(Slot slot, List<Stmt> body) {
    return switch (slot.layout()) {
      case Layout.Rows _ -> rows(body);
      case Layout.Planes _ -> throw slot.inLines();
      case Layout.SliceImage image -> pixels(slot, image.height(), image.width(), body);
      case Layout.Pixels image -> pixels(slot, image.height(), image.width(), body);
    };
  }

  private KernelCode rows(List<Stmt> body) {
    boolean single = kernel.memory().slices() == 0;
    Index first = single ? Index.of(0) : Index.of("from").times(Layout.BLOCK);
    Index last = single ? Index.of(1) : Index.of("to").times(Layout.BLOCK);
    KernelCode.Form form = single ? KernelCode.Form.SINGLE : KernelCode.Form.RANGE;
    return new KernelCode(form, List.of(new Stmt.For("n", first, last, 1, body)), List.of());
  }

  private KernelCode pixels(Slot slot, int height, int width, List<Stmt> body) {
    Stmt row = new Stmt.For("x", Index.of(0), Index.of(width), 1, body);
    Stmt all = new Stmt.For("y", Index.of(0), Index.of(height), 1, List.of(row));
    return new KernelCode(kernel.imageForm(slot), List.of(all), List.of());
  }
}
