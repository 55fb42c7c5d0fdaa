package dev.synapt.processor.lower;

import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Size2;

/**
 * How a kernel or pooling window moves over an image.
 *
 * @param size rows and columns of the window
 * @param stride rows and columns between neighbouring windows
 * @param dilation rows and columns between neighbouring taps
 * @param pads padding around the image
 */
public record Window(Size2 size, Size2 stride, Size2 dilation, Pads pads) {

  /** The number of taps. */
  public int taps() {
    return size.height() * size.width();
  }

  /** Whether no two windows share a tap position. */
  public boolean isDisjoint() {
    return stride.height() >= dilation.height() * (size.height() - 1) + 1
        && stride.width() >= dilation.width() * (size.width() - 1) + 1;
  }

  /** Whether neighbouring windows are one apart and so are neighbouring taps. */
  public boolean isContiguous() {
    Size2 one = new Size2(1, 1);
    return stride.equals(one) && dilation.equals(one);
  }

  @Override
  public String toString() {
    return size
        + (stride.equals(new Size2(1, 1)) ? "" : ",s" + stride)
        + (dilation.equals(new Size2(1, 1)) ? "" : ",d" + dilation)
        + (pads.isNone() ? "" : "," + pads);
  }
}
