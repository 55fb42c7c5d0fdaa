package dev.synapt.runtime.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.Splits;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.random.CounterRandom;
import dev.synapt.runtime.training.callback.LayerMonitor;
import dev.synapt.runtime.training.recipe.Baselines;
import dev.synapt.runtime.training.recipe.CrossValidation;
import dev.synapt.runtime.training.recipe.FitVerdict;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Verdicts on trainings of which it is known what went wrong. */
final class DiagnosisTest {

  private static TrainingRun<LogisticWeights> train(Dataset data, Dataset validation) {
    LogisticTrainer trainer = new LogisticTrainer(8);
    trainer.code.recording = false;
    Training<LogisticWeights> training =
        Training.of(trainer).data(data).optimizer(Adam.withLearningRate(0.1)).epochs(40).threads(1);
    return validation == null ? training.fit() : training.validation(validation).fit();
  }

  /** Labels that have nothing to do with the inputs. */
  private static Dataset noise(int n) {
    float[] inputs = new float[n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      inputs[i] = CounterRandom.uniform(7, 2 * i) - 0.5f;
      labels[i] = CounterRandom.uniform(7, 2 * i + 1) < 0.5 ? 0 : 1;
    }
    return Dataset.ofLabels(inputs, labels, 1);
  }

  private static FitVerdict verdict(Dataset data, Dataset validation) {
    History history = train(data, validation).history();
    Dataset judged = validation == null ? data : validation;
    return FitVerdict.of(history, Baselines.of(data, judged).loss());
  }

  @Test
  void aNetworkThatLearnsTheRuleIsFine() {
    FitVerdict verdict = verdict(LogisticData.of(80), LogisticData.of(40));
    assertEquals(FitVerdict.Kind.FINE, verdict.kind(), verdict::toString);
    assertEquals(List.of(), verdict.advice());
    assertTrue(verdict.toString().startsWith("fine: loss "), verdict::toString);
  }

  @Test
  void whatCannotBeLearnedIsUnderfitting() {
    FitVerdict verdict = verdict(noise(200), noise(100));
    assertEquals(FitVerdict.Kind.UNDERFITTING, verdict.kind(), verdict::toString);
    assertFalse(verdict.advice().isEmpty());
    FitVerdict alone = verdict(noise(200), null);
    assertEquals(FitVerdict.Kind.UNDERFITTING, alone.kind(), alone::toString);
    assertTrue(alone.toString().contains("nothing is known of other data"), alone::toString);
  }

  /** Two samples that say the contrary of all others. */
  @Test
  void whatIsLearnedByHeartIsOverfitting() {
    Dataset two = Dataset.ofLabels(new float[] {-1, 1, -1, 1}, new int[] {1, 0, 1, 0}, 1);
    FitVerdict verdict = verdict(two, LogisticData.of(40));
    assertEquals(FitVerdict.Kind.OVERFITTING, verdict.kind(), verdict::toString);
    assertTrue(verdict.advice().getFirst().startsWith("stop earlier"), verdict.advice()::toString);
    assertThrows(
        IllegalArgumentException.class, () -> FitVerdict.of(new History(List.of(), List.of()), 1));
  }

  private static CrossValidation crossValidation(Dataset data) {
    return CrossValidation.run(
        Splits.folds(data, 4, 1),
        (train, fold) -> new LogisticNetwork(train(train, null).lastWeights()));
  }

  @Test
  void foldsTellBiasFromVariance() {
    CrossValidation fine = crossValidation(LogisticData.of(80));
    assertEquals(4, fine.folds().size());
    assertEquals(FitVerdict.Kind.FINE, fine.verdict().kind(), fine::toString);
    assertTrue(fine.mean(fold -> fold.validation().accuracy()) > 0.9, fine::toString);
    assertTrue(fine.deviation(fold -> fold.training().loss()) < 0.1, fine::toString);
    CrossValidation biased = crossValidation(noise(200));
    assertEquals(FitVerdict.Kind.UNDERFITTING, biased.verdict().kind(), biased::toString);
    assertTrue(biased.toString().contains("(bias)"), biased::toString);
    double first = biased.folds().getFirst().validation().loss();
    double mean = biased.folds().stream().mapToDouble(f -> f.validation().loss()).sum() / 4;
    assertEquals(mean, biased.mean(fold -> fold.validation().loss()), 1e-12);
    assertTrue(first > 0);
  }

