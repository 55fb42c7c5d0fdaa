package dev.synapt.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.TrainerState;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.training.recipe.Baselines;
import dev.synapt.runtime.training.recipe.Finding;
import dev.synapt.runtime.training.recipe.LearningRateFinder;
import dev.synapt.runtime.training.recipe.Recipe;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each check passes on a network that is well, and fails on one with the mistake it is for. */
final class RecipeTest {

  private final LogisticTrainer trainer = new LogisticTrainer(8);

  @BeforeEach
  void prepare() {
    trainer.code.recording = false;
    trainer.code.noisy = true;
    trainer.threads(1);
    trainer.optimizer(Adam.withLearningRate(0.1));
    load(0.1f, 0);
  }

  private void load(float slope, float intercept) {
    LogisticWeights weights = new LogisticWeights();
    weights.values()[0] = slope;
    weights.values()[1] = intercept;
    trainer.load(weights);
  }

  @AfterEach
  void close() {
    trainer.close();
  }

  private static void assertOutcome(Finding.Outcome outcome, Finding finding) {
    assertEquals(outcome, finding.outcome(), finding::toString);
  }

  @Test
  void aHealthyNetworkPassesEverythingAndIsLeftAsItWas() {
    trainer.step(batch());
    load(0.1f, 0);
    TrainerState before = trainer.state();
    List<Finding> findings = new Recipe<>(trainer, LogisticData.of(40)).run();
    findings.forEach(finding -> assertOutcome(Finding.Outcome.PASSED, finding));
    assertEquals(4, findings.size());
    assertSame(before, trainer.state());
  }

  private Batch batch() {
    Batch batch = trainer.newBatch();
    LogisticData.of(4).fill(batch, new int[] {0, 1, 2, 3}, 0, 4);
    return batch;
  }

  private static void assertSame(TrainerState expected, TrainerState actual) {
    assertArrayEquals(expected.weights(), actual.weights());
    assertArrayEquals(expected.slots(), actual.slots());
    assertEquals(expected.learningRate(), actual.learningRate());
    assertEquals(expected.dropoutKey(), actual.dropoutKey());
    assertEquals(expected.passes(), actual.passes());
    assertEquals(expected.updates(), actual.updates());
  }

  @Test
  void aHeadThatIsTooLargeFailsTheInitialLoss() {
    load(-10, 0);
    Finding finding = new Recipe<>(trainer, LogisticData.of(40)).initialLoss();
    assertOutcome(Finding.Outcome.FAILED, finding);
    assertTrue(finding.text().endsWith("-ln(1/2) is 0.6931"), finding.text());
  }

  @Test
  void samplesThatMixAreCaught() {
    trainer.code.mixing = true;
    assertOutcome(
        Finding.Outcome.FAILED, new Recipe<>(trainer, LogisticData.of(40)).noLeakage());
  }

  /** The same input with both labels cannot be told apart. */
  @Test
  void whatCannotBeLearnedFailsToOverfit() {
    Dataset twins = Dataset.ofLabels(new float[] {1, 1, 1, 1}, new int[] {0, 1, 0, 1}, 1);
    Finding finding = new Recipe<>(trainer, twins).overfitsOneBatch();
    assertOutcome(Finding.Outcome.FAILED, finding);
    assertTrue(finding.text().contains("accuracy 50 %"), finding.text());
  }

  /** All inputs are zero already. */
  @Test
  void aNetworkWithoutInputFails() {
    int[] labels = IntStream.range(0, 20).map(i -> i % 2).toArray();
    Dataset blank = Dataset.ofLabels(new float[20], labels, 1);
    assertOutcome(Finding.Outcome.FAILED, new Recipe<>(trainer, blank).inputMatters());
  }

  @Test
  void baselinesAreTheMostFrequentClassAndTheMean() {
    Dataset train = Dataset.ofLabels(new float[4], new int[] {0, 0, 0, 1}, 1);
    Dataset validation = Dataset.ofLabels(new float[5], new int[] {0, 1, 1, 1, 0}, 1);
    Baselines labels = Baselines.of(train, validation);
    assertEquals(0.4, labels.accuracy());
    assertEquals(-(2 * Math.log(0.75) + 3 * Math.log(0.25)) / 5, labels.loss(), 1e-12);
    Dataset targets = Dataset.ofTargets(new float[2], new float[] {1, 10, 3, 30}, 2, 1);
    Baselines numbers = Baselines.of(targets, targets);
    assertTrue(Double.isNaN(numbers.accuracy()));
    assertEquals((1 + 1 + 100 + 100) / 4.0, numbers.loss(), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> Baselines.of(train, train.slice(0, 0)));
  }

  @Test
  void theFinderSuggestsARateThatTrainsAndRestoresEverything() {
    trainer.step(batch());
    TrainerState before = trainer.state();
    LearningRateFinder.Result found =
        new LearningRateFinder(trainer, LogisticData.of(100), 1e-5, 1e4, 200).run();
    assertSame(before, trainer.state());
    assertTrue(found.points().size() >= 100, found::toString);
    assertTrue(found.suggestion() > 1e-3 && found.suggestion() < 1e3, found::toString);
    TrainingRun<LogisticWeights> run =
        Training.of(new LogisticTrainer(8))
            .data(LogisticData.of(100))
            .validation(LogisticData.of(100))
            .optimizer(Adam.withLearningRate(found.suggestion()))
            .epochs(20)
            .threads(1)
            .fit();
    assertTrue(run.history().best().validationAccuracy() > 0.95);
  }

  @Test
  void theSweepEndsWhenTheLossBlowsUp() {
    trainer.code.explodingStep = 30;
    LearningRateFinder.Result found =
        new LearningRateFinder(trainer, LogisticData.of(40), 1e-3, 1, 100).run();
    assertTrue(found.blewUp());
    assertEquals(29, found.points().size());
    assertThrows(
        IllegalArgumentException.class,
        () -> new LearningRateFinder(trainer, LogisticData.of(4), 1, 1, 5));
  }
}
