package dev.synapt.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What generated code inherits. */
final class CodeBaseTest {

  private static final class Code extends TrainingCode {
    Code(int batch) {
      super(batch, 4, 8, 16);
    }

    @Override
    public int phases() {
      return 1;
    }

    @Override
    public void phase(int phase, int worker, int workers) {
      for (int slice = 0; slice < slices; slice++) {
        losses[slice] = 0.1 * (slice + 1);
        correct[slice] = lanes(slice);
      }
    }

    @Override
    public void refresh(int worker, int workers) {}

    @Override
    public void outputs(float[] rows, int first) {}

    @Override
    public TensorLayout[] layouts() {
      return new TensorLayout[0];
    }
  }

  @Test
  void aBatchIsCutIntoSlicesOfSixteen() {
    Code code = new Code(40);
    assertEquals(0, code.samples());
    assertSlices(code, 40, 16, 16, 8);
    assertSlices(code, 16, 16);
    assertSlices(code, 17, 16, 1);
    assertSlices(code, 1, 1);
  }

  private static void assertSlices(Code code, int samples, int... lanes) {
    float[] inputs = new float[120];
    int[] labels = new int[40];
    float[] targets = new float[0];
    code.start(inputs, labels, targets, samples, 1);
    assertEquals(samples, code.samples());
    assertEquals(lanes.length, code.slices);
    for (int slice = 0; slice < lanes.length; slice++) {
      assertEquals(lanes[slice], code.lanes(slice));
    }
    assertSame(inputs, code.inputs);
    assertSame(labels, code.labels);
    assertSame(targets, code.targets);
  }

  private static void start(Code code, int samples, long key) {
    code.start(new float[120], new int[40], new float[0], samples, key);
  }

  /** What a larger batch left in the slices behind does not count. */
  @Test
  void lossAndAnswersAreThoseOfTheBatchsSlices() {
    Code code = new Code(40);
    start(code, 40, 1);
    code.phase(0, 0, 1);
    assertEquals(0.1 + 0.2 + 0.30000000000000004, code.loss());
    assertEquals(40, code.correct(0));
    start(code, 20, 1);
    assertEquals(0.1 + 0.2, code.loss());
    assertEquals(32, code.correct(0), "what the last phase wrote");
  }

  @Test
  void dropoutLayersAndStepsHaveKeysOfTheirOwn() {
    Code code = new Code(16);
    start(code, 1, 1);
    long first = code.dropoutKey(0);
    assertNotEquals(first, code.dropoutKey(1));
    start(code, 1, 2);
    assertNotEquals(first, code.dropoutKey(0));
    start(code, 1, 1);
    assertEquals(first, code.dropoutKey(0));
  }

  @Test
  void arraysHaveTheLengthsAskedFor() {
    Code code = new Code(40);
    assertEquals(4, code.trainedFloats());
    assertEquals(8, code.weightFloats());
    assertEquals(16, code.valueFloats());
    assertEquals(3, code.losses.length);
    assertEquals(3, code.correct.length);
  }

  @Test
  void whoDoesNotComputeTheGradientByTheInputSaysHow() {
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class, () -> new Code(16).inputGradient(new float[1], 0));
    assertTrue(failure.getMessage().contains("-Asynapt.inputGradient=true"));
  }

  private static final class Doubling extends InferenceCode {
    Doubling() {
      super(3, 5);
    }

    Doubling(float[] weights) {
      super(weights, 3, 5);
    }

    @Override
    public void predict(float[] x, int xOffset, float[] y, int yOffset) {
      values[0] = 2 * x[xOffset];
      y[yOffset] = values[0];
    }

    @Override
    public TensorLayout[] layouts() {
      return new TensorLayout[0];
    }

    @Override
    public BatchCode batch() {
      return new BatchOfSingles(this, 1, 1);
    }

    @Override
    public InferenceCode share() {
      return new Doubling(weights);
    }
  }

  @Test
  void sharedCodeHasTheSameWeightsAndMemoryOfItsOwn() {
    Doubling code = new Doubling();
    assertEquals(3, code.weightFloats());
    assertEquals(5, code.valueFloats());
    InferenceCode shared = code.share();
    assertSame(code.weights(), shared.weights());
    assertNotSame(code.values, shared.values);
    float[] y = new float[2];
    shared.predict(new float[] {1, 4}, 1, y, 1);
    assertArrayEquals(new float[] {0, 8}, y);
  }
}
