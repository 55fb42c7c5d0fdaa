package dev.synapt.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.synapt.runtime.Batch;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class DatasetTest {

  private static byte[] allBytes() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < 256; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static Dataset numbered(int n) {
    float[] values = new float[2 * n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      values[2 * i] = i;
      values[2 * i + 1] = -i;
      labels[i] = i % 3;
    }
    return Dataset.ofLabels(values, labels, 2);
  }

  private static int[] identity(int n) {
    return IntStream.range(0, n).toArray();
  }

  @Test
  void everyUnsignedByteBecomesItsShareOf255() {
    Dataset data = Dataset.ofImages(allBytes(), new int[1], 1, 16, 16);
    float[] input = data.input(0);
    for (int v = 0; v < 256; v++) {
      assertEquals(v / 255f, input[v]);
    }
  }

  @Test
  void fillTakesTheOrderedSamples() {
    Dataset data = numbered(5);
    Batch batch = data.newBatch(4);
    data.fill(batch, new int[] {9, 4, 0, 3}, 1, 3);
    assertEquals(3, batch.size());
    assertArrayEquals(new float[] {4, -4, 0, 0, 3, -3, 0, 0}, batch.inputs());
    assertArrayEquals(new int[] {1, 0, 0, 0}, batch.labels());
  }

  @Test
  void fillingABatchAllocatesNothing() {
    Dataset data = Dataset.ofImages(allBytes(), new int[4], 1, 8, 8).standardize(0.5f, 0.5f);
    Batch batch = data.newBatch(4);
    int[] order = {3, 1, 2, 0};
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    data.fill(batch, order, 0, 4);
    threads.getCurrentThreadAllocatedBytes();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 1000; i++) {
      data.fill(batch, order, 0, 4);
    }
    assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
  }

  @Test
  void targetsFollowTheirSamples() {
    Dataset data =
        Dataset.ofTargets(new float[] {1, 2, 3}, new float[] {1, -1, 2, -2, 3, -3}, 2, 1);
    Batch batch = data.newBatch(2);
    data.fill(batch, new int[] {2, 1}, 0, 2);
    assertArrayEquals(new float[] {3, -3, 2, -2}, batch.targets());
    assertArrayEquals(new float[] {2, -2}, data.targets(1));
    assertFalse(data.hasLabels());
    assertEquals(0, data.classes());
    assertThrows(IllegalStateException.class, () -> data.label(0));
    assertThrows(IllegalStateException.class, () -> numbered(3).targets(0));
  }

  @Test
  void partsAreTakenFromParts() {
    Dataset part = numbered(10).slice(4, 9).subset(4, 0, 0);
    assertEquals(3, part.size());
    assertEquals(8f, part.input(0)[0]);
    assertEquals(4f, part.input(1)[0]);
    assertEquals(4 % 3, part.label(2));
    assertEquals(3, part.classes());
    assertEquals(0, numbered(3).slice(1, 1).size());
    assertThrows(IndexOutOfBoundsException.class, () -> numbered(3).slice(1, 4));
    assertThrows(IndexOutOfBoundsException.class, () -> numbered(3).subset(3));
  }

  @Test
  void splitDividesWithoutOverlapAndRepeatably() {
    Dataset data = numbered(100);
    Dataset.Split split = data.split(0.8, 5);
    assertEquals(80, split.first().size());
    assertEquals(20, split.second().size());
    List<Integer> all = new ArrayList<>(ids(split.first()));
    all.addAll(ids(split.second()));
    assertEquals(100, all.stream().distinct().count());
    assertEquals(ids(split.first()), ids(data.split(0.8, 5).first()));
    assertNotEquals(ids(split.first()), ids(data.split(0.8, 6).first()));
    assertTrue(rejects(() -> data.split(1, 5)).contains("1.0"));
  }

  private static List<Integer> ids(Dataset data) {
    return IntStream.range(0, data.size()).mapToObj(i -> (int) data.input(i)[0]).toList();
  }

  @Test
  void standardizingBytesAndFloatsAgrees() {
    float[] values = new float[256];
    for (int v = 0; v < 256; v++) {
      values[v] = v / 255f;
    }
    float[] means = {0.1307f, 0.5f};
    float[] deviations = {0.3081f, 0.25f};
    int[] labels = {0, 0};
    Dataset floats = Dataset.ofLabels(values, labels, 2, 8, 8).standardize(means, deviations);
    Dataset bytes = Dataset.ofImages(allBytes(), labels, 2, 8, 8).standardize(means, deviations);
    for (int sample = 0; sample < 2; sample++) {
      for (int i = 0; i < 128; i++) {
        int channel = i / 64;
        double v = (sample * 128 + i) / 255.0;
        double wanted = (v - means[channel]) / deviations[channel];
        assertEquals(wanted, floats.input(sample)[i], 1e-6);
        assertEquals(wanted, bytes.input(sample)[i], 1e-6);
      }
    }
  }

  @Test
  void standardizingTwiceComposes() {
    Dataset once = Dataset.ofImages(allBytes(), new int[1], 1, 16, 16).standardize(0.5f, 0.25f);
    float[] twice = once.standardize(1f, 2f).input(0);
    for (int v = 0; v < 256; v++) {
      assertEquals(((v / 255.0 - 0.5) / 0.25 - 1) / 2, twice[v], 1e-6);
    }
    assertEquals(-2f, once.input(0)[0], 1e-6);
  }

  @Test
  void changingTheArraysAfterwardsChangesNothing() {
    byte[] pixels = {0, 0};
    int[] labels = {1};
    Dataset data = Dataset.ofImages(pixels, labels, 2);
    Arrays.fill(pixels, (byte) 9);
    labels[0] = 7;
    assertArrayEquals(new float[2], data.input(0));
    assertEquals(1, data.label(0));
  }

  @Test
  void classNamesCoverTheClasses() {
    Dataset data = numbered(5);
    assertEquals(List.of("0", "1", "2"), data.classNames());
    assertEquals("c", data.withClassNames(List.of("a", "b", "c", "d")).classNames().get(2));
    assertEquals(4, data.withClassNames(List.of("a", "b", "c", "d")).slice(0, 1).classes());
    assertTrue(rejects(() -> data.withClassNames(List.of("a", "b"))).contains("2 class names"));
  }

  @Test
  void mistakesNameTheirNumbers() {
    assertTrue(
        rejects(() -> Dataset.ofLabels(new float[7], new int[3], 2))
            .contains("7 numbers are no whole number of samples of shape [2]"));
    assertTrue(
        rejects(() -> Dataset.ofLabels(new float[6], new int[2], 2))
            .contains("there are 3 samples, but labels or targets for 2"));
    assertTrue(
        rejects(() -> Dataset.ofLabels(new float[2], new int[] {-4}, 2))
            .contains("label -4 of sample 0"));
    assertTrue(rejects(() -> Dataset.ofLabels(new float[2], new int[1], 2, 0)).contains("[2, 0]"));
    assertTrue(
        rejects(() -> Dataset.ofTargets(new float[2], new float[3], 2, 1))
            .contains("3 targets are no whole number"));
    Dataset data = numbered(4);
    assertTrue(rejects(() -> data.standardize(0, 0)).contains("standard deviation 0.0"));
    assertTrue(
        rejects(() -> data.standardize(new float[3], new float[3])).contains("need 1 or 2 means"));
    String size = rejects(() -> data.fill(Batch.withLabels(4, 3), identity(4), 0, 4));
    assertTrue(size.contains("2 inputs") && size.contains("3 inputs"), size);
    rejects(() -> data.fill(Batch.withTargets(4, 2, 1), identity(4), 0, 4));
    rejects(() -> data.fill(data.newBatch(3), identity(4), 0, 4));
  }

  private static String rejects(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
