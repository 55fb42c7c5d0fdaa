package dev.synapt.processor.interpret;

import dev.synapt.processor.lower.Window;

/** Where the taps of a window lie in an image. */
public final class Taps {

  private Taps() {}

  /**
   * The row-major position in an image of {@code height} by {@code width} that a tap falls on.
   *
   * @param p the window's row, in windows
   * @param q the window's column, in windows
   * @param tap the tap in the window, row-major from 0
   * @return the position, or -1 when the tap falls on the padding
   */
  public static int position(Window window, int height, int width, int p, int q, int tap) {
    int r = tap / window.size().width();
    int s = tap % window.size().width();
    int h = p * window.stride().height() + r * window.dilation().height() - window.pads().top();
    int w = q * window.stride().width() + s * window.dilation().width() - window.pads().left();
    boolean inside = 0 <= h && h < height && 0 <= w && w < width;
    return inside ? h * width + w : -1;
  }
}
