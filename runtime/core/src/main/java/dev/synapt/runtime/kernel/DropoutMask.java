package dev.synapt.runtime.kernel;

import dev.synapt.runtime.random.CounterRandom;

/** Masks of inverted dropout. */
public final class DropoutMask {

  private static final int BITS = 24;

  private DropoutMask() {}

  /**
   * {@code values[at + i] = 0} with probability {@code rate}, else {@code 1 / (1 - rate)}; a
   * function of key, part and i alone.
   *
   * @param rate at least 0, less than 1
   * @param key the layer's random stream in this step
   * @param part which row or slice
   */
  public static void fill(float[] values, int at, int count, float rate, long key, int part) {
    long stream = CounterRandom.key(key, part);
    int low = (int) stream;
    int high = (int) (stream >>> Integer.SIZE);
    int threshold = Math.round(rate * (1 << BITS));
    float scale = 1f / (1f - rate);
    for (int i = 0; i < count; i++) {
      int draw = CounterRandom.bits(low, high, i) >>> (Integer.SIZE - BITS);
      // 1 where draw >= threshold, without a branch: the sign bit of threshold - 1 - draw
      values[at + i] = scale * ((threshold - 1 - draw) >>> (Integer.SIZE - 1));
    }
  }
}
