package dev.synapt.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MatricesTest {

  /** Marks what nobody may write. */
  private static final float UNTOUCHED = -1;

  private static float[] numbered(int length) {
    float[] a = new float[length];
    for (int i = 0; i < length; i++) {
      a[i] = i + 1;
    }
    return a;
  }

  /** Where a matrix in panels has an entry, from its start. */
  private static int place(int row, int column, int rows, int width) {
    return column / width * width * rows + row * width + column % width;
  }

  private static int padded(int floats) {
    return (floats + 15) / 16 * 16;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 16, 16, 1",
    "3, 5, 16, 16, 1",
    "16, 16, 16, 16, 2",
    "17, 40, 16, 32, 2",
    "48, 7, 16, 16, 4",
    "100, 120, 64, 16, 3",
    "128, 120, 64, 64, 8"
  })
  void everyWorkerTransposesItsPart(int rows, int columns, int width, int toWidth, int workers) {
    int to = 4 + rows * padded(columns);
    float[] a = Arrays.copyOf(numbered(to), to + columns * padded(rows));
    Arrays.fill(a, to, a.length, UNTOUCHED);
    for (int worker = workers - 1; worker >= 0; worker--) {
      Matrices.transposePanels(a, 4, rows, columns, width, to, toWidth, worker, workers);
    }
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < padded(rows); i++) {
        float expected = i < rows ? a[4 + place(i, j, rows, width)] : UNTOUCHED;
        assertEquals(expected, a[to + place(j, i, columns, toWidth)], "row " + i + ", column " + j);
      }
    }
  }

  @Test
  void noTwoWorkersWriteTheSame() {
    int[] written = new int[16 * 48];
    for (int worker = 0; worker < 3; worker++) {
      float[] a = Arrays.copyOf(numbered(16 * 48), 2 * 16 * 48);
      Matrices.transposePanels(a, 0, 48, 16, 16, 16 * 48, 16, worker, 3);
      for (int i = 0; i < written.length; i++) {
        written[i] += a[16 * 48 + i] != 0 ? 1 : 0;
      }
    }
    int[] once = new int[written.length];
    Arrays.fill(once, 1);
    assertArrayEquals(once, written);
  }

  /** {@code [o][t][c]} as {@code [c][t reversed][o]}. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "2, 9, 3, 1", "5, 6, 2, 2", "3, 25, 4, 4", "6, 4, 1, 8"})
  void filtersAreFlipped(int filters, int taps, int channels, int workers) {
    int size = filters * taps * channels;
    float[] a = Arrays.copyOf(numbered(3 + size), 3 + 2 * size + 5);
    Arrays.fill(a, 3 + size, a.length, UNTOUCHED);
    for (int worker = 0; worker < workers; worker++) {
      Matrices.flipFilters(a, 3, filters, taps, channels, 3 + size, worker, workers);
    }
    for (int o = 0; o < filters; o++) {
      for (int t = 0; t < taps; t++) {
        for (int c = 0; c < channels; c++) {
          float expected = a[3 + (o * taps + t) * channels + c];
          int reversed = taps - 1 - t;
          assertEquals(expected, a[3 + size + (c * taps + reversed) * filters + o]);
        }
      }
    }
    for (int i = 3 + 2 * size; i < a.length; i++) {
      assertEquals(UNTOUCHED, a[i]);
    }
  }
}
