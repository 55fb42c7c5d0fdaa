package dev.synapt.processor.plan;

/**
 * A matrix cut into panels of columns, which lie one after another: {@code [columns /
 * width][rows][width]}, zeros behind the columns. Code that keeps a few registers of columns walks
 * down a panel through consecutive memory, which the caches and the prefetcher like better than one
 * line out of each long row.
 *
 * @param rows the summed index of the product that reads it
 * @param columns of the matrix, padded
 */
public record Panels(int rows, int columns) {

  /**
   * Four registers of 16 floats. Wider panels are taken in several passes by machines with narrower
   * registers.
   */
  private static final int WIDEST = 64;

  /** The panels of a matrix of {@code columns} columns before padding. */
  public static Panels of(int rows, int columns) {
    return new Panels(rows, Layout.padded(columns));
  }

  /** Columns of a panel: the most that leave no narrower last panel. */
  public int width() {
    int width = WIDEST;
    while (columns % width != 0) {
      width /= 2;
    }
    return width;
  }

  /** How many panels there are. */
  public int count() {
    return columns / width();
  }

  /** Floats of a panel. */
  public int panelFloats() {
    return Math.multiplyExact(rows, width());
  }

  /** Floats of the matrix. */
  public int floats() {
    return Math.multiplyExact(rows, columns);
  }
}
