package dev.synapt.runtime.kernel;

/**
 * The filters of Winograd's F(2x2, 3x3): {@code G g G^T} of each 3x3 filter {@code g}, 16 numbers,
 * each kind in a plane of its own (Lavin and Gray, 2015).
 */
public final class WinogradFilters {

  private static final int SIZE = 3;
  private static final int TILE = 4;

  private WinogradFilters() {}

  /**
   * Transforms one worker's part of the channels. All planes are panels of columns, {@code [columns
   * / width][rows][width]}.
   *
   * @param a holds everything
   * @param from filters {@code [3][3][channels][filters]}; both numbers multiples of 16
   * @param channels of the source
   * @param filters of the target
   * @param to planes of {@code [channels][filters]}
   * @param width columns of a panel of these
   * @param transposed planes of {@code [filters][channels]} of the filters with rows and columns
   *     reversed; -1 for none
   * @param transposedWidth columns of a panel of these
   */
  public static void transform(
      float[] a,
      int from,
      int channels,
      int filters,
      int to,
      int width,
      int transposed,
      int transposedWidth,
      int worker,
      int workers) {
    int first = (int) ((long) channels * worker / workers);
    int last = (int) ((long) channels * (worker + 1) / workers);
    int size = channels * filters;
    for (int c = first; c < last; c++) {
      for (int panel = 0; panel < filters / width; panel++) {
        int row = to + (panel * channels + c) * width;
        rows(a, from + c * filters + panel * width, size, width, row);
      }
      if (transposed >= 0) {
        int column =
            transposed + c / transposedWidth * filters * transposedWidth + c % transposedWidth;
        transpose(
            a, to + c * width, width, channels * width, size, filters, column, transposedWidth);
      }
    }
  }

  /** The 16 numbers of some filters of one channel, which lie side by side. */
  private static void rows(float[] a, int from, int size, int count, int to) {
    for (int i = 0; i < TILE; i++) {
      for (int o = 0; o < count; o++) {
        float left = left(a, from + o, size, i, 0);
        float middle = left(a, from + o, size, i, 1);
        float right = left(a, from + o, size, i, 2);
        float outer = left + right;
        a[to + TILE * i * size + o] = left;
        a[to + (TILE * i + 1) * size + o] = 0.5f * (outer + middle);
        a[to + (TILE * i + 2) * size + o] = 0.5f * (outer - middle);
        a[to + (TILE * i + 3) * size + o] = right;
      }
    }
  }

  /** An entry of {@code G g}. */
  private static float left(float[] a, int from, int size, int row, int column) {
    float top = a[from + column * size];
    float bottom = a[from + (2 * SIZE + column) * size];
    if (row == 0) {
      return top;
    }
    if (row == TILE - 1) {
      return bottom;
    }
    float middle = a[from + (SIZE + column) * size];
    float outer = top + bottom;
    return 0.5f * (row == 1 ? outer + middle : outer - middle);
  }

  /**
   * One channel's row of each plane as a column of the plane of the reversed filters: reversing
   * exchanges the first and the last row, and column, of {@code G g G^T}.
   */
  private static void transpose(
      float[] a, int row, int width, int panel, int size, int filters, int column, int step) {
    for (int i = 0; i < TILE; i++) {
      for (int j = 0; j < TILE; j++) {
        int from = row + (TILE * i + j) * size;
        int to = column + (TILE * reversed(i) + reversed(j)) * size;
        for (int o = 0; o < filters; o++) {
          a[to + o * step] = a[from + o / width * panel + o % width];
        }
      }
    }
  }

  private static int reversed(int index) {
    return index == 0 ? TILE - 1 : index == TILE - 1 ? 0 : index;
  }
}
