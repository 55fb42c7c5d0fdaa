package dev.synapt.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.optimizer.Sgd;
import dev.synapt.runtime.training.callback.LearningRateMonitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Limits, early stopping, accumulation, validation within epochs, and losses that explode. */
final class TrainingLoopTest {

  private final LogisticTrainer trainer = new LogisticTrainer(4);

  private Training<LogisticWeights> training() {
    return Training.of(trainer)
        .data(LogisticData.of(10))
        .optimizer(Sgd.withLearningRate(0.5).momentum(0.5))
        .epochs(3)
        .seed(4)
        .threads(1);
  }

  /** A figure that follows a list, whatever the network does. */
  private static Monitor scripted(boolean higherIsBetter, double... values) {
    int[] next = {0};
    return new Monitor("script", higherIsBetter, evaluation -> values[next[0]++]);
  }

  private TrainingRun<LogisticWeights> stopped(EarlyStopping rule, Monitor monitor) {
    return training()
        .validation(LogisticData.of(4))
        .epochs(9)
        .monitor(monitor)
        .earlyStopping(rule)
        .fit();
  }

  @Test
  void stopsAfterAsManyValidationsAsPatienceAllows() {
    List<float[]> weights = weightsOfEpochs();
    Monitor rising = scripted(true, 1, 3, 2, 3, 3, 9, 9, 9, 9);
    TrainingRun<LogisticWeights> run = stopped(EarlyStopping.patience(3), rising);
    assertEquals(EndReason.EARLY_STOPPING, run.end());
    assertEquals(5, run.history().epochs().size());
    assertEquals(2, run.history().best().epoch());
    assertEquals(6, run.history().bestValidation().orElseThrow().steps());
    assertArrayEquals(weights.get(1), run.bestWeights().values());
    assertArrayEquals(weights.get(4), run.lastWeights().values());
    assertArrayEquals(run.lastWeights().values(), trainer.weights().values());
  }

  private List<float[]> weightsOfEpochs() {
    List<float[]> weights = new ArrayList<>();
    for (int epochs = 1; epochs <= 9; epochs++) {
      weights.add(
          Training.of(new LogisticTrainer(4))
              .data(LogisticData.of(10))
              .optimizer(Sgd.withLearningRate(0.5).momentum(0.5))
              .epochs(epochs)
              .seed(4)
              .threads(1)
              .fit()
              .lastWeights()
              .values());
    }
    return weights;
  }

  @Test
  void lowIsBestWhereTheMonitorSaysSo() {
    Monitor falling = scripted(false, 5, 4, 4.5, 4.2, 9);
    TrainingRun<LogisticWeights> run = stopped(EarlyStopping.patience(2), falling);
    assertEquals(4, run.history().epochs().size());
    assertEquals(2, run.history().best().epoch());
  }

  /** 4.5 and 4.4 are better, by too little to wait on; the weights of 4.4 are the best still. */
  @Test
  void smallImprovementsDoNotCountForPatience() {
    Monitor falling = scripted(false, 5, 4.5, 4.4, 0);
    TrainingRun<LogisticWeights> run = stopped(new EarlyStopping(2, 0.7), falling);
    assertEquals(3, run.history().epochs().size());
    assertEquals(3, run.history().best().epoch());
  }

  @Test
  void whatIsNoNumberIsNeverAnImprovement() {
    double nan = Double.NaN;
    Monitor monitor = scripted(true, nan, 1, nan, nan, 5);
    TrainingRun<LogisticWeights> run = stopped(EarlyStopping.patience(2), monitor);
    assertEquals(4, run.history().epochs().size());
    assertEquals(2, run.history().best().epoch());
  }

