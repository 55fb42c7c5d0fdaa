package dev.synapt.runtime.kernel;

/**
 * The filters of Winograd's F(2x2, 3x3) and F(4x4, 3x3): {@code G g G^T} of each 3x3 filter {@code
 * g}, 16 or 36 numbers, each kind in a plane of its own (Lavin and Gray, 2015). A row of {@code G}
 * evaluates a polynomial of three coefficients at zero, at pairs of points p and -p, or at
 * infinity.
 */
public final class WinogradFilters {

  private static final int TAPS = 9;

  /** Points of side 4, the first and the second pair: see the transforms of generated code. */
  private static final float NEAR = 0.625f;

  private static final float FAR = 1.5f;

  /** One over the derivative of x (x^2 - NEAR^2) (x^2 - FAR^2) at zero and at the points. */
  private static final float SCALE_ZERO = (float) (256.0 / 225);

  private static final float SCALE_NEAR = (float) (-2048.0 / 2975);
  private static final float SCALE_FAR = (float) (128.0 / 1071);

  private WinogradFilters() {}

  /**
   * The planes of {@code [channels][filters]} that the forward pass reads, one worker's part. All
   * planes are panels of columns, {@code [columns / width][rows][width]}.
   *
   * @param a holds everything
   * @param from filters {@code [3][3][channels][filters]}; both numbers multiples of 16
   * @param side of a tile of results, 2 or 4
   * @param to the planes
   * @param plane floats from one plane to the next
   * @param width columns of a panel
   */
  public static void transform(
      float[] a,
      int from,
      int channels,
      int filters,
      int side,
      int to,
      int plane,
      int width,
      int worker,
      int workers) {
    int tap = channels * filters;
    planes(a, from, tap, filters, 1, channels, filters, side, to, plane, width, worker, workers);
  }

  /**
   * The planes of {@code [filters][channels]} of the filters with rows and columns reversed, which
   * the gradient by the input reads, one worker's part.
   *
   * @see #transform
   */
  public static void transformReversed(
      float[] a,
      int from,
      int channels,
      int filters,
      int side,
      int to,
      int plane,
      int width,
      int worker,
      int workers) {
    int tap = channels * filters;
    int last = from + (TAPS - 1) * tap;
    planes(a, last, -tap, 1, filters, filters, channels, side, to, plane, width, worker, workers);
  }

  private static void planes(
      float[] a,
      int from,
      int tap,
      int rowStride,
      int columnStride,
      int rows,
      int columns,
      int side,
      int to,
      int plane,
      int width,
      int worker,
      int workers) {
    int first = (int) ((long) rows * worker / workers);
    int last = (int) ((long) rows * (worker + 1) / workers);
    for (int row = first; row < last; row++) {
      for (int column = 0; column < columns; column++) {
        int at = from + row * rowStride + column * columnStride;
        int place = to + (column / width * rows + row) * width + column % width;
        if (side == 2) {
          filter2(a, at, tap, place, plane);
        } else {
          filter4(a, at, tap, place, plane);
        }
      }
    }
  }

  /** The four rows of {@code G g G^T}. */
  private static void filter2(float[] a, int from, int tap, int to, int plane) {
    float top0 = a[from];
    float top1 = a[from + tap];
    float top2 = a[from + 2 * tap];
    float bottom0 = a[from + 6 * tap];
    float bottom1 = a[from + 7 * tap];
    float bottom2 = a[from + 8 * tap];
    float even0 = 0.5f * (top0 + bottom0);
    float even1 = 0.5f * (top1 + bottom1);
    float even2 = 0.5f * (top2 + bottom2);
    float odd0 = 0.5f * a[from + 3 * tap];
    float odd1 = 0.5f * a[from + 4 * tap];
    float odd2 = 0.5f * a[from + 5 * tap];
    row2(a, to, plane, -top0, -top1, -top2);
    row2(a, to + 4 * plane, plane, even0 + odd0, even1 + odd1, even2 + odd2);
    row2(a, to + 8 * plane, plane, even0 - odd0, even1 - odd1, even2 - odd2);
    row2(a, to + 12 * plane, plane, bottom0, bottom1, bottom2);
  }

  /** A row of {@code G g G^T} of one of {@code G g}. */
  private static void row2(float[] a, int to, int plane, float left, float middle, float right) {
    float even = 0.5f * (left + right);
    float odd = 0.5f * middle;
    a[to] = -left;
    a[to + plane] = even + odd;
    a[to + 2 * plane] = even - odd;
    a[to + 3 * plane] = right;
  }

  /** The six rows of {@code G g G^T}. */
  private static void filter4(float[] a, int from, int tap, int to, int plane) {
    float top0 = a[from];
    float top1 = a[from + tap];
    float top2 = a[from + 2 * tap];
    float bottom0 = a[from + 6 * tap];
    float bottom1 = a[from + 7 * tap];
    float bottom2 = a[from + 8 * tap];
    row4(a, to, plane, SCALE_ZERO * top0, SCALE_ZERO * top1, SCALE_ZERO * top2);
    float even0 = SCALE_NEAR * Math.fma(NEAR * NEAR, bottom0, top0);
    float even1 = SCALE_NEAR * Math.fma(NEAR * NEAR, bottom1, top1);
    float even2 = SCALE_NEAR * Math.fma(NEAR * NEAR, bottom2, top2);
    float odd0 = SCALE_NEAR * NEAR * a[from + 3 * tap];
    float odd1 = SCALE_NEAR * NEAR * a[from + 4 * tap];
    float odd2 = SCALE_NEAR * NEAR * a[from + 5 * tap];
    row4(a, to + 6 * plane, plane, even0 + odd0, even1 + odd1, even2 + odd2);
    row4(a, to + 12 * plane, plane, even0 - odd0, even1 - odd1, even2 - odd2);
    even0 = SCALE_FAR * Math.fma(FAR * FAR, bottom0, top0);
    even1 = SCALE_FAR * Math.fma(FAR * FAR, bottom1, top1);
    even2 = SCALE_FAR * Math.fma(FAR * FAR, bottom2, top2);
    odd0 = SCALE_FAR * FAR * a[from + 3 * tap];
    odd1 = SCALE_FAR * FAR * a[from + 4 * tap];
    odd2 = SCALE_FAR * FAR * a[from + 5 * tap];
    row4(a, to + 18 * plane, plane, even0 + odd0, even1 + odd1, even2 + odd2);
    row4(a, to + 24 * plane, plane, even0 - odd0, even1 - odd1, even2 - odd2);
    row4(a, to + 30 * plane, plane, bottom0, bottom1, bottom2);
  }

  /** A row of {@code G g G^T} of one of {@code G g}. */
  private static void row4(float[] a, int to, int plane, float left, float middle, float right) {
    float nearEven = SCALE_NEAR * Math.fma(NEAR * NEAR, right, left);
    float nearOdd = SCALE_NEAR * NEAR * middle;
    float farEven = SCALE_FAR * Math.fma(FAR * FAR, right, left);
    float farOdd = SCALE_FAR * FAR * middle;
    a[to] = SCALE_ZERO * left;
    a[to + plane] = nearEven + nearOdd;
    a[to + 2 * plane] = nearEven - nearOdd;
    a[to + 3 * plane] = farEven + farOdd;
    a[to + 4 * plane] = farEven - farOdd;
    a[to + 5 * plane] = right;
  }
}
