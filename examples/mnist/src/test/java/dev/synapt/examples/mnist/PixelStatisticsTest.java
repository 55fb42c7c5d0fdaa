package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.runtime.data.Dataset;
import org.junit.jupiter.api.Test;

final class PixelStatisticsTest {

  /** 0.1, 0.3, 0.5, 0.7: mean 0.4, variance (0.09 + 0.01 + 0.01 + 0.09) / 4 = 0.05. */
  @Test
  void meanAndDeviationOfAllPixels() {
    Dataset data = Dataset.ofLabels(new float[] {0.1f, 0.3f, 0.5f, 0.7f}, new int[2], 2);
    PixelStatistics statistics = PixelStatistics.of(data);
    assertEquals(0.4f, statistics.mean(), 1e-6f);
    assertEquals((float) Math.sqrt(0.05), statistics.deviation(), 1e-6f);
    float[] second = statistics.standardize(data).input(1);
    assertArrayEquals(new float[] {0.1f / 0.2236068f, 0.3f / 0.2236068f}, second, 1e-5f);
  }

  @Test
  void equalPixelsBecomeZero() {
    Dataset data = Dataset.ofLabels(new float[] {0.5f, 0.5f}, new int[2], 1);
    PixelStatistics statistics = PixelStatistics.of(data);
    assertEquals(1f, statistics.deviation());
    assertEquals(0f, statistics.standardize(data).input(0)[0]);
  }
}
