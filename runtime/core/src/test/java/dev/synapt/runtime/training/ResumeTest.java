package dev.synapt.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.optimizer.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that goes on from a checkpoint gives what it would have given without a break. */
final class ResumeTest {

  /** 23 samples in batches of 4, two batches a step: 3 steps an epoch, the last one smaller. */
  private static final int STEPS = 3 * 5;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("run.checkpoint");
  }

  private static Training<LogisticWeights> training() {
    LogisticTrainer trainer = new LogisticTrainer(4);
    trainer.code.noisy = true;
    return Training.of(trainer)
        .data(LogisticData.of(23))
        .validation(LogisticData.of(40))
        .optimizer(Adam.withLearningRate(2))
        .schedule(LearningRateSchedule.cosine().afterWarmUp(0.3))
        .accumulate(2)
        .validateEvery(2)
        .epochs(5)
        .seed(11)
        .threads(1);
  }

  @Test
  void afterAnyStepItGoesOnWithTheSameBits() throws IOException {
    TrainingRun<LogisticWeights> unbroken = training().fit();
    assertEquals(EndReason.COMPLETED, unbroken.end());
    assertEquals(5 + 5, unbroken.history().validations().size());
    for (int steps = 1; steps < STEPS; steps++) {
      Files.deleteIfExists(file);
      TrainingRun<LogisticWeights> first =
          training().checkpoint(Checkpointing.to(file)).stepLimit(steps).fit();
      assertEquals(EndReason.STEP_LIMIT, first.end());
      Checkpoint saved = Checkpoint.read(file);
      assertEquals(steps, saved.steps());
      assertSame(unbroken, training().resume(saved).fit());
    }
  }

  private static void assertSame(
      TrainingRun<LogisticWeights> expected, TrainingRun<LogisticWeights> run) {
    assertArrayEquals(expected.lastWeights().values(), run.lastWeights().values());
    assertArrayEquals(expected.bestWeights().values(), run.bestWeights().values());
    assertEquals(figures(expected.history()), figures(run.history()));
    assertEquals(expected.end(), run.end());
  }

  /** Everything but times, which differ from run to run. */
  private static List<String> figures(History history) {
    Stream<String> epochs =
        history.epochs().stream()
            .map(e ->
                new EpochReport(
                        e.epoch(),
                        e.epochs(),
                        e.steps(),
                        e.samples(),
                        e.loss(),
                        e.accuracy(),
                        e.validationLoss(),
                        e.validationAccuracy(),
                        e.best(),
                        0,
                        0)
                    .toString());
    Stream<String> validations =
        history.validations().stream()
            .map(v ->
                "%d %d %d %s %s %s %s"
                    .formatted(
                        v.epoch(),
                        v.step(),
                        v.steps(),
                        v.loss(),
                        v.accuracy(),
                        v.monitored(),
                        v.best()));
    return Stream.concat(epochs, validations).toList();
  }

  @Test
  void aTrainingThatIsOverIsNotContinued() throws IOException {
    TrainingRun<LogisticWeights> run = training().checkpoint(Checkpointing.to(file)).fit();
    TrainingRun<LogisticWeights> again = training().resume(Checkpoint.read(file)).fit();
    assertSame(run, again);
    LogisticWeights weights = new LogisticWeights();
    Checkpoint.read(file).copyBestWeightsTo(weights);
    assertArrayEquals(run.bestWeights().values(), weights.values());
    Checkpoint.read(file).copyWeightsTo(weights);
    assertArrayEquals(run.lastWeights().values(), weights.values());
  }

  @Test
  void patienceGoesOnToo() throws IOException {
    EarlyStopping rule = EarlyStopping.patience(3);
    TrainingRun<LogisticWeights> unbroken = training().epochs(40).earlyStopping(rule).fit();
    assertEquals(EndReason.EARLY_STOPPING, unbroken.end());
    long end = unbroken.history().validations().getLast().steps();
    for (int back = 1; back <= 4; back++) {
      training()
          .epochs(40)
          .earlyStopping(rule)
          .checkpoint(Checkpointing.to(file))
          .stepLimit((int) end - back)
          .fit();
      Checkpoint saved = Checkpoint.read(file);
      assertSame(unbroken, training().epochs(40).earlyStopping(rule).resume(saved).fit());
    }
  }

  /** Also right after a validation that lowered the rate, when the last step's was higher still. */
  @Test
  void rateAndMomentumGoOnToo() throws IOException {
    TrainingRun<LogisticWeights> unbroken = lowering().fit();
    for (int steps = 1; steps < STEPS; steps++) {
      Files.deleteIfExists(file);
      lowering().checkpoint(Checkpointing.to(file)).stepLimit(steps).fit();
      assertSame(unbroken, lowering().resume(Checkpoint.read(file)).fit());
    }
  }

  private static Training<LogisticWeights> lowering() {
    return training()
        .schedule(LearningRateSchedule.exponential(0.9).byEpoch())
        .monitor(Monitor.highest("never better", evaluation -> 1))
        .reduceOnPlateau(ReduceOnPlateau.whenHighest().patience(1).factor(0.5));
  }

  @Test
  void otherSettingsAreRefusedWithTheirNames() throws IOException {
    training().checkpoint(Checkpointing.to(file)).stepLimit(7).fit();
    Checkpoint saved = Checkpoint.read(file);
    assertEquals(3, saved.epoch());
    assertEquals(1, saved.step());
    assertEquals(11, saved.seed());
    String settings =
        refusal(training().seed(12).batchSize(3).accumulate(1).data(LogisticData.of(24)), saved);
    assertTrue(settings.contains("seed was 11, but is 12"), settings);
    assertTrue(settings.contains("batch size was 4, but is 3"), settings);
    assertTrue(settings.contains("passes of a step was 2, but is 1"), settings);
    assertTrue(settings.contains("training samples was 23, but is 24"), settings);
    String data = refusal(training().data(LogisticData.of(46).slice(0, 23)), saved);
    assertTrue(data.contains("the training data has other values"), data);
    String optimizer = refusal(training().optimizer(Adam.withLearningRate(1)), saved);
    assertTrue(optimizer.contains("optimizer was Adam(learningRate=2.0"), optimizer);
    String epochs = refusal(training().epochs(9), saved);
    assertTrue(epochs.contains("learning rate at step 7"), epochs);
    String schedule = refusal(training().schedule(LearningRateSchedule.constant()), saved);
    assertTrue(schedule.contains("now give 2.0"), schedule);
  }

  private static String refusal(Training<LogisticWeights> training, Checkpoint saved) {
    return assertThrows(IllegalArgumentException.class, () -> training.resume(saved).fit())
        .getMessage();
  }

  @Test
  void savesAfterStepsAndEpochsAndKeepsSome() throws IOException {
    Path best = folder.resolve("best.safetensors");
    Checkpointing rule =
        Checkpointing.to(file).everyEpochs(2).everySteps(4).keepEvery(3).best(best);
    TrainingRun<LogisticWeights> run = training().checkpoint(rule).fit();
    assertEquals(STEPS, Checkpoint.read(file).steps());
    assertEquals(12, Checkpoint.read(Checkpoint.previous(file)).steps());
    assertEquals(9, Checkpoint.read(rule.kept(3)).steps());
    assertFalse(Files.exists(rule.kept(1)));
    LogisticWeights weights = new LogisticWeights();
    weights.load(best);
    assertArrayEquals(run.bestWeights().values(), weights.values());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(4, files.count(), "the last, the one before, one that is kept, the best");
    }
  }

  @Test
  void leftoversOfAKilledProgramAreRemoved() throws IOException {
    String id = "0b3cdd36-5fd4-4e6c-8b4e-1a7b41a4ecb1";
    Path left = folder.resolve(".run.checkpoint." + id + ".tmp");
    Path foreign = folder.resolve(".run.checkpoint.mine." + id + ".tmp");
    Files.write(left, new byte[3]);
    Files.write(foreign, new byte[3]);
    training().checkpoint(Checkpointing.to(file)).stepLimit(1).fit();
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(foreign));
  }
}
