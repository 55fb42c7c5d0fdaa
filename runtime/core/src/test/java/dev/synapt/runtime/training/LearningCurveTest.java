package dev.synapt.runtime.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.random.CounterRandom;
import dev.synapt.runtime.training.recipe.FitVerdict;
import dev.synapt.runtime.training.recipe.LearningCurve;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Learning curves of data whose noise is known. */
final class LearningCurveTest {

  private static final double STEEPNESS = 6;

  private static InferenceNetwork train(Dataset data, int epochs) {
    LogisticTrainer trainer = new LogisticTrainer(8);
    trainer.code.recording = false;
    return new LogisticNetwork(
        Training.of(trainer)
            .data(data)
            .optimizer(Adam.withLearningRate(0.05))
            .schedule(LearningRateSchedule.cosine())
            .epochs(epochs)
            .threads(1)
            .fit()
            .lastWeights());
  }

  private static double probability(double x) {
    return 1 / (1 + Math.exp(-STEEPNESS * x));
  }

  /** Class 1 is the likelier the larger the input, which is in -1 ... 1. */
  private static Dataset noisy(int n, long seed) {
    float[] inputs = new float[n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      inputs[i] = 2 * CounterRandom.uniform(seed, 2 * i) - 1;
      labels[i] = CounterRandom.uniform(seed, 2 * i + 1) < probability(inputs[i]) ? 1 : 0;
    }
    return Dataset.ofLabels(inputs, labels, 1);
  }

  /** The mean entropy of the label, which no network can go below. */
  private static double noise() {
    double sum = 0;
    for (int i = 0; i < 1000; i++) {
      double p = probability((i + 0.5) / 500 - 1);
      sum -= p * Math.log(p) + (1 - p) * Math.log(1 - p);
    }
    return sum / 1000;
  }

  @Test
  void theFloorIsTheNoise() {
    LearningCurve curve =
        LearningCurve.run(noisy(640, 1), noisy(2000, 2), 5, (data, i) -> train(data, 30));
    assertEquals(
        List.of(40, 80, 160, 320, 640),
        curve.points().stream().map(LearningCurve.Point::samples).toList());
    assertEquals(noise(), curve.floor(), 0.2 * noise(), curve::toString);
    assertEquals(FitVerdict.Kind.FINE, curve.verdict().kind(), curve::toString);
    assertEquals(curve.floor() + curve.slope() / 100, curve.expected(100), 1e-12);
    assertTrue(curve.toString().contains("with 1280, "), curve::toString);
  }

  /** Labels that follow from nothing: both losses stay near that of always the same answer. */
  @Test
  void biasIsALossThatMoreDataDoesNotLower() {
    float[] inputs = new float[80];
    int[] labels = new int[80];
    for (int i = 0; i < 80; i++) {
      inputs[i] = 0.1f * (i / 2 % 10);
      labels[i] = i % 2;
    }
    Dataset data = Dataset.ofLabels(inputs, labels, 1);
    LearningCurve curve = LearningCurve.run(data, data, 3, (part, i) -> train(part, 20));
    assertEquals(FitVerdict.Kind.UNDERFITTING, curve.verdict().kind(), curve::toString);
    assertEquals(Math.log(2), curve.floor(), 0.05);
  }

  /** Learned by heart is the contrary of what holds elsewhere. */
  @Test
  void varianceIsAGapBetweenTheLosses() {
    Dataset two = Dataset.ofLabels(new float[] {-1, 1, -1, 1}, new int[] {1, 0, 1, 0}, 1);
    LearningCurve curve =
        LearningCurve.run(two, LogisticData.of(40), 2, (part, i) -> train(part, 200));
    assertEquals(FitVerdict.Kind.OVERFITTING, curve.verdict().kind(), curve::toString);
    assertTrue(curve.points().getLast().validation() > 1, curve::toString);
  }

  @Test
  void tooFewSamplesAreRefused() {
    Dataset data = LogisticData.of(4);
    for (int points : new int[] {1, 4}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> LearningCurve.run(data, data, points, (part, i) -> train(part, 1)));
    }
  }
}
