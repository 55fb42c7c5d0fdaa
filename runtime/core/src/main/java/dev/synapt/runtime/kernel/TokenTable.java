package dev.synapt.runtime.kernel;

import java.util.Arrays;

/**
 * Rows of a table {@code [vocabulary][dimension]} for token ids, which are whole numbers held as
 * floats.
 */
public final class TokenTable {

  private static final int SLICE = SliceCode.SLICE;

  private TokenTable() {}

  /**
   * Puts the row of each position's token there.
   *
   * @param ids where the first sample's ids are, one row of {@code length} for each sample
   * @param idStride floats from one sample's ids to the next one's
   * @param lanes samples side by side in the result: 16 in slices, or 1
   * @param length positions
   * @param weights holds the table
   * @param table where it starts there
   * @param dimension floats of a row
   * @param y where the first position goes, {@code [dimension][lanes]}
   * @param yPixel floats from one position to the next
   */
  public static void forward(
      float[] values,
      int ids,
      int idStride,
      int lanes,
      int length,
      float[] weights,
      int table,
      int dimension,
      int y,
      int yPixel) {
    for (int t = 0; t < length; t++) {
      for (int l = 0; l < lanes; l++) {
        int row = table + ((int) values[ids + l * idStride + t]) * dimension;
        int to = y + t * yPixel + l;
        for (int d = 0; d < dimension; d++) {
          values[to + d * lanes] = weights[row + d];
        }
      }
    }
  }

  /**
   * Sums the gradients of a batch of slices by the table: a worker has some of the columns, so that
   * the sum of each is in the order of slices, positions and samples whatever their number.
   *
   * @param samples how many there are
   * @param dy where the first slice's first position is, {@code [dimension][16]}
   * @param dySlice floats from one slice to the next
   * @param dyPixel floats from one position to the next
   * @param padding a token whose row gets none, or -1
   * @param gradients takes the sums
   * @param dw where the table's start there
   */
  public static void gradient(
      float[] values,
      int ids,
      int idStride,
      int samples,
      int length,
      int dy,
      int dySlice,
      int dyPixel,
      int vocabulary,
      int dimension,
      int padding,
      float[] gradients,
      int dw,
      int worker,
      int workers) {
    int from = dimension * worker / workers;
    int to = dimension * (worker + 1) / workers;
    for (int token = 0; token < vocabulary; token++) {
      Arrays.fill(gradients, dw + token * dimension + from, dw + token * dimension + to, 0f);
    }
    for (int first = 0; first < samples; first += SLICE) {
      for (int t = 0; t < length; t++) {
        int position = dy + first / SLICE * dySlice + t * dyPixel;
        for (int l = 0; l < Math.min(SLICE, samples - first); l++) {
          int token = (int) values[ids + (first + l) * idStride + t];
          if (token != padding) {
            add(values, position + l, gradients, dw + token * dimension, from, to);
          }
        }
      }
    }
  }

  private static void add(float[] values, int lane, float[] gradients, int row, int from, int to) {
    for (int d = from; d < to; d++) {
      gradients[row + d] += values[lane + d * SLICE];
    }
  }
}
