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
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private Recipe<LogisticWeights> recipe(Dataset data) {
    return new Recipe<>(trainer, data);
  }

  @Test
  void aHealthyNetworkPassesEverythingAndIsLeftAsItWas() {
    trainer.step(batch());
    load(0.1f, 0);
    TrainerState before = trainer.state();
    List<Finding> findings =
        recipe(LogisticData.of(80)).validation(LogisticData.of(40)).epochs(40).folds(4).run();
    findings.forEach(finding -> assertOutcome(Finding.Outcome.PASSED, finding));
    assertEquals(
        List.of(
            "initial loss",
            "no leakage",
            "overfits a batch",
            "input matters",
            "learning rate",
            "beats baselines",
            "fit",
            "bias and variance"),
        findings.stream().map(Finding::check).toList());
    assertSame(before, trainer.state());
    assertEquals(5, recipe(LogisticData.of(40)).run().size(), "without other data");
  }

  @Test
  void theSameRecipeFindsTheSameTwice() {
    Recipe<LogisticWeights> recipe =
        recipe(LogisticData.of(30)).validation(LogisticData.of(10)).folds(2);
    assertEquals(recipe.run(), recipe.run());
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
    assertOutcome(Finding.Outcome.FAILED, new Recipe<>(trainer, LogisticData.of(40)).noLeakage());
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

  @ParameterizedTest
  @CsvSource({"1e-9, far too low", "1e9, too high"})
  void aLearningRateFarFromTheSweepsFails(double rate, String text) {
    trainer.optimizer(Adam.withLearningRate(rate));
    Finding finding = recipe(LogisticData.of(40)).learningRate();
    assertOutcome(Finding.Outcome.FAILED, finding);
    assertTrue(finding.text().contains(text), finding::text);
  }

  @Test
  void aLossThatIsNotANumberHasNoLearningRate() {
    trainer.code.explodingStep = 1;
    trainer.code.explodingLoss = Double.NaN;
    Finding finding = recipe(LogisticData.of(40)).learningRate();
    assertOutcome(Finding.Outcome.FAILED, finding);
    assertTrue(finding.text().contains("not a number"), finding::text);
  }

  /** It says the contrary of what is right, and hardly learns. */
  @Test
  void aNetworkThatLearnsTooSlowlyIsWorseThanBaselinesAndUnderfits() {
    load(-1, 0);
    trainer.optimizer(Adam.withLearningRate(1e-6));
    List<Finding> findings =
        recipe(LogisticData.of(80)).validation(LogisticData.of(40)).epochs(1).trained();
    findings.forEach(finding -> assertOutcome(Finding.Outcome.FAILED, finding));
    String baselines = findings.getFirst().text();
    assertTrue(baselines.startsWith("accuracy 0.00 %, 50.00 % always naming"), baselines);
    assertTrue(baselines.contains(" of a linear model"), baselines);
    assertTrue(findings.getLast().text().startsWith("1 epochs, underfitting: loss "));
    assertTrue(findings.getLast().text().contains("; try: find a learning rate"));
  }

  /** Two samples that say the contrary of all others. */
  @Test
  void whatIsLearnedByHeartIsOverfitting() {
    Dataset two = Dataset.ofLabels(new float[] {-1, 1, -1, 1}, new int[] {1, 0, 1, 0}, 1);
    List<Finding> findings = recipe(two).validation(LogisticData.of(40)).epochs(40).trained();
    findings.forEach(finding -> assertOutcome(Finding.Outcome.FAILED, finding));
    assertTrue(findings.getLast().text().contains("overfitting"), findings.getLast()::text);
  }

  @Test
  void aTrainingThatExplodesFailsAndTheTrainerIsRestored() {
    TrainerState before = trainer.state();
    trainer.threads(2);
    trainer.code.failingStep = 3;
    Recipe<LogisticWeights> recipe = recipe(LogisticData.of(80)).validation(LogisticData.of(8));
    recipe.trained().forEach(finding -> assertOutcome(Finding.Outcome.FAILED, finding));
    assertSame(before, trainer.state());
    assertEquals(2, trainer.threads());
  }

  /** Labels that follow from nothing, so that every fold fails for the same reason. */
  @Test
  void foldsFindBias() {
    int[] labels = IntStream.range(0, 60).map(i -> i % 2).toArray();
    float[] inputs = new float[60];
    IntStream.range(0, 60).forEach(i -> inputs[i] = 0.1f * Math.floorDiv(i, 2));
    Finding finding =
        recipe(Dataset.ofLabels(inputs, labels, 1)).epochs(5).folds(3).biasAndVariance();
    assertOutcome(Finding.Outcome.FAILED, finding);
    assertTrue(finding.text().startsWith("3 folds: loss "), finding::text);
    assertTrue(finding.text().contains("underfitting"), finding::text);
    assertTrue(finding.text().matches(".*accuracy [\\d.]+ ± [\\d.]+ %.*"), finding::text);
  }

  /** Every input is there with both labels: whatever is answered, half is right. */
  @Test
  void labelsThatFollowFromNothingBeatNoBaseline() {
    float[] inputs = new float[60];
    IntStream.range(0, 60).forEach(i -> inputs[i] = 0.1f * Math.floorDiv(i, 2) - 1.5f);
    int[] labels = IntStream.range(0, 60).map(i -> i % 2).toArray();
    Dataset shuffled = Dataset.ofLabels(inputs, labels, 1);
    Finding finding = recipe(shuffled).validation(shuffled).epochs(20).trained().getFirst();
    assertOutcome(Finding.Outcome.FAILED, finding);
    assertTrue(finding.text().startsWith("accuracy 50.00 %, 50.00 % always"), finding::text);
  }

  /** With targets instead of labels, by squared errors. */
  @Test
  void numbersAreComparedByTheirErrors() {
    try (LogisticTrainer numbers = LogisticTrainer.withTargets(8)) {
      numbers.code.recording = false;
      numbers.threads(1);
      numbers.optimizer(Adam.withLearningRate(0.1));
      Recipe<LogisticWeights> recipe =
          new Recipe<>(numbers, LogisticData.of(80).oneHot())
              .validation(LogisticData.of(40).oneHot());
      List<Finding> early = recipe.epochs(1).trained();
      assertOutcome(Finding.Outcome.FAILED, early.getFirst());
      assertTrue(early.getFirst().text().startsWith("mean squared error "), early::toString);
      recipe.epochs(40).trained().forEach(f -> assertOutcome(Finding.Outcome.PASSED, f));
      assertOutcome(Finding.Outcome.SKIPPED, recipe.initialLoss());
    }
  }

  @Test
  void whatIsMissingIsNamed() {
    Recipe<LogisticWeights> recipe = recipe(LogisticData.of(10));
    assertThrows(IllegalStateException.class, recipe::trained);
    assertThrows(IllegalStateException.class, recipe::biasAndVariance);
    assertThrows(IllegalArgumentException.class, () -> recipe.epochs(0));
    assertThrows(IllegalArgumentException.class, () -> recipe.folds(11));
    Dataset none = LogisticData.of(4).slice(0, 0);
    assertThrows(IllegalArgumentException.class, () -> recipe.validation(none));
  }

  /** Four of six pixels that count are of class 1. */
  @Test
  void pixelsThatDoNotCountAreNoBaseline() {
    Dataset pixels =
        Dataset.ofLabelMaps(
            new byte[8], new int[] {1, 1, 0, 255, 1, 0, 1, 255}, 4, OptionalInt.of(255), 1, 2, 2);
    Baselines baselines = Baselines.of(pixels, pixels);
    assertEquals(4 / 6.0, baselines.accuracy(), 1e-12);
    assertEquals(-(4 * Math.log(4 / 6.0) + 2 * Math.log(2 / 6.0)) / 6, baselines.loss(), 1e-12);
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
