package dev.synapt.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TensorLayoutTest {

  /** A weight [3,2] that kernels read as two rows of three, padded to four. */
  private static final TensorLayout TRANSPOSED =
      new TensorLayout("w", 1, 2, new int[] {3, 2}, new int[] {1, 4});

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

  @Test
  void sizeCountsTheEntries() {
    assertEquals(6, TRANSPOSED.size());
    assertEquals(1, new TensorLayout("b", 0, 0, new int[] {1}, new int[] {1}).size());
    assertEquals(24, new TensorLayout("c", 0, 0, new int[] {2, 3, 4}, new int[] {12, 4, 1}).size());
  }

  /** Four axes as a convolution has them: [2,2,1,2] read with the channels last. */
  @Test
  void anyNumberOfAxes() {
    TensorLayout filters =
        new TensorLayout("f", 0, 0, new int[] {2, 2, 1, 2}, new int[] {4, 1, 4, 2});
    float[] packed = new float[8];
    filters.pack(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, packed);
    assertArrayEquals(new float[] {0, 2, 1, 3, 4, 6, 5, 7}, packed);
  }
}
