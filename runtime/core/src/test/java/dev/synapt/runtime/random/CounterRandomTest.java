package dev.synapt.runtime.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CounterRandomTest {

  private static final long KEY = CounterRandom.key(42, "test");

  /** The reference program of SplitMix64 prints these for the seed 1234567. */
  @Test
  void bits64AreThePublishedSplitMix64Sequence() {
    String[] published = {
      "6457827717110365317",
      "3203168211198807973",
      "9817491932198370423",
      "4593380528125082431",
      "16408922859458223821"
    };
    for (int i = 0; i < published.length; i++) {
      assertEquals(Long.parseUnsignedLong(published[i]), CounterRandom.bits64(1234567, i));
    }
  }

  /** The JDK's own implementation of the same algorithm. */
  @Test
  void bits64EqualTheJdksSplittableRandom() {
    for (long key : new long[] {0, -1, 42, Long.MIN_VALUE, KEY}) {
      SplittableRandom reference = new SplittableRandom(key);
      for (int i = 0; i < 1000; i++) {
        assertEquals(reference.nextLong(), CounterRandom.bits64(key, i));
      }
    }
  }

  /** Computed with Python's integers from the definition. */
  @Test
  void valuesAreTheSameOnEveryMachine() {
    assertEquals(1590468967148283226L, KEY);
    assertArrayEquals(
        new int[] {890833623, 1555026278, 689702880},
        new int[] {
          CounterRandom.bits(KEY, 0), CounterRandom.bits(KEY, 1), CounterRandom.bits(KEY, -1)
        });
    assertEquals(0.20741331577301025f, CounterRandom.uniform(KEY, 0));
    assertEquals(0.577614492144276, CounterRandom.gaussian(KEY, 0), 1e-14);
    assertEquals(-1.7368565146340802, CounterRandom.gaussian(KEY, 1), 1e-14);
    int[] order = new int[8];
    CounterRandom.permutation(order, KEY);
    assertArrayEquals(new int[] {2, 1, 5, 6, 3, 0, 4, 7}, order);
  }

  @Test
  void keysDifferByPurposeSeedAndNumber() {
    Set<Long> keys = new HashSet<>();
    for (long seed = -50; seed < 50; seed++) {
      for (String purpose : new String[] {"", "a", "b", "ab", "ba", "aa", "shuffle", "\0"}) {
        keys.add(CounterRandom.key(seed, purpose));
      }
      keys.add(CounterRandom.key(KEY, seed));
    }
    assertEquals(900, keys.size());
  }

  @Test
  void oneStreamNeverRepeatsThirtyTwoBits() {
    int[] values = IntStream.range(0, 200_000).map(i -> CounterRandom.bits(KEY, i)).toArray();
    assertEquals(values.length, Arrays.stream(values).distinct().count());
  }

  /** Changing any bit of the position or of the key must change half of the result's bits. */
  @Test
  void everyInputBitReachesEveryOutputBit() {
    int trials = 4000;
    for (int bit = 0; bit < 96; bit++) {
      int[] flips = new int[32];
      for (int t = 0; t < trials; t++) {
        long key = CounterRandom.bits64(7, 2L * t);
        int index = (int) CounterRandom.bits64(7, 2L * t + 1);
        int changed =
            bit < 64
                ? CounterRandom.bits(key ^ (1L << bit), index)
                : CounterRandom.bits(key, index ^ (1 << bit));
        countBits(CounterRandom.bits(key, index) ^ changed, flips);
      }
      for (int out = 0; out < 32; out++) {
        assertEquals(0.5, flips[out] / (double) trials, 0.06, "input " + bit + " output " + out);
      }
    }
  }

  private static void countBits(int bits, int[] counts) {
    for (int i = 0; i < 32; i++) {
      counts[i] += (bits >>> i) & 1;
    }
  }

  @Test
  void uniformFillsTheUnitIntervalEvenly() {
    int n = 1_000_000;
    int[] buckets = new int[100];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      float u = CounterRandom.uniform(KEY, i);
      assertTrue(u >= 0 && u < 1);
      buckets[(int) (u * 100)]++;
      sum += u;
    }
    assertEquals(0.5, sum / n, 5 / Math.sqrt(12.0 * n));
    // Chi-square with 99 degrees of freedom: mean 99, deviation 14; 5 deviations.
    assertEquals(99, chiSquare(buckets, n / 100.0), 5 * Math.sqrt(2 * 99));
  }

  private static double chiSquare(int[] counts, double expected) {
    return Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
  }

  @Test
  void neighboursAndStreamsAreUncorrelated() {
    int n = 200_000;
    long other = CounterRandom.key(KEY, 1);
    double neighbours = 0;
    double streams = 0;
    for (int i = 0; i < n; i++) {
      double u = CounterRandom.uniform(KEY, i) - 0.5;
      neighbours += u * (CounterRandom.uniform(KEY, i + 1) - 0.5);
      streams += u * (CounterRandom.uniform(other, i) - 0.5);
    }
    double fiveSigma = 5 / 12.0 / Math.sqrt(n);
    assertEquals(0, neighbours / n, fiveSigma);
    assertEquals(0, streams / n, fiveSigma);
  }

  @Test
  void gaussianHasTheMomentsOfTheNormalDistribution() {
    int n = 1_000_000;
    double[] moments = new double[5];
    int withinOne = 0;
    double pairs = 0;
    for (int i = 0; i < n; i++) {
      double x = CounterRandom.gaussian(KEY, i);
      assertTrue(Math.abs(x) < 6.8);
      for (int p = 1; p <= 4; p++) {
        moments[p] += Math.pow(x, p) / n;
      }
      withinOne += Math.abs(x) < 1 ? 1 : 0;
      pairs += x * CounterRandom.gaussian(KEY, i ^ 1) / n;
    }
    double sigma = 5 / Math.sqrt(n);
    assertEquals(0, moments[1], sigma);
    assertEquals(1, moments[2], sigma * Math.sqrt(2));
    assertEquals(0, moments[3], sigma * Math.sqrt(15));
    assertEquals(3, moments[4], sigma * Math.sqrt(96));
    assertEquals(0.6826894921, withinOne / (double) n, sigma * 0.466);
    assertEquals(0, pairs, sigma * Math.sqrt(2));
  }

  @Test
  void belowStaysInItsIntervalAndIsEven() {
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[CounterRandom.below(KEY, i, 7)]++;
    }
    assertTrue(chiSquare(counts, 10_000) < 6 + 5 * Math.sqrt(12), Arrays.toString(counts));
    assertThrows(IllegalArgumentException.class, () -> CounterRandom.below(KEY, 0, 0));
  }

  @Test
  void permutationHoldsEveryPositionOnce() {
    for (int n : new int[] {0, 1, 2, 3, 1000}) {
      int[] order = new int[n];
      CounterRandom.permutation(order, KEY);
      assertArrayEquals(IntStream.range(0, n).toArray(), Arrays.stream(order).sorted().toArray());
    }
  }

  @Test
  void allPermutationsAreEquallyLikely() {
    Map<String, Integer> counts = new HashMap<>();
    int[] order = new int[4];
    for (int epoch = 0; epoch < 24_000; epoch++) {
      CounterRandom.permutation(order, CounterRandom.key(KEY, epoch));
      counts.merge(Arrays.toString(order), 1, Integer::sum);
    }
    assertEquals(24, counts.size());
    int[] values = counts.values().stream().mapToInt(Integer::intValue).toArray();
    assertTrue(chiSquare(values, 1000) < 23 + 5 * Math.sqrt(46), counts.toString());
  }

  @Test
  void epochsHaveDifferentOrders() {
    int[] first = new int[100];
    int[] second = new int[100];
    CounterRandom.permutation(first, CounterRandom.key(KEY, 1));
    CounterRandom.permutation(second, CounterRandom.key(KEY, 2));
    assertNotEquals(Arrays.toString(first), Arrays.toString(second));
  }
}