  @Test
  void aLinearModelIsABaseline() {
    Dataset data = LogisticData.of(80);
    Baselines labels = Baselines.linear(data, data);
    assertTrue(labels.accuracy() > 0.95, labels::toString);
    assertTrue(labels.loss() < 0.5 * Baselines.of(data, data).loss(), labels::toString);
    float[] x = new float[200];
    float[] y = new float[200];
    for (int i = 0; i < 100; i++) {
      x[2 * i] = i % 10;
      x[2 * i + 1] = 100 * (i % 7);
      y[2 * i] = 3 * x[2 * i] - 0.01f * x[2 * i + 1] + 5;
      y[2 * i + 1] = -1;
    }
    Dataset numbers = Dataset.ofTargets(x, y, 2, 2);
    Baselines linear = Baselines.linear(numbers, numbers);
    assertTrue(linear.loss() < 1e-3 * Baselines.of(numbers, numbers).loss(), linear::toString);
    assertTrue(Double.isNaN(linear.accuracy()));
  }

  /** Anscombe's first quartet: its line is known, and leaves 13.76 of squared errors. */
  @Test
  void linesAreFittedByLeastSquares() {
    float[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    float[] y = {8.04f, 6.95f, 7.58f, 8.81f, 8.33f, 9.96f, 7.24f, 4.26f, 10.84f, 4.82f, 5.68f};
    Dataset points = Dataset.ofTargets(x, y, 1, 1);
    assertEquals(13.76269 / 11, Baselines.linear(points, points).loss(), 1e-5);
    Dataset elsewhere = Dataset.ofTargets(new float[] {20}, new float[] {13.001909f}, 1, 1);
    assertEquals(0, Baselines.linear(points, elsewhere).loss(), 1e-8, "3.00009 + 0.50009 x");
    float[] twice = new float[2 * x.length];
    for (int i = 0; i < twice.length; i++) {
      twice[i] = x[i / 2];
    }
    Dataset dependent = Dataset.ofTargets(twice, y, 1, 2);
    assertEquals(13.76269 / 11, Baselines.linear(dependent, dependent).loss(), 1e-5);
  }

  /**
   * Of six labels one is ignored; of the others three are 2, and two of the four judged ones are.
   */
  @Test
  void everyPixelIsABaselinesSample() {
    OptionalInt ignored = OptionalInt.of(9);
    Dataset train = Dataset.ofLabelMaps(new byte[2], new int[] {2, 2, 9, 1, 0, 2}, 3, ignored, 1);
    Dataset other = Dataset.ofLabelMaps(new byte[2], new int[] {2, 9, 9, 2, 0, 1}, 3, ignored, 1);
    Baselines baselines = Baselines.of(train, other);
    assertEquals(0.5, baselines.accuracy());
    assertEquals(-(2 * Math.log(0.6) + 2 * Math.log(0.2)) / 4, baselines.loss(), 1e-12);
  }

  @Test
  void theLastValueIsABaselineOfSeries() {
    float[] windows = {1, 2, 3, 50, 60, 70, 2, 3, 4, 60, 70, 80};
    Dataset data = Dataset.ofTargets(windows, new float[] {4, 6, 3, 4}, 2, 2, 3);
    assertEquals((1 + 9 + 1 + 0) / 4.0, Baselines.lastValue(data).loss(), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> Baselines.lastValue(LogisticData.of(4)));
  }

  @Test
  void normsAreThoseOfWeightsAndGradients() {
    LogisticTrainer trainer = new LogisticTrainer(8);
    LayerMonitor<LogisticWeights> monitor = new LayerMonitor<>(trainer, 2);
    Training.of(trainer)
        .data(LogisticData.of(80))
        .epochs(2)
        .threads(1)
        .listener(monitor)
        .listener(
            new TrainingListener() {
              @Override
              public void onStep(StepReport report) {
                if (report.step() % 2 == 0) {
                  LayerMonitor.Norms slope = monitor.norms().get("slope").getLast();
                  assertEquals(Math.abs(trainer.gradient("slope")[0]), slope.gradient(), 1e-9);
                  assertEquals(Math.abs(trainer.weights().values()[0]), slope.weight(), 1e-9);
                }
              }
            })
        .fit();
    assertEquals(List.of("slope", "intercept"), List.copyOf(monitor.norms().keySet()));
    List<LayerMonitor.Norms> norms = monitor.norms().get("intercept");
    assertEquals(10, norms.size());
    assertEquals(0.2, norms.getFirst().epoch(), 1e-9);
    assertEquals(2, norms.getLast().epoch(), 1e-9);
    assertThrows(IllegalArgumentException.class, () -> new LayerMonitor<>(trainer, 0));
  }
}
