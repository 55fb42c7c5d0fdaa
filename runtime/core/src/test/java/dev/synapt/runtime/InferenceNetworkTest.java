package dev.synapt.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import dev.synapt.runtime.TwinNetwork.Twin;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a network does around its generated code, with a twin of such code by hand. */
final class InferenceNetworkTest {

  private final Twin weights = new Twin();

  /** Logits (x0, x1 + 1): the first class where the first input is more than the second plus 1. */
  private TwinNetwork network() {
    weights.tensor("fc.weight").set(1f, 0, 0);
    weights.tensor("fc.weight").set(1f, 1, 1);
    weights.tensor("fc.bias").set(1f, 1);
    return new TwinNetwork(weights, List.of("left", "right"));
  }

  @Test
  void saysWhatItIsMadeFor() {
    TwinNetwork network = network();
    assertEquals(3, network.inputSize());
    assertEquals(2, network.outputSize());
    assertEquals(List.of("left", "right"), network.labels());
    assertEquals(4 * (12 + 48 + 16 + 16 + 16 + 16), network.arenaBytes());
  }

  @Test
  void predictsAnywhereInAnArray() {
    float[] x = {9, 9, 3, 1, 9};
    float[] y = {7, 7, 7, 7};
    network().predict(x, 2, y, 1);
    double first = 1 / (1 + Math.exp(2 - 3));
    assertArrayEquals(new float[] {7, (float) first, (float) (1 - first), 7}, y, 1e-6f);
    assertArrayEquals(new float[] {y[1], y[2]}, network().predict(new float[] {3, 1, 9}));
  }

  @Test
  void predictsSeveralSamples() {
    float[] x = {3, 1, 0, 0, 5, 0, 2, 1, 0};
    float[] y = new float[6];
    TwinNetwork network = network();
    network.predictBatch(x, 3, y);
    for (int n = 0; n < 3; n++) {
      float[] one = network.predict(new float[] {x[3 * n], x[3 * n + 1], x[3 * n + 2]});
      assertArrayEquals(one, new float[] {y[2 * n], y[2 * n + 1]});
    }
    network.predictBatch(x, 0, new float[0]);
  }

  @Test
  void warmingUpChangesNothing() {
    TwinNetwork network = network();
    float[] x = {1, 2, 3};
    float[] before = network.predict(x);
    network.warmUp();
    assertArrayEquals(before, network.predict(x));
  }

  /** More than fit into one pass, from two networks with the same weights. */
  @Test
  void predictsManySamples() {
    int count = 75;
    float[] x = new float[3 * count];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % 7 - 3;
    }
    TwinNetwork network = network();
    for (TwinNetwork one : List.of(network, network.share())) {
      float[] y = new float[2 * count];
      one.predictBatch(x, count, y);
      for (int n = 0; n < count; n++) {
        float[] alone = one.predict(Arrays.copyOfRange(x, 3 * n, 3 * n + 3));
        assertArrayEquals(alone, new float[] {y[2 * n], y[2 * n + 1]}, "sample " + n);
      }
    }
  }

  @Test
  void theLargestEntryIsTheClassAndTheFirstOfEquals() {
    float[] x = {0, 3, 0, 5, 0, 0, 2, 1, 0};
    TwinNetwork network = network();
    assertEquals(1, network.classify(x, 0));
    assertEquals(0, network.classify(x, 3));
    assertEquals(0, network.classify(x, 6));
  }

  @Test
  void arraysThatAreTooShortAreRefused() {
    TwinNetwork network = network();
    float[] x = new float[4];
    float[] y = new float[3];
    assertMessage("x must hold 3 floats from 2, but has 4", () -> network.predict(x, 2, y, 0));
    assertMessage("x must hold 3 floats from -1, but has 4", () -> network.predict(x, -1, y, 0));
    assertMessage("y must hold 2 floats from 2, but has 3", () -> network.predict(x, 0, y, 2));
    assertMessage("x must hold 6 floats from 0, but has 4", () -> network.predictBatch(x, 2, y));
    assertMessage("x must hold -3 floats from 0, but has 4", () -> network.predictBatch(x, -1, y));
    assertMessage("x must hold 3 floats from 3, but has 4", () -> network.classify(x, 3));
    assertThrows(ArithmeticException.class, () -> network.predictBatch(x, Integer.MAX_VALUE, y));
  }

  /** The weights are packed once: what changes later in the caller's is not seen. */
  @Test
  void weightsAreCopied() {
    TwinNetwork network = network();
    float[] before = network.predict(new float[] {1, 2, 3});
    weights.tensor("fc.bias").set(100f, 0);
    assertArrayEquals(before, network.predict(new float[] {1, 2, 3}));
  }

  @Test
  void othersShareTheWeightsButNoMemory() throws InterruptedException {
    TwinNetwork network = network();
    float[] expected = network.predict(new float[] {1, 2, 3});
    int[] wrong = new int[1];
    Thread other =
        new Thread(() -> {
          TwinNetwork shared = network.share();
          for (int i = 0; i < 20_000; i++) {
            float[] y = shared.predict(new float[] {1, 2, 3});
            wrong[0] += y[0] == expected[0] ? 0 : 1;
          }
        });
    other.start();
    for (int i = 0; i < 20_000; i++) {
      network.predict(new float[] {i, 1, 1});
    }
    other.join();
    assertEquals(0, wrong[0]);
    assertEquals(network.labels(), network.share().labels());
  }

  @Test
  void predictingAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    TwinNetwork network = network();
    float[] x = new float[6];
    float[] y = new float[4];
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 5; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 10_000; i++) {
        network.predict(x, 0, y, 0);
        network.predictBatch(x, 2, y);
        network.classify(x, 3);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least, "bytes in 10,000 rounds");
  }

  private static void assertMessage(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
