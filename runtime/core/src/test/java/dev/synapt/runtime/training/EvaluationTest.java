package dev.synapt.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.PredictionLoss;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.kernel.ClassLoss;
import dev.synapt.runtime.kernel.EntryLoss;
import dev.synapt.runtime.metric.ConfusionMatrix;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class EvaluationTest {

  private static LogisticNetwork network(float slope, float intercept) {
    return network(slope, intercept, PredictionLoss.ofLabels(ClassLoss.ofLogits(2, 1)));
  }

  private static LogisticNetwork network(float slope, float intercept, PredictionLoss loss) {
    LogisticWeights weights = new LogisticWeights();
    weights.values()[0] = slope;
    weights.values()[1] = intercept;
    return new LogisticNetwork(weights, loss);
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

  /** Predictions are (1/2, 1/2) twice. */
  private static Evaluation ofTargets(PredictionLoss loss) {
    Dataset data = Dataset.ofTargets(new float[] {0, 0}, new float[] {0.5f, 1, 0, 0.5f}, 2, 1);
    return Evaluation.of(network(1, 0, loss), data);
  }

  @Test
  void theLossIsTheNetworksOwn() {
    double log2 = Math.log(2);
    EntryLoss squares = EntryLoss.squaredError();
    assertEquals(0.5 / 4, ofTargets(PredictionLoss.ofEntries(squares)).loss(), 1e-12);
    assertEquals(0.5 / 2, ofTargets(PredictionLoss.ofEntries(squares).summed()).loss(), 1e-12);
    EntryLoss absolute = EntryLoss.absoluteError();
    assertEquals(1.0 / 4, ofTargets(PredictionLoss.ofEntries(absolute)).loss(), 1e-12);
    EntryLoss hinge = EntryLoss.hinge();
    assertEquals(
        (0.75 + 0.5 + 1 + 0.75) / 4, ofTargets(PredictionLoss.ofEntries(hinge)).loss(), 1e-12);
    EntryLoss binary = EntryLoss.binaryCrossEntropy(1, 3, 1);
    double weighted = (0.5 * 3 + 0.5 + 1 + 1 + 1) * log2 / 4;
    assertEquals(weighted, ofTargets(PredictionLoss.ofEntries(binary)).loss(), 1e-12);
    ClassLoss classes = ClassLoss.ofLogits(2, 1);
    double soft = (1.5 + 0.5) * log2 / 2;
    assertEquals(soft, ofTargets(PredictionLoss.ofDistributions(classes)).loss(), 1e-7);
  }

  @Test
  void weightsSmoothingAndIgnoredLabelsCount() {
    Dataset data = Dataset.ofLabels(new float[] {-2, 1, 3}, new int[] {0, 0, 1}, 1);
    ClassLoss loss = ClassLoss.ofLogits(2, 1);
    double[] p = {sigmoid(-2), sigmoid(1), sigmoid(3)};
    double weighted = -(3 * Math.log(1 - p[0]) + 3 * Math.log(1 - p[1]) + Math.log(p[2])) / 7;
    PredictionLoss byWeights = PredictionLoss.ofLabels(loss.weights(3, 1));
    assertEquals(weighted, Evaluation.of(network(1, 0, byWeights), data).loss(), 1e-6);
    PredictionLoss ignoring = PredictionLoss.ofLabels(loss.ignoring(0));
    assertEquals(-Math.log(p[2]), Evaluation.of(network(1, 0, ignoring), data).loss(), 1e-6);
    double smooth = 0;
    for (int i = 0; i < 3; i++) {
      double right = data.label(i) == 1 ? p[i] : 1 - p[i];
      smooth -= (0.9 * Math.log(right) + 0.1 * Math.log(1 - right)) / 3;
    }
    PredictionLoss smoothed = PredictionLoss.ofLabels(loss.smoothing(0.2f));
    assertEquals(smooth, Evaluation.of(network(1, 0, smoothed), data).loss(), 1e-6);
    PredictionLoss distributions = PredictionLoss.ofDistributions(loss.smoothing(0.2f));
    assertEquals(smooth, Evaluation.of(network(1, 0, distributions), data).loss(), 1e-6);
  }

  @Test
  void answersOfTheOtherKindAreRefused() {
    PredictionLoss numbers = PredictionLoss.ofEntries(EntryLoss.squaredError());
    Dataset labels = Dataset.ofLabels(new float[] {1}, new int[] {0}, 1);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Evaluation.of(network(1, 0, numbers), labels));
    assertEquals("the network's loss wants targets, but the data has labels", e.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> Evaluation.of(network(1, 0), labels.oneHot()));
  }

  @Test
  void targetsHaveNoClasses() {
    Evaluation evaluation = ofTargets(PredictionLoss.ofEntries(EntryLoss.squaredError()));
    assertTrue(Double.isNaN(evaluation.accuracy()));
    assertThrows(IllegalStateException.class, evaluation::wrong);
    assertThrows(IllegalStateException.class, evaluation::confusionMatrix);
    assertThrows(IllegalStateException.class, () -> evaluation.predicted(0));
  }

  /** One class at each of two positions: what is larger is taken to be there, and nothing else. */
  @Test
  void labelsOfPositionsAreJudgedOneByOne() {
    byte[] pixels = {0, (byte) 255};
    Dataset data = Dataset.ofLabelMaps(pixels, new int[] {0, 9, 0, 0}, 2, OptionalInt.of(9), 1);
    ClassLoss loss = ClassLoss.ofLogits(1, 2).ignoring(9);
    Evaluation evaluation = Evaluation.of(network(1, 0, PredictionLoss.ofLabels(loss)), data);
    assertEquals(1, evaluation.accuracy());
    assertArrayEquals(new int[0], evaluation.wrong());
    assertArrayEquals(new int[] {0, 0}, evaluation.predictedLabels(1));
    assertEquals(3, evaluation.confusionMatrix().total());
    double expected = -(Math.log(0.5) + Math.log(sigmoid(1)) + Math.log(1 - sigmoid(1))) / 3;
    assertEquals(expected, evaluation.loss(), 1e-6);
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
