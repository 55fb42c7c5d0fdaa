package dev.synapt.runtime.training.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

@SuppressWarnings("ConstantOverflow") // times near the largest are what is tested
final class SpeedTest {

  private static final long SECOND = 1_000_000_000;

  /** System.nanoTime may overflow, and does so a second after this. */
  private final long start = Long.MAX_VALUE - SECOND;

  private final Speed speed = new Speed(start);

  @Test
  void theFirstSpeedCountsWhole() {
    assertTrue(Double.isNaN(speed.perSecond()));
    speed.update(start + 2 * SECOND, 100);
    assertEquals(50, speed.perSecond(), 1e-9);
  }

  @Test
  void theLastSecondCountsMost() {
    speed.update(start + SECOND, 100);
    speed.update(start + 2 * SECOND, 400);
    assertEquals(100 / Math.E + 300 * (1 - 1 / Math.E), speed.perSecond(), 1e-9);
    speed.update(start + 22 * SECOND, 10_400);
    assertEquals(500, speed.perSecond(), 1e-3);
  }

  @Test
  void pausesAreLeftOut() {
    speed.update(start + SECOND, 100);
    speed.restart(start + 60 * SECOND);
    speed.update(start + 61 * SECOND, 100);
    assertEquals(100, speed.perSecond(), 1e-9);
  }
}
