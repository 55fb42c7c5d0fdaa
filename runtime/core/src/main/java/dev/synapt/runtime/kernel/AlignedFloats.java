package dev.synapt.runtime.kernel;

import java.util.Arrays;

/**
 * Arrays that the collector places at the start of a region, so that what kernels load does not
 * straddle cache lines.
 *
 * <p>Java says nothing about where an array lies, and small ones may lie at any multiple of 8
 * bytes: half of all loads of 32 bytes then touch two cache lines, which takes a dense layer's
 * kernel from 95 to 55 GFLOP/s (Zen 3, AVX2). The default collector, G1, gives each array of more
 * than half a region regions of its own, and does not move it. Its first float is then {@value
 * #FIRST_FLOAT} bytes behind the start of a cache line, so tensors are planned at offsets of 12 mod
 * 16 floats. With other collectors an array is merely longer than need be.
 */
public final class AlignedFloats {

  /** G1 aims at so many regions. */
  private static final int REGIONS = 2048;

  private static final long LEAST_REGION = 1 << 20;
  private static final long LARGEST_REGION = 32 << 20;

  private AlignedFloats() {}

  /**
   * An array of zeros.
   *
   * @param floats the least length
   * @return longer if that aligns it
   */
  public static float[] allocate(int floats) {
    return new float[Math.max(floats, alignedLength(Runtime.getRuntime().maxMemory()))];
  }

  /**
   * Several arrays of zeros.
   *
   * @param arrays how many
   * @param floats the least length of each
   * @return longer ones if that aligns them
   */
  public static float[][] allocate(int arrays, int floats) {
    float[][] all = new float[arrays][];
    Arrays.setAll(all, i -> allocate(floats));
    return all;
  }

  /**
   * The least length that G1 gives regions of its own.
   *
   * @param maxHeap the largest heap, in bytes
   */
  static int alignedLength(long maxHeap) {
    long wanted = Math.clamp(maxHeap / REGIONS, LEAST_REGION, LARGEST_REGION);
    long region = Long.highestOneBit(2 * wanted - 1);
    return (int) (region / 2 / Float.BYTES);
  }
}