  @Test
  void validatesWithinEpochsWhenAsked() {
    List<ValidationReport> heard = new ArrayList<>();
    TrainingRun<LogisticWeights> run =
        training()
            .validation(LogisticData.of(40))
            .validateEvery(2)
            .listener(
                new TrainingListener() {
                  @Override
                  public void onValidation(ValidationReport report) {
                    heard.add(report);
                  }
                })
            .fit();
    // 3 steps an epoch: after the even ones and at the end of each, once where both fall together.
    assertEquals(List.of(2L, 3L, 4L, 6L, 8L, 9L), heard.stream().map(v -> v.steps()).toList());
    assertEquals(heard, run.history().validations());
    assertEquals(heard.get(1).accuracy(), run.history().epochs().getFirst().validationAccuracy());
    double best = heard.stream().mapToDouble(ValidationReport::accuracy).max().orElseThrow();
    assertEquals(best, run.history().bestValidation().orElseThrow().accuracy());
  }

  /** 3 steps an epoch; the fourth validation is the second in a row without improvement. */
  @Test
  void ratesFollowThePlateauAndTheScheduleByEpoch() {
    LearningRateMonitor rates = new LearningRateMonitor();
    training()
        .epochs(5)
        .validation(LogisticData.of(4))
        .monitor(scripted(false, 3, 2, 2, 2, 1))
        .reduceOnPlateau(ReduceOnPlateau.whenLowest().patience(1).factor(0.5))
        .schedule(LearningRateSchedule.step(2, 0.1).byEpoch())
        .listener(rates)
        .fit();
    float[] byStep = rates.rates();
    assertEquals(15, byStep.length);
    float[] byEpoch = {0.5f, 0.5f, 0.05f, 0.05f, 0.5f * 0.5f * 0.01f};
    for (int step = 0; step < 15; step++) {
      assertEquals(byEpoch[step / 3], byStep[step], 1e-9f, "step " + step);
    }
    assertEquals(0.5f, trainer.learningRate(), "as it was before");
  }

  @Test
  void momentumFollowsOneCycle() {
    List<Double> momentum = new ArrayList<>();
    training()
        .schedule(OneCycle.withWarmUp(0.3))
        .listener(
            new TrainingListener() {
              @Override
              public void onStep(StepReport report) {
                momentum.add(trainer.momentum());
              }
            })
        .fit();
    assertEquals(0.95, momentum.getFirst(), 1e-12);
    assertTrue(momentum.stream().anyMatch(m -> m < 0.86), momentum::toString);
    assertEquals(0.5, trainer.momentum());
  }

  @Test
  void aStepLimitCutsAnEpochShortAndStillJudges() {
    TrainingRun<LogisticWeights> run =
        training().validation(LogisticData.of(40)).stepLimit(5).fit();
    assertEquals(EndReason.STEP_LIMIT, run.end());
    assertEquals(5, trainer.code.batches.size());
    EpochReport last = run.history().last();
    assertEquals(2, last.epoch());
    assertEquals(2, last.steps());
    assertEquals(8, last.samples());
    assertTrue(Double.isFinite(last.validationLoss()));
    assertEquals(2, run.history().validations().size());
  }

  @Test
  void aTimeLimitEndsTraining() {
    TrainingRun<LogisticWeights> run =
        training().epochs(Integer.MAX_VALUE / 10).timeLimit(Duration.ofMillis(50)).fit();
    assertEquals(EndReason.TIME_LIMIT, run.end());
    assertSame(run.lastWeights(), run.bestWeights());
  }

  /**
   * By a limit or a request, in the middle of the second epoch: those of the first are the best.
   */
  @Test
  void theBestWeightsAreKeptHoweverTrainingEnds() {
    float[] best = weightsOfEpochs().getFirst();
    Monitor falling = scripted(true, 2, 1, 0);
    TrainingRun<LogisticWeights> limited =
        training().validation(LogisticData.of(4)).monitor(falling).stepLimit(5).fit();
    assertEquals(EndReason.STEP_LIMIT, limited.end());
    assertArrayEquals(best, limited.bestWeights().values());
    LogisticTrainer slow = new LogisticTrainer(4);
    TrainingRun<LogisticWeights> late =
        Training.of(slow)
            .data(LogisticData.of(10))
            .validation(LogisticData.of(4))
            .optimizer(Sgd.withLearningRate(0.5).momentum(0.5))
            .monitor(scripted(true, 2, 1, 0))
            .seed(4)
            .threads(1)
            .timeLimit(Duration.ofMillis(1500))
            .listener(waitingFrom(5))
            .fit();
    assertEquals(EndReason.TIME_LIMIT, late.end());
    assertEquals(5, slow.code.batches.size());
    assertArrayEquals(best, late.bestWeights().values());
    assertFalse(Arrays.equals(best, late.lastWeights().values()));
  }

