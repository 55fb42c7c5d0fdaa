package dev.synapt.runtime.kernel;

/** Matrices in arrays. */
public final class Matrices {

  /** Columns that are copied together: 16 floats are a cache line. */
  private static final int BLOCK = 16;

  private Matrices() {}

  /**
   * Transposes a matrix that is cut into panels of columns, {@code [columns / width][rows][width]},
   * to one that is cut the same way: {@code [rows / toWidth][columns][toWidth]}; one worker's part
   * of it.
   *
   * @param a holds both
   * @param from where the matrix starts
   * @param rows of the matrix
   * @param columns of the matrix, without padding
   * @param width columns of its panels, a multiple of 16
   * @param to where the transposed matrix starts
   * @param toWidth columns of that one's panels, a multiple of 16
   * @param worker from 0
   * @param workers how many there are
   */
  public static void transposePanels(
      float[] a,
      int from,
      int rows,
      int columns,
      int width,
      int to,
      int toWidth,
      int worker,
      int workers) {
    int blocks = (rows + BLOCK - 1) / BLOCK;
    int first = BLOCK * (int) ((long) blocks * worker / workers);
    int last = Math.min(rows, BLOCK * (int) ((long) blocks * (worker + 1) / workers));
    for (int block = first; block < last; block += BLOCK) {
      int height = Math.min(BLOCK, last - block);
      int target = to + block / toWidth * toWidth * columns + block % toWidth;
      for (int j = 0; j < columns; j += width) {
        int source = from + j * rows + block * width;
        int run = Math.min(width, columns - j);
        transposeBlock(a, source, width, height, run, target + j * toWidth, toWidth);
      }
    }
  }

  /**
   * {@code a[to + (c * taps + taps - 1 - t) * filters + o] = a[from + (o * taps + t) * channels +
   * c]}: filters {@code [o][t][c]} as {@code [c][t reversed][o]}; one worker's part of it.
   */
  public static void flipFilters(
      float[] a, int from, int filters, int taps, int channels, int to, int worker, int workers) {
    int first = (int) ((long) taps * worker / workers);
    int last = (int) ((long) taps * (worker + 1) / workers);
    for (int t = first; t < last; t++) {
      for (int o = 0; o < filters; o++) {
        int row = from + (o * taps + t) * channels;
        int column = to + (taps - 1 - t) * filters + o;
        for (int c = 0; c < channels; c++) {
          a[column + c * taps * filters] = a[row + c];
        }
      }
    }
  }

  /**
   * {@code a[to + ((taps - 1 - t) * filters + o) * C + c] = a[from + (t * channels + c) * O + o]}:
   * filters {@code [t][c][O]} as {@code [t reversed][o][C]}, with O and C the numbers of filters
   * and channels padded to a multiple of 16; one worker's part of it.
   */
  public static void flipPixelFilters(
      float[] a, int from, int filters, int taps, int channels, int to, int worker, int workers) {
    int first = (int) ((long) taps * worker / workers);
    int last = (int) ((long) taps * (worker + 1) / workers);
    int fromStride = padded(filters);
    int toStride = padded(channels);
    for (int t = first; t < last; t++) {
      int tapFrom = from + t * channels * fromStride;
      int tapTo = to + (taps - 1 - t) * filters * toStride;
      for (int block = 0; block < channels; block += BLOCK) {
        int height = Math.min(BLOCK, channels - block);
        int source = tapFrom + block * fromStride;
        transposeBlock(a, source, fromStride, height, filters, tapTo + block, toStride);
      }
    }
  }

  /**
   * {@code a[to + j * toStride + i] = a[from + i * fromStride + j]} for i below {@code rows}, j
   * below {@code columns}.
   */
  private static void transposeBlock(
      float[] a, int from, int fromStride, int rows, int columns, int to, int toStride) {
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        a[to + j * toStride + i] = a[from + i * fromStride + j];
      }
    }
  }

  private static int padded(int floats) {
    return (floats + BLOCK - 1) / BLOCK * BLOCK;
  }
}
