package dev.synapt.examples.peers.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class LatencyHistogramTest {

  @Test
  void quantilesAreOfRankedDurations() {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int i = 100; i >= 1; i--) {
      histogram.add(1000 * i);
    }
    assertEquals(50, histogram.quantile(0.5));
    assertEquals(99, histogram.quantile(0.99));
    assertEquals(100, histogram.quantile(1));
  }

  @Test
  void longDurationsAreKeptToTheMicrosecond() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.add(500);
    histogram.add(7_654_321);
    assertEquals(0.5, histogram.quantile(0.5));
    assertEquals(7654, histogram.quantile(0.99), 1.1);
  }

  @Test
  void nothingHasNoQuantile() {
    LatencyHistogram histogram = new LatencyHistogram();
    assertThrows(IllegalStateException.class, () -> histogram.quantile(0.5));
  }
}
