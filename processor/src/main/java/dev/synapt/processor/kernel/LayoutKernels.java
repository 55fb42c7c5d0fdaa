package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.BasicLossOp;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import java.util.List;

/**
 * What is not arithmetic on lanes: bringing samples into their layout, flattening, and the
 * functions of whole rows (softmax, losses) that the runtime has.
 */
final class LayoutKernels {

  /** The variable that holds where the first sample starts in the caller's array. */
  private static final String FIRST_INPUT = "firstInput";

  private final Kernel kernel;

  LayoutKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Brings the caller's samples, {@code inputs[n][C*H*W]} row-major, into the layout of the input
   * value.
   */
  KernelCode input(ValueId input) {
    Slot slot = kernel.slot(input);
    Shape shape = kernel.graph().shape(input);
    return switch (slot.layout()) {
      case Layout.Rows rows ->
          kernel.memory().slices() == 0 ? inputRow(slot, shape) : inputRows(slot, shape);
      case Layout.SliceImage image -> inputSlice(slot, shape, image);
      case Layout.Pixels image -> inputPixels(slot, shape, image);
      case Layout.Planes image -> ColumnKernels.input(slot, image);
    };
  }

  private static KernelCode inputRow(Slot slot, Shape shape) {
    return new KernelCode(
        KernelCode.Form.SINGLE,
        List.of(
            new Stmt.Java(
                "System.arraycopy(x, xOffset, values, %s, %s);"
                    .formatted(slot.offset(), shape.size()))),
        List.of());
  }

  private static KernelCode inputRows(Slot slot, Shape shape) {
    String copy =
        """
        for (int n = 16 * from; n < Math.min(16 * to, samples); n++) {
          System.arraycopy(inputs, %s, values, %s, %s);
        }\
        """
            .formatted(
                Index.of(FIRST_INPUT).plus(shape.size(), "n"),
                Index.of(slot.offset()).plus(slot.rows().stride(), "n"),
                shape.size());
    return new KernelCode(KernelCode.Form.RANGE, List.of(new Stmt.Java(copy)), List.of());
  }

  private static KernelCode inputSlice(Slot slot, Shape shape, Layout.SliceImage image) {
    String copy =
        """
        for (int c = 0; c < %s; c++) {
          for (int y = 0; y < %s; y++) {
            Lanes.fromRows(
                inputs, %s, %s, lanes(slice),
                %s, values, %s, %s);
          }
        }\
        """
            .formatted(
                image.channels(),
                image.height(),
                Index.of(FIRST_INPUT)
                    .plus(Layout.BLOCK * shape.size(), "slice")
                    .plus(image.height() * image.width(), "c")
                    .plus(image.width(), "y"),
                shape.size(),
                image.width(),
                Kernel.base(slot)
                    .plus(image.at(0, 0))
                    .plus(image.rowStride(), "y")
                    .plus(Layout.BLOCK, "c"),
                image.pixelStride());
    return new KernelCode(KernelCode.Form.SLICE, List.of(new Stmt.Java(copy)), List.of());
  }

  private KernelCode inputPixels(Slot slot, Shape shape, Layout.Pixels image) {
    boolean single = kernel.memory().slices() == 0;
    Index sample =
        single
            ? Index.of("xOffset")
            : Index.of(FIRST_INPUT)
                .plus(Layout.BLOCK * shape.size(), "slice")
                .plus(shape.size(), "image");
    String copy =
        """
        for (int c = 0; c < %s; c++) {
          for (int y = 0; y < %s; y++) {
            for (int i = 0; i < %s; i++) {
              values[%s] = %s[%s];
            }
          }
        }\
        """
            .formatted(
                image.channels(),
                image.height(),
                image.width(),
                Kernel.base(slot)
                    .plus(image.at(0, 0))
                    .plus(image.rowStride(), "y")
                    .plus(image.stride(), "i")
                    .plus("c"),
                single ? "x" : "inputs",
                sample
                    .plus(image.height() * image.width(), "c")
                    .plus(image.width(), "y")
                    .plus("i"));
    return new KernelCode(kernel.imageForm(slot), List.of(new Stmt.Java(copy)), List.of());
  }

