package dev.synapt.runtime.optimizer;

import dev.synapt.runtime.kernel.TensorLayout;

/**
 * A tensor as rows: {@code [rows][inner]} in its logical order, wherever the entries lie. Sums over
 * a row run in the logical order of its entries, so that neither the layout nor the number of
 * threads changes a bit.
 */
final class TensorRows {

  private final int[] rowAt;
  private final int[] innerAt;
  private final boolean adjacent;

  /** Rows are the indices of the shape's first axis. */
  TensorRows(TrainedTensor tensor) {
    TensorLayout layout = tensor.layout();
    int rows = tensor.shape()[0];
    int inner = layout.size() / rows;
    requireRows(tensor, rows);
    this.rowAt = new int[rows];
    this.innerAt = new int[inner];
    for (int r = 0; r < rows; r++) {
      rowAt[r] = distance(layout, r * inner);
    }
    for (int i = 0; i < inner; i++) {
      innerAt[i] = layout.offset() + distance(layout, i);
    }
    this.adjacent = isCount(rowAt);
  }

  /** From the layout's first float to the entry of a logical, row-major index. */
  private static int distance(TensorLayout layout, int index) {
    int rest = index;
    int distance = 0;
    for (int axis = layout.sizes().length - 1; axis >= 0; axis--) {
      distance += rest % layout.sizes()[axis] * layout.strides()[axis];
      rest /= layout.sizes()[axis];
    }
    return distance;
  }

  private static boolean isCount(int[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] != i) {
        return false;
      }
    }
    return true;
  }

  /** Rows must end where an axis in memory ends, or where an index of it ends. */
  private static void requireRows(TrainedTensor tensor, int rows) {
    if (endsWith(tensor.layout().sizes(), tensor.layout().size() / rows)) {
      return;
    }
    int counted = 1;
    for (int size : tensor.layout().sizes()) {
      if (counted * size > rows) {
        require(rows % counted == 0 && size % (rows / counted) == 0, tensor);
        return;
      }
      counted *= size;
    }
    require(counted == rows, tensor);
  }

  /**
   * Whether some of the last axes, or none, are a whole row: those before may have room for more
   * rows.
   */
  private static boolean endsWith(int[] sizes, int inner) {
    int product = 1;
    int axis = sizes.length;
    while (product < inner && axis > 0) {
      product *= sizes[--axis];
    }
    return product == inner;
  }

  private static void require(boolean condition, TrainedTensor tensor) {
    if (!condition) {
      throw new IllegalArgumentException(
          tensor + ": its axes in memory do not divide it into the rows of its first axis");
    }
  }

  int rows() {
    return rowAt.length;
  }

  /** {@code sums[at + r]} = the sum of squares of row r, for {@code from <= r < to}. */
  void squares(float[] values, double[] sums, int at, int from, int to) {
    if (adjacent) {
      squaresOfAdjacentRows(values, sums, at, from, to);
      return;
    }
    for (int r = from; r < to; r++) {
      double sum = 0;
      for (int place : innerAt) {
        double value = values[place + rowAt[r]];
        sum += value * value;
      }
      sums[at + r] = sum;
    }
  }

  // Squares of floats are exact in double, so both ways round in the same places.
  private void squaresOfAdjacentRows(float[] values, double[] sums, int at, int from, int to) {
    for (int r = from; r < to; r++) {
      sums[at + r] = 0;
    }
    for (int place : innerAt) {
      for (int r = from; r < to; r++) {
        double value = values[place + r];
        sums[at + r] += value * value;
      }
    }
  }

  /** {@code largest[at + r]} = the largest magnitude in row r, for {@code from <= r < to}. */
  void magnitudes(float[] values, double[] largest, int at, int from, int to) {
    for (int r = from; r < to; r++) {
      float most = 0;
      for (int place : innerAt) {
        most = Math.max(most, Math.abs(values[place + rowAt[r]]));
      }
      largest[at + r] = most;
    }
  }

  /** Multiplies each row r by {@code factors[r]}, for {@code from <= r < to}. */
  void scale(float[] values, float[] factors, int from, int to) {
    for (int place : innerAt) {
      if (adjacent) {
        scaleAdjacent(values, place, factors, from, to);
      } else {
        for (int r = from; r < to; r++) {
          values[place + rowAt[r]] *= factors[r];
        }
      }
    }
  }

  private static void scaleAdjacent(float[] values, int at, float[] factors, int from, int to) {
    for (int r = from; r < to; r++) {
      values[at + r] *= factors[r];
    }
  }
}
