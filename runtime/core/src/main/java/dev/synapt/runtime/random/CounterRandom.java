package dev.synapt.runtime.random;

import java.util.Objects;

/**
 * Counter-based random numbers: every value is a pure function of a key and a position.
 *
 * <p>Nothing is drawn from a sequence, so the numbers do not depend on the order in which they are
 * asked for, on the number of threads or on the machine: only integer arithmetic, IEEE 754 basic
 * operations and {@link StrictMath} are used.
 *
 * <p>Two published mixers are behind it:
 *
 * <ul>
 *   <li>64 bits: SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators",
 *       OOPSLA 2014) with Stafford's variant 13 as finaliser. {@code bits64(key, i)} is the value
 *       number {@code i} of the SplitMix64 sequence with seed {@code key}.
 *   <li>32 bits: {@code lowbias32} of Wellons' "hash-prospector" (2018), applied twice with one
 *       half of the key before each application. It needs 32-bit multiplications, shifts and
 *       exclusive-or alone, which every vector unit has.
 * </ul>
 *
 * <p>Not for cryptography.
 */
public final class CounterRandom {

  /** The odd integer nearest to 2^64 divided by the golden ratio: SplitMix64's increment. */
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private static final float TWO_POW_MINUS_24 = 0x1p-24f;
  private static final double TWO_POW_MINUS_32 = 0x1p-32;

  private CounterRandom() {}

  /**
   * Derives the key of an independent stream from a seed and the name of its purpose.
   *
   * @param seed the user's seed; every value is as good as any other
   * @param purpose what the numbers are for, for example {@code "initialization/fc1.dense.weight"}
   * @return the key, the same on every machine for the same arguments
   */
  public static long key(long seed, String purpose) {
    Objects.requireNonNull(purpose, "purpose");
    long key = mix64(seed + GOLDEN_GAMMA);
    for (int i = 0; i < purpose.length(); i++) {
      key = key(key, purpose.charAt(i));
    }
    return key(key, purpose.length());
  }

  /**
   * Derives the key of a sub-stream, for example of one epoch or one training step.
   *
   * @param key the key of the stream
   * @param number which sub-stream
   * @return the key of the sub-stream
   */
  public static long key(long key, long number) {
    return mix64((mix64(key) ^ number) + GOLDEN_GAMMA);
  }

  /**
   * Returns 64 uniformly distributed bits.
   *
   * @param key the stream
   * @param index the position in the stream; any value
   * @return the bits at that position
   */
  public static long bits64(long key, long index) {
    return mix64(key + (index + 1) * GOLDEN_GAMMA);
  }

  /**
   * Returns 32 uniformly distributed bits. Within one stream no value occurs twice at different
   * positions, because each key gives a permutation of the 32-bit integers.
   *
   * @param key the stream
   * @param index the position in the stream; any value
   * @return the bits at that position
   */
  public static int bits(long key, int index) {
    return bits((int) key, (int) (key >>> Integer.SIZE), index);
  }

  /**
   * The same with the key in halves: in a loop without 64-bit numbers HotSpot draws many at once.
   *
   * @param low the lower 32 bits of the key
   * @param high the upper 32 bits of the key
   * @param index the position in the stream
   * @return the bits at that position
   */
  public static int bits(int low, int high, int index) {
    return mix32(mix32(index ^ low) ^ high);
  }

  /**
   * Returns a uniformly distributed number in [0, 1): the upper 24 of {@link #bits} times 2^-24.
   *
   * @param key the stream
   * @param index the position in the stream
   * @return a multiple of 2^-24, at least 0 and less than 1
   */
  public static float uniform(long key, int index) {
    return (bits(key, index) >>> 8) * TWO_POW_MINUS_24;
  }

  /**
   * Returns a number of the standard normal distribution, by the Box-Muller transform. Positions
   * {@code 2k} and {@code 2k + 1} share one radius and have the cosine and the sine of one angle.
   *
   * @param key the stream
   * @param index the position in the stream
   * @return a number of mean 0 and variance 1, at most 6.8 in magnitude
   */
  public static double gaussian(long key, int index) {
    long bits = bits64(key, index >> 1);
    double inUnitInterval = ((bits >>> 32) + 0.5) * TWO_POW_MINUS_32;
    double angle = 2.0 * Math.PI * TWO_POW_MINUS_32 * (bits & 0xffffffffL);
    double radius = StrictMath.sqrt(-2.0 * StrictMath.log(inUnitInterval));
    return radius * ((index & 1) == 0 ? StrictMath.cos(angle) : StrictMath.sin(angle));
  }

  /**
   * Returns a uniformly distributed integer in [0, bound), by Lemire's multiply-and-shift ("Fast
   * Random Integer Generation in an Interval", 2019). No value is favoured by more than {@code
   * bound * 2^-64}.
   *
   * @param key the stream
   * @param index the position in the stream
   * @param bound one more than the largest result; at least 1
   * @return an integer of at least 0 and less than {@code bound}
   */
  public static int below(long key, long index, int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be at least 1, but is " + bound);
    }
    return (int) Math.unsignedMultiplyHigh(bits64(key, index), bound);
  }

  /**
   * Fills an array with a random permutation of 0 ... {@code order.length - 1} (Fisher-Yates). All
   * permutations are equally likely up to the 64 bits of the key.
   *
   * @param order overwritten with the permutation
   * @param key the stream; the same key and length give the same permutation
   */
  public static void permutation(int[] order, long key) {
    for (int i = 0; i < order.length; i++) {
      int j = below(key, i, i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }

  private static long mix64(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private static int mix32(int x) {
    x = (x ^ (x >>> 16)) * 0x7feb352d;
    x = (x ^ (x >>> 15)) * 0x846ca68b;
    return x ^ (x >>> 16);
  }
}