  /** Hands the result to the caller. */
  KernelCode output(ValueId output) {
    Slot slot = kernel.slot(output);
    Shape shape = kernel.graph().shape(output);
    String copy =
        switch (slot.layout()) {
          case Layout.Rows rows ->
              "System.arraycopy(values, %s, y, yOffset, %s);"
                  .formatted(slot.offset(), shape.size());
          case Layout.Pixels image ->
              """
              for (int c = 0; c < %s; c++) {
                for (int h = 0; h < %s; h++) {
                  for (int w = 0; w < %s; w++) {
                    y[%s] = values[%s];
                  }
                }
              }\
              """
                  .formatted(
                      image.channels(),
                      image.height(),
                      image.width(),
                      Index.of("yOffset")
                          .plus(image.height() * image.width(), "c")
                          .plus(image.width(), "h")
                          .plus("w"),
                      Index.of(slot.offset() + image.at(0, 0))
                          .plus(image.rowStride(), "h")
                          .plus(image.stride(), "w")
                          .plus("c"));
          case Layout.SliceImage _, Layout.Planes _ ->
              throw new IllegalArgumentException("not what inference results in: " + slot);
        };
    return new KernelCode(KernelCode.Form.SINGLE, List.of(new Stmt.Java(copy)), List.of());
  }

  /** Copies a value of all samples to {@code rows[n][C*H*W]}, row-major, from {@code first} on. */
  KernelCode rows(ValueId value) {
    Slot slot = kernel.slot(value);
    int size = kernel.graph().shape(value).size();
    return switch (slot.layout()) {
      case Layout.Rows rows -> rowsOfRows(slot, size);
      case Layout.SliceImage image -> rowsOfSlices(slot, image, size);
      case Layout.Pixels image -> rowsOfPixels(slot, image, size);
      case Layout.Planes _ -> throw slot.inLines();
    };
  }

  private static KernelCode rowsOfRows(Slot slot, int size) {
    String copy =
        """
        for (int n = 0; n < samples; n++) {
          System.arraycopy(values, %s, rows, %s, %s);
        }\
        """
            .formatted(
                Index.of(slot.offset()).plus(slot.rows().stride(), "n"),
                Index.of("first").plus(size, "n"),
                size);
    return new KernelCode(KernelCode.Form.SINGLE, List.of(new Stmt.Java(copy)), List.of());
  }

  private KernelCode rowsOfSlices(Slot slot, Layout.SliceImage image, int size) {
    Index base =
        Index.of(kernel.memory().firstSlice() + slot.offset() + image.at(0, 0))
            .plus(kernel.memory().sliceFloats(), "(n / 16)")
            .plus("n % 16");
    String copy =
        """
        for (int n = 0; n < samples; n++) {
          int lane = %s;
          for (int c = 0; c < %s; c++) {
            for (int y = 0; y < %s; y++) {
              for (int x = 0; x < %s; x++) {
                rows[%s] = values[%s];
              }
            }
          }
        }\
        """
            .formatted(
                base,
                image.channels(),
                image.height(),
                image.width(),
                Index.of("first")
                    .plus(size, "n")
                    .plus(image.height() * image.width(), "c")
                    .plus(image.width(), "y")
                    .plus("x"),
                Index.of("lane")
                    .plus(image.rowStride(), "y")
                    .plus(image.pixelStride(), "x")
                    .plus(Layout.BLOCK, "c"));
    return new KernelCode(KernelCode.Form.SINGLE, List.of(new Stmt.Java(copy)), List.of());
  }

  private KernelCode rowsOfPixels(Slot slot, Layout.Pixels image, int size) {
    Index base =
        Index.of(kernel.memory().firstSlice() + slot.offset() + image.at(0, 0))
            .plus(kernel.memory().sliceFloats(), "(n / 16)")
            .plus(Layout.padded(slot.floats()), "(n % 16)");
    String copy =
        """
        for (int n = 0; n < samples; n++) {
          int image = %s;
          for (int c = 0; c < %s; c++) {
            for (int y = 0; y < %s; y++) {
              for (int x = 0; x < %s; x++) {
                rows[%s] = values[%s];
              }
            }
          }
        }\
        """
            .formatted(
                base,
                image.channels(),
                image.height(),
                image.width(),
                Index.of("first")
                    .plus(size, "n")
                    .plus(image.height() * image.width(), "c")
                    .plus(image.width(), "y")
                    .plus("x"),
                Index.of("image").plus(image.rowStride(), "y").plus(image.stride(), "x").plus("c"));
    return new KernelCode(KernelCode.Form.SINGLE, List.of(new Stmt.Java(copy)), List.of());
  }

