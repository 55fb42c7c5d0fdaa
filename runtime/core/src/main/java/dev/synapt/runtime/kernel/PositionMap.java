package dev.synapt.runtime.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Which positions of an image each position of the result is made from, the same for all channels:
 * the product of its axes. A table, made once. Immutable.
 *
 * <p>All methods work on memory in which the floats of a position (its channels, for slices those
 * of 16 samples) lie together.
 */
public final class PositionMap {

  private final int width;
  private final int inputWidth;
  private final int taps;
  private final int[] start;
  private final int[] from;
  private final int[] tap;
  private final float[] factor;

  /**
   * The product of axes, outermost first. Axes in front of the last are one: rows of a volume are
   * those of all its planes.
   *
   * @param axes at least one
   */
  public PositionMap(PositionAxis... axes) {
    PositionAxis last = axes[axes.length - 1];
    width = last.outputs();
    inputWidth = last.inputs();
    List<List<PositionAxis.Term>> product = List.of(List.of(new PositionAxis.Term(0, 0, 1)));
    int count = 1;
    for (PositionAxis axis : axes) {
      product = product(product, axis);
      count *= axis.taps();
    }
    taps = count;
    start = new int[product.size() + 1];
    for (int i = 0; i < product.size(); i++) {
      start[i + 1] = start[i] + product.get(i).size();
    }
    int terms = start[product.size()];
    from = new int[terms];
    tap = new int[terms];
    factor = new float[terms];
    int at = 0;
    for (List<PositionAxis.Term> position : product) {
      for (PositionAxis.Term term : position) {
        from[at] = term.from();
        tap[at] = term.tap();
        factor[at++] = term.factor();
      }
    }
  }

  private static List<List<PositionAxis.Term>> product(
      List<List<PositionAxis.Term>> outer, PositionAxis axis) {
    List<List<PositionAxis.Term>> result = new ArrayList<>();
    for (List<PositionAxis.Term> position : outer) {
      for (int i = 0; i < axis.outputs(); i++) {
        List<PositionAxis.Term> terms = new ArrayList<>();
        for (PositionAxis.Term a : position) {
          for (PositionAxis.Term b : axis.terms(i)) {
            terms.add(
                new PositionAxis.Term(
                    a.from() * axis.inputs() + b.from(),
                    a.tap() * axis.taps() + b.tap(),
                    a.factor() * b.factor()));
          }
        }
        result.add(terms);
      }
    }
    return result;
  }

  /** Positions of the result. */
  int outputs() {
    return start.length - 1;
  }

  /** Positions of a row of the image. */
  int inputWidth() {
    return inputWidth;
  }

  /** Taps of a window. */
  int taps() {
    return taps;
  }

  /** The first term of a position; its terms end where those of the next start. */
  int start(int position) {
    return start[position];
  }

  int tap(int term) {
    return tap[term];
  }

  /** Where the image's position of a term lies, from the start of the image. */
  int input(int term, int row, int pixel) {
    return place(from[term], row, pixel);
  }

  private int place(int position, int row, int pixel) {
    return position / inputWidth * row + position % inputWidth * pixel;
  }

  /** Where a position of the result lies, from the start of the result. */
  int output(int position, int row, int pixel) {
    return position / width * row + position % width * pixel;
  }

  /**
   * {@code y[p] = sum of factor x[from]} for every position.
   *
   * @param values holds both
   * @param x where the image's first position is
   * @param xRow floats from one row to the next
   * @param y where the result's first position goes
   * @param yRow floats from one row to the next
   * @param pixel floats of a position
   */
  public void apply(float[] values, int x, int xRow, int y, int yRow, int pixel) {
    for (int p = 0; p < outputs(); p++) {
      int to = y + output(p, yRow, pixel);
      java.util.Arrays.fill(values, to, to + pixel, 0f);
      for (int t = start[p]; t < start[p + 1]; t++) {
        add(values, factor[t], x + input(t, xRow, pixel), to, pixel);
      }
    }
  }