  private static TrainingListener waitingFrom(int step) {
    return new TrainingListener() {
      private int steps;

      @Override
      public void onStep(StepReport report) {
        steps++;
        long until = System.nanoTime() + (steps == step ? 1_600_000_000 : 0);
        while (System.nanoTime() < until) {
          LockSupport.parkNanos(1_000_000);
        }
      }
    };
  }

  @Test
  void aRequestEndsTraining() {
    TrainingRun<LogisticWeights> run =
        training().stopWhen(() -> trainer.code.batches.size() == 4).fit();
    assertEquals(EndReason.STOPPED, run.end());
    assertEquals(4, trainer.code.batches.size());
  }

  /** A listener that fails at the last step: the best weights are those of the epochs before. */
  @Test
  void whatWasLearnedBeforeAnExceptionIsNotLost() {
    List<EndReason> ends = new ArrayList<>();
    Training<LogisticWeights> training =
        training()
            .validation(LogisticData.of(4))
            .monitor(scripted(true, 2, 1, 0))
            .listener(
                new TrainingListener() {
                  @Override
                  public void onStep(StepReport report) {
                    if (report.epoch() == 3 && report.step() == 3) {
                      throw new IllegalStateException("enough");
                    }
                  }

                  @Override
                  public void onEnd(EndReason reason) {
                    ends.add(reason);
                  }
                });
    assertEquals("enough", assertThrows(IllegalStateException.class, training::fit).getMessage());
    TrainingRun<LogisticWeights> run = training.lastRun().orElseThrow();
    assertEquals(List.of(EndReason.FAILED), ends);
    assertEquals(EndReason.FAILED, run.end());
    assertEquals(1, run.history().best().epoch());
    assertArrayEquals(weightsOfEpochs().get(0), run.bestWeights().values());
  }

  /** Batches of 2, two to a step, against batches of 4. */
  @Test
  void accumulatedBatchesAreOneBatch() {
    float[] whole = training().fit().lastWeights().values();
    LogisticTrainer halves = new LogisticTrainer(4);
    float[] added =
        Training.of(halves)
            .data(LogisticData.of(10))
            .optimizer(Sgd.withLearningRate(0.5).momentum(0.5))
            .epochs(3)
            .seed(4)
            .threads(1)
            .batchSize(2)
            .accumulate(2)
            .fit()
            .lastWeights()
            .values();
    assertArrayEquals(whole, added, 1e-6f);
    assertEquals(15, halves.code.batches.size());
  }

  @Test
  void gradientsAddUpOverBatchesOfAnySize() {
    trainer.initialize(1);
    trainer.computeGradients(batch(0, 4));
    float[] whole = trainer.gradient("slope");
    float loss = trainer.loss();
    int correct = trainer.correct();
    trainer.computeGradients(batch(0, 1));
    trainer.addGradients(batch(1, 3));
    assertArrayEquals(whole, trainer.gradient("slope"), 1e-6f);
    assertEquals(loss, trainer.loss(), 1e-6f);
    assertEquals(correct, trainer.correct());
    assertEquals(
        Math.max(Math.abs(whole[0]), Math.abs(trainer.gradient("intercept")[0])),
        trainer.largestGradient(),
        1e-6f);
    trainer.update();
    assertThrows(IllegalStateException.class, () -> trainer.addGradients(batch(0, 1)));
  }

