package dev.synapt.processor.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.Pads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LayoutTest {

  @Test
  void paddingFillsBlocksOfSixteen() {
    assertEquals(0, Layout.padded(0));
    assertEquals(16, Layout.padded(1));
    assertEquals(16, Layout.padded(16));
    assertEquals(32, Layout.padded(17));
  }

  @Test
  void rowsArePadded() {
    assertEquals(16, new Layout.Rows(null, 10).stride());
    assertEquals(96, new Layout.Rows(null, 84).width());
    assertEquals(784, new Layout.Rows(null, 784).stride());
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 84, 120, 128, 256, 400, 512, 1_000, 9_216})
  void longRowsAreApartByWhatCachesAndMultiplicationsLike(int features) {
    Layout.Rows rows = new Layout.Rows(null, features);
    assertEquals(0, rows.stride() % Layout.BLOCK);
    assertTrue(rows.stride() % 64 != 0, rows::toString);
    assertTrue(Integer.bitCount(rows.stride()) > 2, rows::toString);
    assertTrue(rows.stride() - rows.width() <= 64, rows::toString);
  }

  /** 3 channels of 4x5 with 1, 2, 3 and 0 zeros around: rows of 2+5+0 pixels of 3*16 floats. */
  @Test
  void slicesHaveSixteenSamplesAndAFrame() {
    Layout.SliceImage image = new Layout.SliceImage(3, 4, 5, new Pads(1, 2, 3, 0));
    assertEquals(48, image.pixelStride());
    assertEquals(7 * 48, image.rowStride());
    assertEquals(8 * 7 * 48, image.floats());
    assertEquals((7 + 2) * 48, image.at(0, 0));
    assertEquals(((1 + 3) * 7 + 2 + 4) * 48, image.at(3, 4));
    assertEquals(0, image.at(-1, -2), "the frame's corner is the start");
  }

  @Test
  void pixelsHaveAStrideAndAFrame() {
    Layout.Pixels image = new Layout.Pixels(3, 16, 4, 5, new Pads(0, 1, 0, 1));
    assertEquals(7 * 16, image.rowStride());
    assertEquals(4 * 7 * 16, image.floats());
    assertEquals(16, image.at(0, 0));
    assertEquals((3 * 7 + 5) * 16, image.at(3, 4));
  }
}
