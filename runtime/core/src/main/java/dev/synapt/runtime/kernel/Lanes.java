package dev.synapt.runtime.kernel;

/** Slices of 16 samples in the lanes: sums over the lanes, and changes between rows and lanes. */
public final class Lanes {

  private static final int SLICE = TrainingCode.SLICE;

  private Lanes() {}

  /**
   * {@code values[to + i] = sum of the lanes values[from + 16 i ...]}, as a tree of fixed shape:
   * lane j and lane j + 8, then j and j + 4, and so on.
   *
   * @param count how many sums
   * @param lanes how many lanes count, from the first; the others are taken as zero
   */
  public static void sum(float[] values, int from, int count, int lanes, int to) {
    for (int i = 0; i < count; i++) {
      values[to + i] = sum(values, from + SLICE * i, lanes);
    }
  }

  /**
   * As {@link #sum}, divided by the number of summands.
   *
   * @param positions entries per lane that were summed
   */
  public static void mean(float[] values, int from, int count, int lanes, int positions, int to) {
    float summands = lanes * positions;
    for (int i = 0; i < count; i++) {
      values[to + i] = sum(values, from + SLICE * i, lanes) / summands;
    }
  }

  private static float sum(float[] v, int at, int lanes) {
    if (lanes < SLICE) {
      java.util.Arrays.fill(v, at + lanes, at + SLICE, 0f);
    }
    float a = (v[at] + v[at + 8]) + (v[at + 4] + v[at + 12]);
    float b = (v[at + 1] + v[at + 9]) + (v[at + 5] + v[at + 13]);
    float c = (v[at + 2] + v[at + 10]) + (v[at + 6] + v[at + 14]);
    float d = (v[at + 3] + v[at + 11]) + (v[at + 7] + v[at + 15]);
    return (a + c) + (b + d);
  }

  /**
   * {@code lanes[to + i * laneStride + n] = rows[from + n * rowStride + i]} for i below {@code
   * count} and n below {@code samples}; other lanes stay as they are.
   */
  public static void fromRows(
      float[] rows,
      int from,
      int rowStride,
      int samples,
      int count,
      float[] lanes,
      int to,
      int laneStride) {
    for (int n = 0; n < samples; n++) {
      int row = from + n * rowStride;
      int lane = to + n;
      for (int i = 0; i < count; i++) {
        lanes[lane + i * laneStride] = rows[row + i];
      }
    }
  }

  /**
   * {@code rows[to + n * rowStride + i] = lanes[from + i * laneStride + n]} for i below {@code
   * count}, n below 16.
   */
  public static void toRows(
      float[] lanes, int from, int count, int laneStride, float[] rows, int to, int rowStride) {
    for (int n = 0; n < SLICE; n++) {
      int row = to + n * rowStride;
      int lane = from + n;
      for (int i = 0; i < count; i++) {
        rows[row + i] = lanes[lane + i * laneStride];
      }
    }
  }
}
