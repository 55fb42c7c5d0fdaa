package dev.synapt.processor.graph;

/**
 * A sliding window along one axis of an image. All arithmetic is in {@code long}: sizes are the
 * user's, and may be absurd.
 *
 * @param size rows (or columns) of the image
 * @param kernel taps of the window
 * @param stride rows from one window to the next
 * @param dilation rows from one tap to the next
 * @param before rows of padding in front
 * @param after rows of padding behind
 */
record WindowAxis(int size, int kernel, int stride, int dilation, int before, int after) {

  /** The rows a window reaches over. */
  long extent() {
    return extent(kernel, dilation);
  }

  private static long extent(int kernel, int dilation) {
    return (long) dilation * (kernel - 1) + 1;
  }

  /** The rows of the image with its padding. */
  long padded() {
    return (long) size + before + after;
  }

  /** Whether at least one window fits. */
  boolean fits() {
    return extent() <= padded();
  }

  /** The number of windows: {@code floor((padded - extent) / stride) + 1}. */
  long windows() {
    return (padded() - extent()) / stride + 1;
  }

  /** The row of the image just behind the last window, from 0 to {@link #size}. */
  long end() {
    long end = (windows() - 1) * stride + extent() - before;
    return Math.clamp(end, 0, size);
  }

  /**
   * Rows at the end of the image that no window reads although a further step would not skip them.
   * Rows that lie between windows because the stride is longer than the window are left out on
   * purpose and do not count.
   */
  long unread() {
    long gap = Math.max(0, stride - extent());
    long rest = size - end();
    return rest > gap ? rest : 0;
  }

  /**
   * A number of rows where more would be no different: a stride or a dilation, which may be absurd,
   * while the address of a window must be computed without overflow.
   */
  int limited(int step) {
    return Math.clamp(padded(), 1, step);
  }

  /** The most taps for which a window fits. */
  long largestKernel() {
    return Math.max(1, (padded() - 1) / dilation + 1);
  }

  /**
   * A window with the padding of {@link Pads#SAME}: the odd row goes behind the image. Where the
   * padding would exceed an {@code int}, it does not suffice and the window does not fit.
   */
  static WindowAxis same(int size, int kernel, int stride, int dilation) {
    long windows = (size + (long) stride - 1) / stride;
    long total = Math.max(0, (windows - 1) * stride + extent(kernel, dilation) - size);
    long limited = Math.min(total, Integer.MAX_VALUE);
    int before = (int) (limited / 2);
    int after = (int) (limited - before);
    return new WindowAxis(size, kernel, stride, dilation, before, after);
  }
}
