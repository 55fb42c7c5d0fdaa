package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.DiagnosticCode;
import dev.synapt.processor.diagnostic.ShapeCode;
import dev.synapt.processor.diagnostic.SourceRef;
import java.util.Optional;

/** Says which windows fit which images: for convolutions and poolings. */
final class WindowRules {

  private static final Size2 ONE = new Size2(1, 1);

  private WindowRules() {}

  /** The window of a convolution over its input; empty when an error was reported. */
  static Optional<ImageWindow> conv(Layer.Conv2d conv, Shape x, ShapeReport report) {
    if (!isImage(conv, "@Conv2d", x, report)) {
      return Optional.empty();
    }
    ImageWindow window =
        ImageWindow.over(x, conv.kernel(), conv.stride(), conv.dilation(), conv.pads());
    SourceRef at = conv.at().value("kernel");
    return fits(ShapeCode.CONV_WINDOW_TOO_LARGE, conv, at, window, report);
  }

  /** The window of a pooling over its input; empty when an error was reported. */
  static Optional<ImageWindow> maxPool(Layer.MaxPool2d pool, Shape x, ShapeReport report) {
    if (!isImage(pool, "@MaxPool2d", x, report)) {
      return Optional.empty();
    }
    return pool(pool, ImageWindow.over(x, pool.window(), pool.stride(), ONE, pool.pads()), report);
  }

  /** The window of a pooling over its input; empty when an error was reported. */
  static Optional<ImageWindow> avgPool(Layer.AvgPool2d pool, Shape x, ShapeReport report) {
    if (!isImage(pool, "@AvgPool2d", x, report)) {
      return Optional.empty();
    }
    return pool(pool, ImageWindow.over(x, pool.window(), pool.stride(), ONE, pool.pads()), report);
  }

  private static Optional<ImageWindow> pool(Layer pool, ImageWindow window, ShapeReport report) {
    if (isOverPadded(window.rows()) || isOverPadded(window.columns())) {
      report.add(
          ShapeCode.POOL_PADDING_TOO_LARGE,
          pool.at().value("pad"),
          pool.field(),
          isOverPadded(window.rows())
              ? padding(window.rows()) + " rows"
              : padding(window.columns()) + " columns",
          window.window(),
          "{" + window.rows().kernel() / 2 + ", " + window.columns().kernel() / 2 + "}");
      return Optional.empty();
    }
    SourceRef at = pool.at().value("value");
    return fits(ShapeCode.POOL_WINDOW_TOO_LARGE, pool, at, window, report);
  }

  /**
   * With more, a window could lie in the padding altogether and have no maximum; PyTorch's rule.
   */
  private static boolean isOverPadded(WindowAxis axis) {
    return padding(axis) > axis.kernel() / 2;
  }

  private static int padding(WindowAxis axis) {
    return Math.max(axis.before(), axis.after());
  }

  /** Whether a layer's input is an image, as it must be; if not, that was reported. */
  static boolean isImage(Layer layer, String annotation, Shape x, ShapeReport report) {
    if (x.rank() != 3) {
      report.add(ShapeCode.INPUT_RANK, layer.at(), layer.field(), annotation, x);
    }
    return x.rank() == 3;
  }

  private static Optional<ImageWindow> fits(
      DiagnosticCode tooLarge, Layer layer, SourceRef at, ImageWindow window, ShapeReport report) {
    if (!window.fits()) {
      report.add(tooLarge, at, layer.field(), window.window(), window.image(), window.largest());
      return Optional.empty();
    }
    if (window.strideLeadsOut()) {
      report.add(
          ShapeCode.STRIDE_BEYOND_IMAGE,
          layer.at().value("stride"),
          layer.field(),
          window.rows().stride() + "x" + window.columns().stride(),
          window.image(),
          window.stride());
    }
    if (!SizeRules.paddedImage(layer, at, window, report)) {
      return Optional.empty();
    }
    UnreadRows.check(layer, window, report);
    return Optional.of(window);
  }
}
