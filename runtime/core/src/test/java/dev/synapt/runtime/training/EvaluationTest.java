package dev.synapt.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.metric.ConfusionMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EvaluationTest {

  private static LogisticNetwork network(float slope, float intercept) {
    LogisticWeights weights = new LogisticWeights();
    weights.values()[0] = slope;
    weights.values()[1] = intercept;
    return new LogisticNetwork(weights);
  }

  @Test
  void countsByHand() {
    Dataset data =
        Dataset.ofLabels(new float[] {-2, -1, 1, 2, 3}, new int[] {0, 1, 1, 1, 0}, 1)
            .withClassNames(List.of("no", "yes"));
    Evaluation evaluation = Evaluation.of(network(1, 0), data);
    assertEquals(0.6, evaluation.accuracy(), 1e-12);
    assertArrayEquals(new int[] {1, 4}, evaluation.wrong());
    assertEquals(1, evaluation.predicted(4));
    double[] probabilities = {sigmoid(2), 1 - sigmoid(1), sigmoid(1), sigmoid(2), 1 - sigmoid(3)};
    double loss = 0;
    for (double p : probabilities) {
      loss -= Math.log(p) / 5;
    }
    assertEquals(loss, evaluation.loss(), 1e-6);
    ConfusionMatrix matrix = evaluation.confusionMatrix();
    assertEquals(1, matrix.count(0, 0));
    assertEquals(1, matrix.count(0, 1));
    assertEquals(1, matrix.count(1, 0));
    assertEquals(2, matrix.count(1, 1));
    assertTrue(matrix.toTable().contains("yes"));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void theLossStaysFiniteWhenAProbabilityIsZero() {
    Dataset data = Dataset.ofLabels(new float[] {1000}, new int[] {0}, 1);
    assertEquals(-Math.log(1e-38), Evaluation.of(network(1, 0), data).loss(), 1e-9);
  }

  @Test
  void chunksCoverAllSamples() {
    for (int n : new int[] {1, 255, 256, 257, 1000}) {
      float[] inputs = new float[n];
      int[] labels = new int[n];
      for (int i = 0; i < n; i++) {
        inputs[i] = i % 3 - 0.5f;
        labels[i] = inputs[i] > 0 ? 1 : 0;
      }
      labels[n - 1] = 1 - labels[n - 1];
      Evaluation evaluation = Evaluation.of(network(1, 0), Dataset.ofLabels(inputs, labels, 1));
      assertArrayEquals(new int[] {n - 1}, evaluation.wrong());
      assertEquals(1 - 1.0 / n, evaluation.accuracy(), 1e-12);
    }
  }

  @Test
  void targetsGiveTheMeanSquaredError() {
    Dataset data = Dataset.ofTargets(new float[] {0, 0}, new float[] {0.5f, 1, 0, 0.5f}, 2, 1);
    Evaluation evaluation = Evaluation.of(network(1, 0), data);
    assertEquals((0 + 0.25 + 0.25 + 0) / 4, evaluation.loss(), 1e-12);
    assertTrue(Double.isNaN(evaluation.accuracy()));
    assertThrows(IllegalStateException.class, evaluation::wrong);
    assertThrows(IllegalStateException.class, evaluation::confusionMatrix);
    assertThrows(IllegalStateException.class, () -> evaluation.predicted(0));
  }

  @Test
  void aClassThatTheDataLacksCanBePredicted() {
    Dataset data = Dataset.ofLabels(new float[] {5, -5}, new int[] {0, 0}, 1);
    ConfusionMatrix matrix = Evaluation.of(network(1, 0), data).confusionMatrix();
    assertEquals(2, matrix.classes());
    assertEquals(1, matrix.count(0, 1));
  }

  @Test
  void emptyDataIsRefused() {
    Dataset data = Dataset.ofLabels(new float[1], new int[1], 1).slice(0, 0);
    assertThrows(IllegalArgumentException.class, () -> Evaluation.of(network(1, 0), data));
  }
}
