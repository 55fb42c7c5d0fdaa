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

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 5, 1", "16, 16, 2", "17, 10, 2", "48, 7, 4", "100, 3, 3", "5, 9, 8"})
  void everyWorkerTransposesItsPart(int rows, int columns, int workers) {
    int fromStride = columns + 2;
    int toStride = rows + 3;
    int to = 4 + rows * fromStride;
    float[] a = Arrays.copyOf(numbered(to), to + columns * toStride);
    Arrays.fill(a, to, a.length, UNTOUCHED);
    for (int worker = workers - 1; worker >= 0; worker--) {
      Matrices.transpose(a, 4, fromStride, rows, columns, to, toStride, worker, workers);
    }
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < toStride; i++) {
        float expected = i < rows ? a[4 + i * fromStride + j] : UNTOUCHED;
        assertEquals(expected, a[to + j * toStride + i], "row " + i + ", column " + j);
      }
    }
  }

  @Test
  void noTwoWorkersWriteTheSame() {
    int[] written = new int[7 * 40];
    for (int worker = 0; worker < 3; worker++) {
      float[] a = Arrays.copyOf(numbered(40 * 7), 2 * 40 * 7);
      Matrices.transpose(a, 0, 7, 40, 7, 280, 40, worker, 3);
      for (int i = 0; i < written.length; i++) {
        written[i] += a[280 + i] != 0 ? 1 : 0;
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
