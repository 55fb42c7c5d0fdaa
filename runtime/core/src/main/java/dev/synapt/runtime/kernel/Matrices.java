package dev.synapt.runtime.kernel;

/** Matrices in arrays. */
public final class Matrices {

  /** Columns that are copied together: 16 floats are a cache line. */
  private static final int BLOCK = 16;

  private Matrices() {}

  /**
   * {@code a[to + j * toStride + i] = a[from + i * fromStride + j]} for i below {@code rows}, j below {@code columns};
   * one worker's part of it.
   */
  public static void transpose(
      float[] a,
      int from,
      int fromStride,
      int rows,
      int columns,
      int to,
      int toStride,
      int worker,
      int workers) {
    int blocks = (rows + BLOCK - 1) / BLOCK;
    int first = BLOCK * (int) ((long) blocks * worker / workers);
    int last = Math.min(rows, BLOCK * (int) ((long) blocks * (worker + 1) / workers));
    for (int block = first; block < last; block += BLOCK) {
      int end = Math.min(last, block + BLOCK);
      for (int j = 0; j < columns; j++) {
        for (int i = block; i < end; i++) {
          a[to + j * toStride + i] = a[from + i * fromStride + j];
        }
      }
    }
  }
}
