package dev.synapt.runtime.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Errors of numbers and of probabilities, by hand. */
final class ErrorsTest {

  @Test
  void farFromZeroTheVarianceStaysExact() {
    RegressionErrors errors = new RegressionErrors();
    for (int i = 0; i < 5; i++) {
      errors.add(1e9 + i, 1e9 + i + 0.5);
    }
    assertEquals(1 - 5 * 0.25 / 10, errors.r2(), 1e-12);
    assertEquals(0.5, errors.bias());
    assertEquals(5, errors.total());
  }

  @Test
  void equalTargetsLeaveNothingToExplain() {
    RegressionErrors right = new RegressionErrors();
    RegressionErrors wrong = new RegressionErrors();
    assertTrue(Double.isNaN(right.r2()) && Double.isNaN(right.mae()));
    for (int i = 0; i < 3; i++) {
      right.add(2, 2);
      wrong.add(2, 3);
    }
    assertEquals(1, right.r2());
    assertEquals(0, wrong.r2());
  }

  /**
   * Two bins: (0.5, 1] holds 0.9 right, 0.7 wrong, 0.8 right; [0, 0.5] holds 0.5 wrong, 0.3 right.
   */
  @Test
  void calibrationByHand() {
    CalibrationError error = new CalibrationError(2);
    error.add(0.9, true);
    error.add(0.7, false);
    error.add(1, new float[] {0.125f, 0.75f}, 0, 2);
    error.add(0, new float[] {9, 0.25f, 0.5f}, 1, 2);
    error.add(0.3, true);
    assertEquals(2, error.bins());
    assertEquals(2, error.count(0));
    assertEquals(0.4, error.confidence(0), 1e-12);
    assertEquals(0.5, error.accuracy(0), 1e-12);
    assertEquals(2.35 / 3, error.confidence(1), 1e-12);
    assertEquals(2 / 3.0, error.accuracy(1), 1e-12);
    assertEquals((0.2 + 0.35) / 5, error.expected(), 1e-12);
    assertEquals(0.35 / 3, error.largest(), 1e-12);
  }

  @Test
  void certaintyThatIsRightIsCalibrated() {
    CalibrationError error = new CalibrationError();
    assertEquals(15, error.bins());
    assertTrue(Double.isNaN(error.expected()));
    error.add(1, true);
    error.add(0, false);
    assertEquals(0, error.expected());
    assertEquals(0, error.largest());
    assertEquals(1, error.count(14));
    assertThrows(IllegalArgumentException.class, () -> error.add(1.01, true));
    assertThrows(IllegalArgumentException.class, () -> error.add(Double.NaN, true));
    assertThrows(IllegalArgumentException.class, () -> new CalibrationError(0));
  }
}