  private static Batch batch(int from, int count) {
    Batch batch = Batch.withLabels(4, 1);
    batch.size(count);
    for (int i = 0; i < count; i++) {
      batch.inputs()[i] = from + i - 1.5f;
      batch.labels()[i] = (from + i) % 2;
    }
    return batch;
  }

  /** A mileage of a million, not normalised: the loss overflows, and is caught where it does. */
  @Test
  void anInputThatIsNotFiniteIsNamed() {
    Dataset data = Dataset.ofLabels(new float[] {1, 2, Float.NaN, 4}, new int[] {0, 1, 0, 1}, 1);
    NonFiniteLossException e = failure(training().data(data));
    assertTrue(e.origin().matches("input 0 of sample \\d in the batch is NaN"), e.getMessage());
    assertEquals(1, e.step());
  }

  @Test
  void aWeightThatIsNotFiniteIsNamed() {
    LogisticWeights weights = new LogisticWeights();
    weights.tensor("intercept").set(Float.NEGATIVE_INFINITY, 0);
    NonFiniteLossException e = failure(training().initialWeights(weights));
    assertTrue(
        e.origin().contains("the first tensor that is not finite is intercept"), e.getMessage());
  }

  @Test
  void anOutputThatOverflowsIsNamedWithTheLargestWeight() {
    LogisticWeights weights = new LogisticWeights();
    weights.tensor("slope").set(1e38f, 0);
    Dataset far = Dataset.ofLabels(new float[] {1e10f, -1e10f}, new int[] {0, 1}, 1);
    trainer.code.failingStep = 1;
    NonFiniteLossException e = failure(training().data(far).initialWeights(weights));
    assertTrue(e.getMessage().startsWith("the loss is Infinity"), e.getMessage());
    assertTrue(e.origin().contains("output 1"), e.getMessage());
    assertTrue(e.origin().contains("the largest weight is 1.00e+38, in slope"), e.getMessage());
    assertEquals(1e38f, trainer.weights().values()[0], "the update was not made");
  }

  @Test
  void anExplosionIsCaught() {
    trainer.code.explodingStep = 5;
    NonFiniteLossException e = failure(training());
    assertTrue(
        e.getMessage().startsWith("the loss is 1.0E7, an explosion, in epoch 2 at step 2"),
        e.getMessage());
    assertTrue(e.origin().contains("all tensors are finite; the largest weight"), e.getMessage());
  }

  private static NonFiniteLossException failure(Training<LogisticWeights> training) {
    return assertThrows(NonFiniteLossException.class, training::fit);
  }

  @Test
  void listenersHearOfTheStartAndTheEnd() {
    List<Object> heard = new ArrayList<>();
    training()
        .listener(
            new TrainingListener() {
              @Override
              public void onStart(StartReport report) {
                heard.add(report);
              }

              @Override
              public void onEnd(EndReason reason) {
                heard.add(reason);
              }
            })
        .fit();
    assertEquals(List.of(new StartReport(1, 0, 0, 3, 3, 10), EndReason.COMPLETED), heard);
  }

  @Test
  void whatNeedsValidationDataSaysSo() {
    assertTrue(
        assertThrows(
                IllegalStateException.class,
                () -> training().earlyStopping(EarlyStopping.patience(2)).fit())
            .getMessage()
            .contains("validation(...)"));
    assertThrows(IllegalStateException.class, () -> training().validateEvery(3).fit());
    assertThrows(IllegalStateException.class, () -> training().monitor(Monitor.loss()).fit());
    for (long zero : LongStream.of(0, -1).toArray()) {
      assertThrows(IllegalArgumentException.class, () -> EarlyStopping.patience((int) zero));
      assertThrows(IllegalArgumentException.class, () -> training().stepLimit((int) zero));
      assertThrows(IllegalArgumentException.class, () -> training().accumulate((int) zero));
      assertThrows(
          IllegalArgumentException.class, () -> training().timeLimit(Duration.ofSeconds(zero)));
    }
    assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(1, -0.1));
    assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(1, Double.NaN));
  }
}
