package dev.synapt.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.random.CounterRandom;
import org.junit.jupiter.api.Test;

/**
 * The plain loops compute what the generated code computes, so that their times can be compared.
 */
final class PlainLayerTest {

  private static final PlainLayer LAYER = new PlainLayer(6, 14, 16, 5);
  private static final int SAMPLES = 3;
  private static final float TOLERANCE = 1e-5f;

  @Test
  void loopsAgreeWithGeneratedCode() {
    try (Conv6To16Trainer trainer = new Conv6To16Trainer()) {
      Batch batch = trainer.newBatch();
      fill(batch.inputs(), 1);
      fill(batch.targets(), 2);
      batch.size(SAMPLES);
      trainer.computeGradients(batch);
      float[] w = trainer.weights().tensor("y.conv2d.weight").toArray();
      float[] b = trainer.weights().tensor("y.conv2d.bias").toArray();
      float[] y = new float[SAMPLES * LAYER.outputs()];
      LAYER.forward(batch.inputs(), w, b, y, SAMPLES);
      assertClose(trainer.outputs(), y);

      float[] dy = new float[y.length];
      for (int i = 0; i < dy.length; i++) {
        dy[i] = 2 * (y[i] - batch.targets()[i]) / dy.length;
      }
      float[] dx = new float[SAMPLES * LAYER.inputs()];
      float[] dw = new float[LAYER.weights()];
      float[] db = new float[LAYER.filters()];
      LAYER.backward(batch.inputs(), w, dy, dx, dw, db, SAMPLES);
      assertClose(trainer.inputGradient(), dx);
      assertClose(trainer.gradient("y.conv2d.weight"), dw);
      assertClose(trainer.gradient("y.conv2d.bias"), db);
    }
  }

  private static void fill(float[] values, long seed) {
    for (int i = 0; i < values.length; i++) {
      values[i] = CounterRandom.uniform(seed, i);
    }
  }

  /** Relative to the largest entry. */
  private static void assertClose(float[] expected, float[] actual) {
    float largest = 0;
    float difference = 0;
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
    }
    assertEquals(0, difference / largest, TOLERANCE);
  }
}