  KernelCode flatten(Op.Flatten op) {
    Slot x = kernel.slot(op.x());
    Slot y = kernel.slot(op.y());
    return kernel.isPixels(op.x()) ? imageCopy(x, y, true) : sliceCopy("toRows", x, y);
  }

  KernelCode unflatten(Op.Unflatten op) {
    Slot dx = kernel.slot(op.dx());
    Slot dy = kernel.slot(op.dy());
    return kernel.isPixels(op.dx()) ? imageCopy(dx, dy, false) : sliceCopy("fromRows", dx, dy);
  }

  /**
   * Copies between an image and the row of the same sample, which lies pixel by pixel or, for
   * losses, channel by channel.
   */
  private KernelCode imageCopy(Slot pixels, Slot row, boolean toRow) {
    Layout.Pixels image = pixels.pixels();
    int pixel = row.rows().features() / (image.height() * image.width());
    int stride = row.rows().stride();
    Index sample =
        kernel.memory().slices() == 0
            ? Index.of(row.offset())
            : sliceRow(row).plus(stride, "image");
    Index start = Kernel.base(pixels).plus(image.at(0, 0)).plus(image.rowStride(), "y");
    Stmt copy;
    if (row.rows().image() == null) {
      copy = planes(image, start, sample, toRow);
    } else if (pixel == image.stride()) {
      int run = image.width() * pixel;
      copy = copy(start, sample.plus(run, "y"), run, toRow);
    } else {
      Index entry = sample.plus(image.width() * pixel, "y").plus(pixel, "x");
      Stmt one = copy(start.plus(image.stride(), "x"), entry, pixel, toRow);
      copy = new Stmt.For("x", Index.of(0), Index.of(image.width()), 1, List.of(one));
    }
    Stmt rows = new Stmt.For("y", Index.of(0), Index.of(image.height()), 1, List.of(copy));
    boolean behind = !toRow && row.rows().image() == null && image.stride() > image.channels();
    List<Stmt> all = behind ? List.of(Kernel.zero(pixels), rows) : List.of(rows);
    return new KernelCode(kernel.imageForm(pixels), all, List.of());
  }

  private static Stmt copy(Index pixel, Index entry, int count, boolean toRow) {
    return new Stmt.Java(
        "System.arraycopy(values, %s, values, %s, %s);"
            .formatted(toRow ? pixel : entry, toRow ? entry : pixel, count));
  }

  /** Row {@code y} of each channel. */
  private static Stmt planes(Layout.Pixels image, Index start, Index sample, boolean toRow) {
    Index pixel = start.plus(image.stride(), "i").plus("c");
    Index entry =
        sample.plus(image.height() * image.width(), "c").plus(image.width(), "y").plus("i");
    return new Stmt.Java(
        """
        for (int c = 0; c < %s; c++) {
          for (int i = 0; i < %s; i++) {
            values[%s] = values[%s];
          }
        }\
        """
            .formatted(
                image.channels(), image.width(), toRow ? entry : pixel, toRow ? pixel : entry));
  }

