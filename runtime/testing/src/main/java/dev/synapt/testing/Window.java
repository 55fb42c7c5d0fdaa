package dev.synapt.testing;

/**
 * How a kernel or pooling window moves over an image.
 *
 * @param height rows of taps
 * @param width columns of taps
 * @param strideHeight rows from one window to the next
 * @param strideWidth columns from one window to the next
 * @param dilationHeight rows from one tap to the next
 * @param dilationWidth columns from one tap to the next
 * @param top rows of padding above the image
 * @param left columns of padding to its left
 */
public record Window(
    int height,
    int width,
    int strideHeight,
    int strideWidth,
    int dilationHeight,
    int dilationWidth,
    int top,
    int left) {

  int taps() {
    return height * width;
  }

  /**
   * Where a tap of the window at row p and column q lies in a plane of the image, row-major; -1 on
   * the padding.
   */
  int position(Image image, int p, int q, int tap) {
    int h = p * strideHeight + tap / width * dilationHeight - top;
    int w = q * strideWidth + tap % width * dilationWidth - left;
    boolean inside = 0 <= h && h < image.height() && 0 <= w && w < image.width();
    return inside ? h * image.width() + w : -1;
  }
}
