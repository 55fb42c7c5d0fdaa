package dev.synapt.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.synapt.runtime.Batch;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What augmentation does to samples, and what its randomness depends on. */
final class AugmentationTest {

  private static final int SAMPLES = 40;

  /** Images [2, 3, 4] with values from 1: sample n, channel c, row y, column x in the digits. */
  private static Dataset images() {
    float[] values = new float[SAMPLES * 24];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 1;
    }
    return Dataset.ofLabels(values, new int[SAMPLES], 2, 3, 4);
  }

  private static float[][] epoch(Dataset data, Augmentation augmentation, int seed, int epoch) {
    AugmentedBatches batches = new AugmentedBatches(data, augmentation, seed);
    Batch batch = data.newBatch(data.size());
    int[] order = IntStream.range(0, data.size()).toArray();
    batches.fill(batch, order, 0, data.size(), epoch);
    return rows(batch);
  }

  private static float[][] rows(Batch batch) {
    float[][] rows = new float[batch.size()][];
    for (int i = 0; i < rows.length; i++) {
      int size = batch.inputSize();
      rows[i] = Arrays.copyOfRange(batch.inputs(), i * size, (i + 1) * size);
    }
    return rows;
  }

  private static Augmentation all() {
    return Augmentation.none()
        .crop(1)
        .flipHorizontally(0.5)
        .flipVertically(0.5)
        .rotate(20)
        .noise(0.1)
        .brightness(0.2)
        .contrast(0.3)
        .cutout(2);
  }

  /** In another order, in smaller batches, by another instance: every sample is as it was. */
  @Test
  void aSampleFollowsFromSeedEpochAndPositionAlone() {
    requireSameInAnyOrder(images(), all());
    requireSameInAnyOrder(images().oneHot(), all().mixup(0.4));
  }

  private static void requireSameInAnyOrder(Dataset data, Augmentation augmentation) {
    float[][] expected = epoch(data, augmentation, 5, 2);
    AugmentedBatches batches = new AugmentedBatches(data, augmentation, 5);
    Batch batch = data.newBatch(7);
    int[] backwards = IntStream.range(0, SAMPLES).map(i -> SAMPLES - 1 - i).toArray();
    for (int from = 0; from < SAMPLES; from += 7) {
      int count = Math.min(7, SAMPLES - from);
      batches.fill(batch, backwards, from, count, 2);
      for (int i = 0; i < count; i++) {
        assertArrayEquals(expected[SAMPLES - 1 - from - i], rows(batch)[i]);
      }
    }
  }

  @Test
  void epochsSeedsAndSamplesDiffer() {
    float[][] first = epoch(images(), all(), 5, 1);
    float[][] second = epoch(images(), all(), 5, 2);
    float[][] other = epoch(images(), all(), 6, 1);
    for (int i = 0; i < SAMPLES; i++) {
      assertFalse(Arrays.equals(first[i], second[i]));
      assertFalse(Arrays.equals(first[i], other[i]));
    }
    float[] same = new float[2 * 24];
    Arrays.fill(same, 1f);
    Dataset twins = Dataset.ofLabels(same, new int[2], 2, 3, 4);
    float[][] noise = epoch(twins, Augmentation.none().noise(1), 5, 1);
    assertFalse(Arrays.equals(noise[0], noise[1]));
  }

  @Test
  void flipsMirror() {
    float[] input = images().input(3);
    float[] across = epoch(images(), Augmentation.none().flipHorizontally(1), 1, 1)[3];
    float[] down = epoch(images(), Augmentation.none().flipVertically(1), 1, 1)[3];
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 3; y++) {
        for (int x = 0; x < 4; x++) {
          int at = (c * 3 + y) * 4 + x;
          assertEquals(input[(c * 3 + y) * 4 + 3 - x], across[at]);
          assertEquals(input[(c * 3 + 2 - y) * 4 + x], down[at]);
        }
      }
    }
    assertArrayEquals(input, epoch(images(), Augmentation.none().flipVertically(0), 1, 1)[3]);
  }

  @Test
  void halfOfTheSamplesAreFlipped() {
    int flipped = 0;
    for (int epoch = 0; epoch < 25; epoch++) {
      float[][] rows = epoch(images(), Augmentation.none().flipHorizontally(0.5), 1, epoch);
      for (int i = 0; i < SAMPLES; i++) {
        flipped += Arrays.equals(rows[i], images().input(i)) ? 0 : 1;
      }
    }
    assertTrue(Math.abs(flipped - 500) < 5 * Math.sqrt(250), flipped + " of 1000");
  }

  /** Every shift of the 3 x 3 that are possible occurs, and is a shift of both channels. */
  @Test
  void cropsMoveAndFillWithZeros() {
    Set<String> seen = new HashSet<>();
    float[][] rows = epoch(images(), Augmentation.none().crop(1), 1, 1);
    for (int i = 0; i < SAMPLES; i++) {
      seen.add(shiftOf(images().input(i), rows[i]));
    }
    assertFalse(seen.contains("none"), seen::toString);
    assertTrue(seen.size() >= 8, seen::toString);
  }

  /** Up to two rows, and no columns. */
  @Test
  void shiftsGoAsFarAsTheyMay() {
    Set<String> seen = new HashSet<>();
    float[][] rows = epoch(images(), Augmentation.none().shift(2, 0), 1, 1);
    for (int i = 0; i < SAMPLES; i++) {
      float[] input = images().input(i);
      float[] output = rows[i];
      seen.add(
          IntStream.rangeClosed(-2, 2)
              .filter(dy -> Arrays.equals(output, shifted(input, dy, 0)))
              .mapToObj(Integer::toString)
              .findFirst()
              .orElse("none"));
    }
    assertEquals(Set.of("-2", "-1", "0", "1", "2"), seen);
    Augmentation none = Augmentation.none();
    assertThrows(IllegalArgumentException.class, () -> none.shift(0, -1));
  }

  /** Every pixel's brightness is its label, so that both must stay together. */
  private static Dataset labelled(OptionalInt ignored) {
    byte[] pixels = new byte[SAMPLES * 81];
    int[] labels = new int[pixels.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = 1 + i % 81;
      pixels[i] = (byte) labels[i];
    }
    return Dataset.ofLabelMaps(pixels, labels, 81, ignored, 1, 9, 9);
  }

  @Test
  void labelsMoveWithTheirPixels() {
    Dataset data = labelled(OptionalInt.of(0));
    Augmentation moves =
        Augmentation.none().flipHorizontally(0.5).flipVertically(0.5).shift(2, 1).cutout(2);
    Batch batch = data.newBatch(SAMPLES);
    int[] order = IntStream.range(0, SAMPLES).toArray();
    new AugmentedBatches(data, moves, 3).fill(batch, order, 0, SAMPLES, 1);
    int moved = 0;
    for (int i = 0; i < SAMPLES * 81; i++) {
      int brightness = Math.round(255 * batch.inputs()[i]);
      assertTrue(brightness == batch.labels()[i] || brightness == 0, "cut out, or the same");
      moved += batch.labels()[i] == 1 + i % 81 ? 0 : 1;
    }
    assertTrue(moved > SAMPLES * 40, moved + " of " + SAMPLES * 81);
  }

  /** The centre stays, and what comes from outside does not count. */
  @Test
  void labelsTurnToTheNearestPixel() {
    Dataset data = labelled(OptionalInt.of(0));
    Batch batch = data.newBatch(SAMPLES);
    int[] order = IntStream.range(0, SAMPLES).toArray();
    new AugmentedBatches(data, Augmentation.none().rotate(60), 3).fill(batch, order, 0, SAMPLES, 1);
    int outside = 0;
    for (int i = 0; i < SAMPLES; i++) {
      assertEquals(41, batch.labels()[81 * i + 40]);
      outside += batch.labels()[81 * i] == 0 ? 1 : 0;
      double right = 255 * batch.inputs()[81 * i + 41];
      assertEquals(right, batch.labels()[81 * i + 41], 5.1, "bilinear and nearest");
    }
    assertTrue(outside > SAMPLES / 2, outside + " corners");
  }

  @Test
  void labelsThatCannotMoveAreRefused() {
    Dataset all = labelled(OptionalInt.empty());
    Augmentation shift = Augmentation.none().shift(1, 0);
    String gaps =
        assertThrows(IllegalArgumentException.class, () -> new AugmentedBatches(all, shift, 1))
            .getMessage();
    assertTrue(gaps.contains("needs a label that is ignored"), gaps);
    Batch batch = all.newBatch(1);
    new AugmentedBatches(all, Augmentation.none().flipVertically(1), 1)
        .fill(batch, new int[] {0}, 0, 1, 1);
    assertEquals(73, batch.labels()[0]);
    Dataset words = Dataset.ofLabelMaps(new byte[6], new int[] {1, 2}, 2, OptionalInt.of(9), 6);
    assertThrows(
        IllegalArgumentException.class,
        () -> new AugmentedBatches(words, Augmentation.none().noise(1), 1));
  }

  private static String shiftOf(float[] input, float[] output) {
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        if (Arrays.equals(output, shifted(input, dy, dx))) {
          return dy + " " + dx;
        }
      }
    }
    return "none";
  }

  private static float[] shifted(float[] input, int dy, int dx) {
    float[] result = new float[24];
    for (int i = 0; i < 24; i++) {
      int y = i / 4 % 3 - dy;
      int x = i % 4 - dx;
      result[i] = y < 0 || y > 2 || x < 0 || x > 3 ? 0 : input[i / 12 * 12 + y * 4 + x];
    }
    return result;
  }

  @Test
  void aRotationKeepsTheCentreAndTheSum() {
    float[] values = new float[81];
    values[40] = 1;
    values[41] = 1;
    Dataset data = Dataset.ofLabels(values, new int[1], 1, 9, 9);
    boolean turned = false;
    for (int epoch = 1; epoch < 30; epoch++) {
      float[] rotated = epoch(data, Augmentation.none().rotate(180), 1, epoch)[0];
      assertEquals(1, rotated[40], 1e-6);
      double sum = 0;
      for (float value : rotated) {
        sum += value;
      }
      assertEquals(2, sum, 0.5, "bilinear weights do not add up to 1 exactly");
      turned |= rotated[39] > 0.9 || rotated[31] > 0.9 || rotated[49] > 0.9;
    }
    assertTrue(turned, "up, down or left in one of 29 epochs");
    assertArrayEquals(values, epoch(data, Augmentation.none().rotate(0), 1, 1)[0]);
  }

  @Test
  void noiseHasItsDeviation() {
    Dataset data = Dataset.ofLabels(new float[100_000], new int[1], 100_000);
    double squares = 0;
    double sum = 0;
    for (float value : epoch(data, Augmentation.none().noise(0.5), 1, 1)[0]) {
      sum += value;
      squares += value * value;
    }
    assertEquals(0, sum / 1e5, 5 * 0.5 / Math.sqrt(1e5));
    assertEquals(0.25, squares / 1e5, 5 * 0.25 * Math.sqrt(2 / 1e5));
  }

  @Test
  void brightnessAddsAndContrastStretches() {
    float[] input = images().input(7);
    float[] bright = epoch(images(), Augmentation.none().brightness(0.5), 1, 1)[7];
    float change = bright[0] - input[0];
    assertTrue(change != 0 && Math.abs(change) <= 0.5);
    float[] stretched = epoch(images(), Augmentation.none().contrast(0.5), 1, 1)[7];
    double mean = IntStream.range(0, 24).mapToDouble(i -> input[i]).average().orElseThrow();
    double factor = (stretched[0] - mean) / (input[0] - mean);
    assertTrue(factor != 1 && factor >= 0.5 && factor <= 1.5);
    for (int i = 0; i < 24; i++) {
      assertEquals(input[i] + change, bright[i], 1e-4);
      assertEquals(mean + factor * (input[i] - mean), stretched[i], 1e-3);
    }
  }

  @Test
  void cutoutBlanksASquareInAllChannels() {
    float[] ones = new float[2 * 30 * 30 * 20];
    Arrays.fill(ones, 1f);
    Dataset data = Dataset.ofLabels(ones, new int[20], 2, 30, 30);
    int whole = 0;
    for (float[] row : epoch(data, Augmentation.none().cutout(6), 1, 1)) {
      int first = 0;
      for (int i = 0; i < 900; i++) {
        first += row[i] == 0 ? 1 : 0;
        assertEquals(row[i], row[900 + i]);
      }
      assertTrue(first >= 9 && first <= 36, first + " pixels");
      whole += first == 36 ? 1 : 0;
    }
    assertTrue(whole >= 8, whole + " squares lie inside");
  }

  @Test
  void mixupMixesInputsAndTargetsAlike() {
    float[] values = new float[100];
    int[] labels = new int[100];
    for (int i = 0; i < 100; i++) {
      values[i] = i % 2;
      labels[i] = i % 2;
    }
    Dataset data = Dataset.ofLabels(values, labels, 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new AugmentedBatches(data, Augmentation.none().mixup(1), 1));
    Batch batch = Batch.withTargets(100, 1, 2);
    int[] order = IntStream.range(0, 100).toArray();
    new AugmentedBatches(data.oneHot(), Augmentation.none().mixup(0.5), 1)
        .fill(batch, order, 0, 100, 1);
    int mixed = 0;
    for (int i = 0; i < 100; i++) {
      float share = batch.inputs()[i];
      assertEquals(share, batch.targets()[2 * i + 1], 1e-6);
      assertEquals(1 - share, batch.targets()[2 * i], 1e-6);
      mixed += share > 0 && share < 1 ? 1 : 0;
    }
    assertTrue(mixed > 25 && mixed < 75, mixed + " of 100 have a partner of the other class");
  }

  /** Except by noise and rotation: StrictMath has small arrays until it is compiled. */
  @Test
  void nothingIsAllocated() {
    Dataset data = images();
    Augmentation plain =
        Augmentation.none().crop(1).flipVertically(0.5).brightness(1).contrast(0.3).cutout(2);
    AugmentedBatches batches = new AugmentedBatches(data, plain, 5);
    Batch batch = data.newBatch(SAMPLES);
    int[] order = IntStream.range(0, SAMPLES).toArray();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    batches.fill(batch, order, 0, SAMPLES, 1);
    long before = threads.getCurrentThreadAllocatedBytes();
    batches.fill(batch, order, 0, SAMPLES, 2);
    assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
  }

  @Test
  void mistakesAreNamed() {
    Augmentation none = Augmentation.none();
    assertThrows(IllegalArgumentException.class, () -> none.flipVertically(1.1));
    assertThrows(IllegalArgumentException.class, () -> none.crop(-1));
    assertThrows(IllegalArgumentException.class, () -> none.rotate(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> none.cutout(0));
    assertThrows(IllegalArgumentException.class, () -> none.mixup(0));
    assertThrows(IllegalArgumentException.class, () -> none.contrast(2));
    assertThrows(IllegalArgumentException.class, () -> none.noise(-1));
  }
}
