package dev.synapt.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.runtime.random.CounterRandom;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WinogradFiltersTest {

  private static final double[][] SIDE_2 = {
    {-1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}
  };

  /**
   * Points 5/8 and 3/2: what a polynomial is there, over the derivative of x(x^2-25/64)(x^2-9/4).
   */
  private static final double[][] SIDE_4 = {
    {256.0 / 225, 0, 0},
    {-2048.0 / 2975, -1280.0 / 2975, -800.0 / 2975},
    {-2048.0 / 2975, 1280.0 / 2975, -800.0 / 2975},
    {128.0 / 1071, 192.0 / 1071, 288.0 / 1071},
    {128.0 / 1071, -192.0 / 1071, 288.0 / 1071},
    {0, 0, 1}
  };

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
      float[] a,
      double[][] g,
      int channels,
      int filters,
      int c,
      int o,
      int i,
      int j,
      boolean reversed) {
    double sum = 0;
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 3; x++) {
        int tap = reversed ? 8 - 3 * y - x : 3 * y + x;
        sum += g[i][y] * g[j][x] * a[OFFSET + (tap * channels + c) * filters + o];
      }
    }
    return sum;
  }

  private static int at(int rows, int columns, int plane, int row, int column) {
    int width = panel(columns);
    return plane * (rows * columns + 16)
        + column / width * rows * width
        + row * width
        + column % width;
  }

  @ParameterizedTest
  @CsvSource({"2, 16, 16, 1", "4, 32, 64, 1", "2, 48, 32, 3", "4, 64, 16, 2", "4, 16, 128, 4"})
  void everyFilterIsTransformedAndReversed(int side, int channels, int filters, int workers) {
    int size = channels * filters;
    int tile = side + 2;
    int planes = tile * tile;
    int stride = size + 16;
    int to = OFFSET + 9 * size;
    int reversed = to + planes * stride;
    float[] a = new float[reversed + planes * stride];
    for (int i = 0; i < 9 * size; i++) {
      a[OFFSET + i] = CounterRandom.uniform(1, i) - 0.5f;
    }
    float[] before = a.clone();
    int width = panel(filters);
    int reversedWidth = panel(channels);
    for (int worker = 0; worker < workers; worker++) {
      WinogradFilters.transform(
          a, OFFSET, channels, filters, side, to, stride, width, worker, workers);
      WinogradFilters.transformReversed(
          a, OFFSET, channels, filters, side, reversed, stride, reversedWidth, worker, workers);
    }
    double[][] g = side == 2 ? SIDE_2 : SIDE_4;
    for (int plane = 0; plane < planes; plane++) {
      int i = plane / tile;
      int j = plane % tile;
      for (int c = 0; c < channels; c++) {
        for (int o = 0; o < filters; o++) {
          assertEquals(
              transformed(a, g, channels, filters, c, o, i, j, false),
              a[to + at(channels, filters, plane, c, o)],
              ROUNDING);
          assertEquals(
              transformed(a, g, channels, filters, c, o, i, j, true),
              a[reversed + at(filters, channels, plane, o, c)],
              ROUNDING);
        }
      }
    }
    assertArrayEquals(Arrays.copyOf(before, to), Arrays.copyOf(a, to), "the filters themselves");
  }
}
