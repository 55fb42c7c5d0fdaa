package dev.synapt.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class AlignedFloatsTest {

  private static final long MIB = 1 << 20;
  private static final long GIB = 1 << 30;

  /** G1 divides the largest heap by 2048 and rounds up to a power of two from 1 to 32 MiB. */
  @Test
  void halfARegionIsEnough() {
    assertEquals(MIB / 2 / Float.BYTES, AlignedFloats.alignedLength(64 * MIB));
    assertEquals(MIB / 2 / Float.BYTES, AlignedFloats.alignedLength(2 * GIB));
    assertEquals(4 * MIB / 2 / Float.BYTES, AlignedFloats.alignedLength(6028 * MIB));
    assertEquals(4 * MIB / 2 / Float.BYTES, AlignedFloats.alignedLength(8 * GIB));
    assertEquals(32 * MIB / 2 / Float.BYTES, AlignedFloats.alignedLength(500 * GIB));
  }

  @Test
  void atLeastWhatWasAskedFor() {
    assertTrue(AlignedFloats.allocate(1).length >= 1);
    assertEquals(20_000_000, AlignedFloats.allocate(20_000_000).length);
  }
}
