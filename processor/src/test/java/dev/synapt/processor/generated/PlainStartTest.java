package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Weights;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The first predictions run plain code, later ones and many samples at once the best; all give the
 * same bits.
 */
final class PlainStartTest {

  private static final int PLAIN_PREDICTIONS = 20;
  private static final int INPUTS = 2 * 9 * 9;

  private static final GeneratedClasses CLASSES =
      ModelCompiler.compileTexts(
          List.of(
              """
              package net;

              import dev.synapt.dsl.*;

              @Network(input = {2, 9, 9}, batch = 16)
              final class Starting {
                @Conv2d(filters = 5, kernel = 3) @Tanh @MaxPool2d(2) Layer c;
                @Dense(units = 7) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
              }
              """),
          new String[0]);

  private final GeneratedModel model = CLASSES.model("Starting");
  private final float[] samples = new float[16 * INPUTS];
  private Weights weights;
  private float[] expected;

  @BeforeEach
  void predictPlainly() {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (i * 37 % 101 - 50) / 23f;
    }
    weights = model.weights();
    weights.initialize(5);
    expected = model.network(weights, CodePath.PLAIN).predict(samples(1));
  }

  private float[] samples(int count) {
    float[] first = new float[count * INPUTS];
    System.arraycopy(samples, 0, first, 0, first.length);
    return first;
  }

  /** As many predictions as that, all on one path and with the bits of plain code. */
  private void predict(InferenceNetwork network, int times, CodePath path) {
    for (int i = 0; i < times; i++) {
      assertArrayEquals(expected, network.predict(samples(1)), "prediction " + i);
      assertEquals(path, network.path(), "prediction " + i);
    }
  }

  @Test
  void startsPlainAndGoesOnWithVectors() {
    assertNotEquals(CodePath.PLAIN, CodePath.best(), "the vector module is there");
    InferenceNetwork network = model.network(weights);
    predict(network, PLAIN_PREDICTIONS, CodePath.PLAIN);
    predict(network, PLAIN_PREDICTIONS, CodePath.best());
  }

  @Test
  void aPathThatIsAskedForIsTheFirstAndTheLast() {
    predict(model.network(weights, CodePath.best()), 1, CodePath.best());
    predict(model.network(weights, CodePath.PLAIN), 2 * PLAIN_PREDICTIONS, CodePath.PLAIN);
  }

  @Test
  void warmsUpAndPredictsBatchesOnTheBestPath() {
    InferenceNetwork warm = model.network(weights);
    warm.warmUp();
    predict(warm, 1, CodePath.best());

    InferenceNetwork batches = model.network(weights);
    float[] results = new float[16 * 7];
    batches.predictBatch(samples(16), 16, results);
    predict(batches, 1, CodePath.best());
  }
}