  /**
   * The gradient of {@link #apply}: {@code dx[from] += factor dy[p]}.
   *
   * @param rows rows of the image
   */
  public void gradient(float[] values, int dy, int dyRow, int dx, int dxRow, int rows, int pixel) {
    clear(values, dx, dxRow, rows, pixel);
    for (int p = 0; p < outputs(); p++) {
      int at = dy + output(p, dyRow, pixel);
      for (int t = start[p]; t < start[p + 1]; t++) {
        add(values, factor[t], at, dx + input(t, dxRow, pixel), pixel);
      }
    }
  }

  private static void add(float[] values, float factor, int from, int to, int count) {
    for (int i = 0; i < count; i++) {
      values[to + i] = Math.fma(factor, values[from + i], values[to + i]);
    }
  }

  /** Zeros the positions of an image, not what is around it. */
  void clear(float[] values, int at, int row, int rows, int pixel) {
    for (int r = 0; r < rows; r++) {
      java.util.Arrays.fill(values, at + r * row, at + r * row + inputWidth * pixel, 0f);
    }
  }

  /**
   * {@code y[p]} as the largest of the positions it is made from, the first of equals; NaN wins.
   */
  public void max(float[] values, int x, int xRow, int y, int yRow, int pixel) {
    for (int p = 0; p < outputs(); p++) {
      int to = y + output(p, yRow, pixel);
      System.arraycopy(values, x + input(start[p], xRow, pixel), values, to, pixel);
      for (int t = start[p] + 1; t < start[p + 1]; t++) {
        int at = x + input(t, xRow, pixel);
        for (int i = 0; i < pixel; i++) {
          values[to + i] = Math.max(values[to + i], values[at + i]);
        }
      }
    }
  }

  /**
   * As {@link #max}, and where each largest is.
   *
   * @param winner takes the position in the image
   * @param winnerRow floats from one of its rows to the next
   */
  public void max(
      float[] values, int x, int xRow, int y, int yRow, int winner, int winnerRow, int pixel) {
    for (int p = 0; p < outputs(); p++) {
      int to = y + output(p, yRow, pixel);
      int place = winner + output(p, winnerRow, pixel);
      for (int i = 0; i < pixel; i++) {
        int best = start[p];
        float most = values[x + input(best, xRow, pixel) + i];
        for (int t = best + 1; t < start[p + 1]; t++) {
          float next = values[x + input(t, xRow, pixel) + i];
          if (next > most || (Float.isNaN(next) && !Float.isNaN(most))) {
            most = next;
            best = t;
          }
        }
        values[to + i] = most;
        values[place + i] = from[best];
      }
    }
  }

  /** The gradient of {@link #max}: {@code dx[winner] += dy[p]}. */
  public void maxGradient(
      float[] values,
      int dy,
      int dyRow,
      int winner,
      int winnerRow,
      int dx,
      int dxRow,
      int rows,
      int pixel) {
    clear(values, dx, dxRow, rows, pixel);
    for (int p = 0; p < outputs(); p++) {
      int at = dy + output(p, dyRow, pixel);
      int place = winner + output(p, winnerRow, pixel);
      for (int i = 0; i < pixel; i++) {
        int to = place((int) values[place + i], dxRow, pixel);
        values[dx + to + i] += values[at + i];
      }
    }
  }

  /** The gradient of bringing back what was largest: {@code dx[p] = dy[winner]}. */
  public void pick(
      float[] values, int dy, int dyRow, int winner, int winnerRow, int dx, int dxRow, int pixel) {
    for (int p = 0; p < outputs(); p++) {
      int to = dx + output(p, dxRow, pixel);
      int place = winner + output(p, winnerRow, pixel);
      for (int i = 0; i < pixel; i++) {
        values[to + i] = values[dy + place((int) values[place + i], dyRow, pixel) + i];
      }
    }
  }
}
