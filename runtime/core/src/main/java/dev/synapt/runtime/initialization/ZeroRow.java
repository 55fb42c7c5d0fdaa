package dev.synapt.runtime.initialization;

import java.util.Arrays;

/**
 * Draws a table as another initializer does, but zeros in one of its rows.
 *
 * @param others gives the other rows, the same values as without this
 * @param row which row is zero
 * @param length values of a row
 */
public record ZeroRow(Initializer others, int row, int length) implements Initializer {

  @Override
  public void fill(float[] a, int off, int len, int fanIn, int fanOut, long key) {
    others.fill(a, off, len, fanIn, fanOut, key);
    Arrays.fill(a, off + row * length, off + (row + 1) * length, 0f);
  }
}
