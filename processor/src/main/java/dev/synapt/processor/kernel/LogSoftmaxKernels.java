package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.LogSoftmaxOp;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import java.util.List;

/**
 * The logarithm of softmax: the runtime's function, for each row or for each pixel of each sample.
 */
final class LogSoftmaxKernels {

  private final Kernel kernel;

  LogSoftmaxKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode forward(LogSoftmaxOp.Forward op) {
    Slot x = kernel.slot(op.x());
    String call =
        "LogSoftmax.forward(values, %s, %s, %s, %s);"
            .formatted(at(x), channels(x), step(x), at(kernel.slot(op.y())));
    return each(x, call);
  }

  KernelCode gradient(LogSoftmaxOp.Gradient op) {
    Slot y = kernel.slot(op.y());
    String call =
        "LogSoftmax.gradient(values, %s, %s, %s, %s, %s);"
            .formatted(
                at(y), at(kernel.slot(op.dy())), channels(y), step(y), at(kernel.slot(op.dx())));
    return each(y, call);
  }

  /**
   * Where the first channel is, of sample {@code n}, or of pixel {@code h, w} in lane {@code n}.
   */
  private static Index at(Slot slot) {
    return switch (slot.layout()) {
      case Layout.Rows rows -> Index.of(slot.offset()).plus(rows.stride(), "n");
      case Layout.Planes _ -> throw slot.inLines();
      case Layout.SliceImage image ->
          Kernel.base(slot)
              .plus(image.at(0, 0))
              .plus(image.rowStride(), "h")
              .plus(image.pixelStride(), "w")
              .plus("n");
      case Layout.Pixels image ->
          Kernel.base(slot)
              .plus(image.at(0, 0))
              .plus(image.rowStride(), "h")
              .plus(image.stride(), "w");
    };
  }

  private static int channels(Slot slot) {
    return switch (slot.layout()) {
      case Layout.Rows rows -> rows.features();
      case Layout.Planes _ -> throw slot.inLines();
      case Layout.SliceImage image -> image.channels();
      case Layout.Pixels image -> image.channels();
    };
  }

  private static int step(Slot slot) {
    return slot.layout() instanceof Layout.SliceImage ? Layout.BLOCK : 1;
  }

  private KernelCode each(Slot slot, String call) {
    boolean single = kernel.memory().slices() == 0;
    return switch (slot.layout()) {
      case Layout.Rows rows when single -> code(KernelCode.Form.SINGLE, loop("n", 0, 1, call));
      case Layout.Rows rows ->
          code(
              KernelCode.Form.RANGE,
              "for (int n = 16 * from; n < 16 * to; n++) {\n  " + call + "\n}");
      case Layout.Planes _ -> throw slot.inLines();
      case Layout.SliceImage image ->
          code(
              KernelCode.Form.SLICE,
              pixels(image.height(), image.width(), loop("n", 0, Layout.BLOCK, call)));
      case Layout.Pixels image ->
          code(KernelCode.Form.SINGLE, pixels(image.height(), image.width(), call));
    };
  }

  private static String pixels(int height, int width, String body) {
    return loop("h", 0, height, loop("w", 0, width, body));
  }

  private static String loop(String variable, int from, int to, String body) {
    return "for (int %s = %s; %s < %s; %s++) {\n%s}"
        .formatted(variable, from, variable, to, variable, body.indent(2));
  }

  private static KernelCode code(KernelCode.Form form, String text) {
    return new KernelCode(form, List.of(new Stmt.Java(text)), List.of());
  }
}
