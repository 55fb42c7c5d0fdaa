package dev.synapt.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.runtime.random.CounterRandom;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WinogradFiltersTest {

  private static final double[][] G = {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};
  private static final int OFFSET = 12;
  private static final double ROUNDING = 1e-6;

  private static int panel(int columns) {
    int width = 64;
    while (columns % width != 0) {
      width /= 2;
    }
    return width;
  }

  /** {@code G g G^T} entry by entry, {@code g[y][x]} of one pair of channels. */
  private static double transformed(
      float[] a, int channels, int filters, int c, int o, int i, int j, boolean reversed) {
    double sum = 0;
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 3; x++) {
        int tap = reversed ? 8 - 3 * y - x : 3 * y + x;
        sum += G[i][y] * G[j][x] * a[OFFSET + (tap * channels + c) * filters + o];
      }
    }
    return sum;
  }

  private static int at(int rows, int columns, int plane, int row, int column) {
    int width = panel(columns);
    return plane * rows * columns + column / width * rows * width + row * width + column % width;
  }

  @ParameterizedTest
  @CsvSource({"16, 16, 1", "32, 64, 1", "48, 32, 3", "64, 16, 2", "16, 128, 4"})
  void everyFilterIsTransformedAndReversed(int channels, int filters, int workers) {
    int size = channels * filters;
    int to = OFFSET + 9 * size;
    int transposed = to + 16 * size;
    float[] a = new float[transposed + 16 * size];
    for (int i = 0; i < 9 * size; i++) {
      a[OFFSET + i] = CounterRandom.uniform(1, i) - 0.5f;
    }
    float[] before = a.clone();
    for (int worker = 0; worker < workers; worker++) {
      WinogradFilters.transform(
          a,
          OFFSET,
          channels,
          filters,
          to,
          panel(filters),
          transposed,
          panel(channels),
          worker,
          workers);
    }
    for (int plane = 0; plane < 16; plane++) {
      for (int c = 0; c < channels; c++) {
        for (int o = 0; o < filters; o++) {
          assertEquals(
              transformed(a, channels, filters, c, o, plane / 4, plane % 4, false),
              a[to + at(channels, filters, plane, c, o)],
              ROUNDING);
          assertEquals(
              transformed(a, channels, filters, c, o, plane / 4, plane % 4, true),
              a[transposed + at(filters, channels, plane, o, c)],
              ROUNDING);
        }
      }
    }
    assertArrayEquals(Arrays.copyOf(before, to), Arrays.copyOf(a, to), "the filters themselves");
  }
}
