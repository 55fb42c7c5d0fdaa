package dev.synapt.processor.graph;

/**
 * A window that slides over both axes of an image, with its padding resolved.
 *
 * @param rows along the height
 * @param columns along the width
 */
record ImageWindow(WindowAxis rows, WindowAxis columns) {

  /** The window over an image {@code [C,H,W]}. */
  static ImageWindow over(Shape image, Size2 kernel, Size2 stride, Size2 dilation, Pads pads) {
    int height = image.dim(1);
    int width = image.dim(2);
    if (pads.equals(Pads.SAME)) {
      return new ImageWindow(
          WindowAxis.same(height, kernel.height(), stride.height(), dilation.height()),
          WindowAxis.same(width, kernel.width(), stride.width(), dilation.width()));
    }
    return new ImageWindow(
        new WindowAxis(
            height, kernel.height(), stride.height(), dilation.height(), pads.top(), pads.bottom()),
        new WindowAxis(
            width, kernel.width(), stride.width(), dilation.width(), pads.left(), pads.right()));
  }

  /** Whether at least one window fits. */
  boolean fits() {
    return rows.fits() && columns.fits();
  }

  /** The padding in numbers. */
  Pads pads() {
    return new Pads(rows.before(), columns.before(), rows.after(), columns.after());
  }

  /** The stride, no longer than the image. */
  Size2 stride() {
    return new Size2(rows.limited(rows.stride()), columns.limited(columns.stride()));
  }

  /** Whether a step leads over all of the image, along both axes. */
  boolean strideLeadsOut() {
    return rows.stride() > rows.padded() && columns.stride() > columns.padded();
  }

  /** The dilation, no longer than the image. */
  Size2 dilation() {
    return new Size2(rows.limited(rows.dilation()), columns.limited(columns.dilation()));
  }

  /** The image as messages show it, as in {@code 4x4} or {@code 6x6 (4x4 and its padding)}. */
  String image() {
    String size = rows.size() + "x" + columns.size();
    return pads().isNone()
        ? size
        : rows.padded() + "x" + columns.padded() + " (" + size + " and its padding)";
  }

  /** The window as messages show it, as in {@code 5x5} or {@code 9x9 (5x5, dilation 2x2)}. */
  String window() {
    String taps = rows.kernel() + "x" + columns.kernel();
    String dilation = rows.dilation() + "x" + columns.dilation();
    return dilation.equals("1x1")
        ? taps
        : rows.extent() + "x" + columns.extent() + " (" + taps + ", dilation " + dilation + ")";
  }

  /** The largest kernel that fits, as in {@code 4x4}. */
  String largest() {
    return rows.largestKernel() + "x" + columns.largestKernel();
  }
}