  /**
   * Copies between a slice's image and rows, which lie pixel by pixel or, for losses, channel by
   * channel.
   */
  private static KernelCode sliceCopy(String method, Slot slice, Slot rows) {
    Layout.SliceImage image = slice.image();
    Index pixels = Kernel.base(slice).plus(image.at(0, 0)).plus(image.rowStride(), "y");
    boolean byPixel = rows.rows().image() != null;
    int run = byPixel ? image.width() * image.channels() : image.width();
    Index row = sliceRow(rows).plus(run, "y");
    if (!byPixel) {
      pixels = pixels.plus(Layout.BLOCK, "c");
      row = row.plus(image.height() * image.width(), "c");
    }
    int laneStride = byPixel ? Layout.BLOCK : image.pixelStride();
    int rowStride = rows.rows().stride();
    String call =
        method.equals("toRows")
            ? "Lanes.toRows(values, %s, %s, %s, values, %s, %s);"
                .formatted(pixels, run, laneStride, row, rowStride)
            : "Lanes.fromRows(values, %s, %s, 16, %s, values, %s, %s);"
                .formatted(row, rowStride, run, pixels, laneStride);
    Stmt rowLoop =
        new Stmt.For("y", Index.of(0), Index.of(image.height()), 1, List.of(new Stmt.Java(call)));
    Stmt all =
        byPixel
            ? rowLoop
            : new Stmt.For("c", Index.of(0), Index.of(image.channels()), 1, List.of(rowLoop));
    return new KernelCode(KernelCode.Form.SLICE, List.of(all), List.of());
  }

  private static Index sliceRow(Slot rows) {
    return Index.of(rows.offset()).plus(Layout.BLOCK * rows.rows().stride(), "slice");
  }

  KernelCode softmax(Op.Softmax op) {
    Slot x = kernel.slot(op.x());
    Slot y = kernel.slot(op.y());
    if (kernel.memory().slices() == 0) {
      return new KernelCode(
          KernelCode.Form.SINGLE,
          List.of(
              new Stmt.Java(
                  "Softmax.forward(values, %s, %s, values, %s);"
                      .formatted(x.offset(), x.rows().features(), y.offset()))),
          List.of());
    }
    return rowByRow(
        "Softmax.forward(values, %s, %s, values, %s);"
            .formatted(row(x), x.rows().features(), row(y)));
  }

  KernelCode softmaxGradient(Op.SoftmaxGrad op) {
    Slot y = kernel.slot(op.y());
    return rowByRow(
        "Softmax.gradient(values, %s, values, %s, %s, values, %s);"
            .formatted(
                row(y), row(kernel.slot(op.dy())), y.rows().features(), row(kernel.slot(op.dx()))));
  }

  private static KernelCode rowByRow(String call) {
    String loop = "for (int n = 16 * from; n < 16 * to; n++) {\n  " + call + "\n}";
    return new KernelCode(KernelCode.Form.RANGE, List.of(new Stmt.Java(loop)), List.of());
  }

  private static Index row(Slot slot) {
    return Index.of(slot.offset()).plus(slot.rows().stride(), "n");
  }

  KernelCode crossEntropy(BasicLossOp.SoftmaxCrossEntropy op) {
    Slot x = kernel.slot(op.x());
    Slot dx = kernel.slot(op.dx());
    String scale = op.reduction() == LossReduction.MEAN ? "1f / samples" : "1f";
    String call =
        """
        losses[slice] = CrossEntropy.forward(
            values, %s, %s, %s, labels, 16 * slice, lanes(slice),
            %s, values, %s, correct, slice);\
        """
            .formatted(sliceRow(x), x.rows().stride(), x.rows().features(), scale, sliceRow(dx));
    return new KernelCode(KernelCode.Form.SLICE, List.of(new Stmt.Java(call)), List.of());
  }

  KernelCode squaredError(BasicLossOp.SquaredError op) {
    Slot x = kernel.slot(op.x());
    if (!x.isRows()) {
      throw new IllegalArgumentException("squared error of an image: " + op);
    }
    Slot dx = kernel.slot(op.dx());
    int features = x.rows().features();
    String scale =
        op.reduction() == LossReduction.MEAN ? "1f / (samples * %s)".formatted(features) : "1f";
    String call =
        """
        losses[slice] = SquaredError.forward(
            values, %s, %s, %s, targets, %s * slice, lanes(slice),
            %s, values, %s);\
        """
            .formatted(
                sliceRow(x),
                x.rows().stride(),
                features,
                Layout.BLOCK * features,
                scale,
                sliceRow(dx));
    return new KernelCode(KernelCode.Form.SLICE, List.of(new Stmt.Java(call)), List.of());
  }
}
