package dev.synapt.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DropoutMaskTest {

  private static float[] mask(int count, float rate, long key, int part) {
    float[] mask = new float[count];
    DropoutMask.fill(mask, 0, count, rate, key, part);
    return mask;
  }

  /** The number of zeros is binomial: four standard deviations hold in all but 1 of 16,000 runs. */
  @ParameterizedTest
  @ValueSource(floats = {0f, 0.1f, 0.5f, 0.9f, 0.999f})
  void zerosAreAsFrequentAsTheRateSays(float rate) {
    int count = 1_000_000;
    float[] mask = mask(count, rate, 42, 7);
    int zeros = 0;
    for (float entry : mask) {
      assertTrue(entry == 0 || entry == 1f / (1f - rate), () -> "entry " + entry);
      zeros += entry == 0 ? 1 : 0;
    }
    double deviation = Math.sqrt(count * rate * (1 - rate));
    assertEquals(count * (double) rate, zeros, 4 * deviation);
  }

  /** A batch may be cut otherwise tomorrow; what a sample loses must not depend on it. */
  @Test
  void anEntryDependsOnKeyPartAndItsNumberAlone() {
    float[] long_ = mask(100, 0.5f, 3, 5);
    float[] short_ = mask(10, 0.5f, 3, 5);
    assertArrayEquals(short_, Arrays.copyOf(long_, 10));
    float[] elsewhere = new float[200];
    DropoutMask.fill(elsewhere, 60, 100, 0.5f, 3, 5);
    assertArrayEquals(long_, Arrays.copyOfRange(elsewhere, 60, 160));
    assertEquals(0f, elsewhere[59]);
    assertEquals(0f, elsewhere[160]);
  }

  @Test
  void partsAndKeysDiffer() {
    float[] mask = mask(100, 0.5f, 3, 5);
    assertFalse(Arrays.equals(mask, mask(100, 0.5f, 3, 6)));
    assertFalse(Arrays.equals(mask, mask(100, 0.5f, 4, 5)));
  }

  /** Neighbouring parts must not be shifted copies of each other. */
  @Test
  void partsAreIndependent() {
    float[] first = mask(10_000, 0.5f, 3, 5);
    float[] second = mask(10_000, 0.5f, 3, 6);
    for (int shift = 0; shift < 20; shift++) {
      int agree = 0;
      for (int i = 0; i < 9_000; i++) {
        agree += first[i + shift] == second[i] ? 1 : 0;
      }
      assertEquals(4_500, agree, 5 * Math.sqrt(9_000 / 4.0), "shift " + shift);
    }
  }
}
