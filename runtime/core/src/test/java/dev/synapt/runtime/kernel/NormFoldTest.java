package dev.synapt.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

final class NormFoldTest {

  private static final float EXACT = 0;

  /** Variances 4 - 1 and 9 - 1 with epsilon 1: scales gamma / 2 and gamma / 3. */
  private static final float[] TENSORS = {
    1,
    2,
    3,
    4, // weight [2,2]
    5,
    6, // bias
    8,
    9, // gamma
    10,
    20, // beta
    1,
    2, // mean
    3,
    8 // variance
  };

  @Test
  void weightsTakeTheScaleAndBetaTheShift() {
    float[] logical = TENSORS.clone();
    new NormFold(0, 2, 4, 6, 8, 10, 12, 2, 1).apply(logical);
    assertArrayEquals(
        new float[] {4, 8, 9, 12, 5, 6, 8, 9, 10 + 4 * 4, 20 + 4 * 3, 1, 2, 3, 8}, logical, EXACT);
  }

  @Test
  void withoutBiasTheMeanAloneIsShifted() {
    float[] logical = TENSORS.clone();
    new NormFold(0, 2, -1, 6, 8, 10, 12, 2, 1).apply(logical);
    assertArrayEquals(
        new float[] {4, 8, 9, 12, 5, 6, 8, 9, 10 - 4, 20 - 6, 1, 2, 3, 8}, logical, EXACT);
  }

  @Test
  void withoutWeightsGammaTakesTheScale() {
    float[] logical = TENSORS.clone();
    new NormFold(-1, 1, -1, 6, 8, 10, 12, 2, 1).apply(logical);
    assertArrayEquals(
        new float[] {1, 2, 3, 4, 5, 6, 4, 3, 10 - 4, 20 - 6, 1, 2, 3, 8}, logical, EXACT);
  }
}
