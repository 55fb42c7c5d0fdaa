package dev.synapt.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TensorLayoutTest {

  /** A weight [3,2] that kernels read as two rows of three, padded to four. */
  private static final TensorLayout TRANSPOSED =
      new TensorLayout("w", 1, 2, 6, new int[] {3, 2}, new int[] {1, 4});

  @Test
  void packsByStrides() {
    float[] packed = new float[10];
    TRANSPOSED.pack(new float[] {9, 1, 2, 3, 4, 5, 6, 9}, packed);
    assertArrayEquals(new float[] {0, 0, 1, 3, 5, 0, 2, 4, 6, 0}, packed);
  }

  @Test
  void unpacksWhatWasPacked() {
    float[] packed = new float[10];
    TRANSPOSED.pack(new float[] {9, 1, 2, 3, 4, 5, 6, 9}, packed);
    float[] logical = new float[8];
    TRANSPOSED.unpack(packed, logical, 1);
    assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5, 6, 0}, logical);
  }

  /** A weight [3,2] in panels of two rows: the second panel has room for a fourth row. */
  @Test
  void aSplitAxisMayHaveRoomForMore() {
    TensorLayout panels = new TensorLayout("w", 0, 0, 6, new int[] {2, 2, 2}, new int[] {4, 1, 2});
    float[] packed = new float[8];
    panels.pack(new float[] {1, 2, 3, 4, 5, 6}, packed);
    assertArrayEquals(new float[] {1, 3, 2, 4, 5, 0, 6, 0}, packed);
    float[] logical = new float[6];
    panels.unpack(packed, logical, 0);
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, logical);
    assertEquals(8, panels.end());
  }

  /** Four axes as a convolution has them: [2,2,1,2] read with the channels last. */
  @Test
  void anyNumberOfAxes() {
    TensorLayout filters =
        new TensorLayout("f", 0, 0, 8, new int[] {2, 2, 1, 2}, new int[] {4, 1, 4, 2});
    float[] packed = new float[8];
    filters.pack(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, packed);
    assertArrayEquals(new float[] {0, 2, 1, 3, 4, 6, 5, 7}, packed);
  }
}
