package dev.synapt.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.optimizer.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LearningRateScheduleTest {

  private static double[] factors(LearningRateSchedule schedule, long steps) {
    return LongStream.range(0, steps).mapToDouble(step -> schedule.factor(step, steps)).toArray();
  }

  private static LearningRateSchedule warmCosine(double share) {
    return LearningRateSchedule.cosine().afterWarmUp(share);
  }

  /** Wanted values by hand: two steps up, then (1 + cos(pi k / 6)) / 2. */
  @Test
  void warmUpRisesThenACosineFalls() {
    double high = (1 + Math.sqrt(3) / 2) / 2;
    double low = (1 - Math.sqrt(3) / 2) / 2;
    double[] wanted = {0.5, 1, 1, high, 0.75, 0.5, 0.25, low};
    assertArrayEquals(wanted, factors(warmCosine(0.25), 8), 1e-12);
  }

  @Test
  void withoutWarmUpItBeginsAtTheTop() {
    assertArrayEquals(new double[] {1, 0.5}, factors(warmCosine(0), 2), 1e-12);
    assertArrayEquals(new double[] {1}, factors(warmCosine(0.2), 1), 0);
  }

  @Test
  void warmUpIsAShare() {
    for (double wrong : new double[] {-0.1, 1, Double.NaN}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> warmCosine(wrong)).getMessage();
      assertTrue(message.contains(Double.toString(wrong)), message);
    }
  }

  private static Training<LogisticWeights> training(LogisticTrainer trainer) {
    Dataset data = Dataset.ofLabels(new float[] {-2, -1, 0, 1, 2}, new int[] {0, 0, 0, 1, 1}, 1);
    return Training.of(trainer)
        .data(data)
        .optimizer(Sgd.withLearningRate(0.5))
        .epochs(2)
        .threads(1);
  }

  @Test
  void everyStepGetsItsRateAndTheTrainerGetsItsOwnBack() {
    List<Float> rates = new ArrayList<>();
    LogisticTrainer trainer = new LogisticTrainer(2);
    training(trainer)
        .schedule((step, steps) -> (double) step / steps)
        .listener(
            new TrainingListener() {
              @Override
              public void onStep(StepReport report) {
                rates.add(report.learningRate());
              }
            })
        .fit();
    List<Float> wanted = LongStream.range(0, 6).mapToObj(i -> (float) (0.5 * i / 6)).toList();
    assertEquals(wanted, rates);
    assertEquals(0.5f, trainer.learningRate());
  }

  @Test
  void aFactorOfZeroChangesNothing() {
    LogisticTrainer trainer = new LogisticTrainer(2);
    trainer.initialize(1);
    float[] before = trainer.weights().values();
    TrainingRun<LogisticWeights> run = training(trainer).schedule((step, steps) -> 0).fit();
    assertArrayEquals(before, run.lastWeights().values());
  }

  @Test
  void aSmallerBatchTakesMoreSteps() {
    LogisticTrainer trainer = new LogisticTrainer(4);
    training(trainer).batchSize(2).epochs(1).fit();
    assertEquals(List.of(2, 2, 1), trainer.code.batches.stream().map(List::size).toList());
  }

  @Test
  void aBatchLargerThanTheCodeIsRefused() {
    for (int wrong : new int[] {0, 5}) {
      Training<LogisticWeights> training = training(new LogisticTrainer(4));
      String message =
          assertThrows(IllegalArgumentException.class, () -> training.batchSize(wrong))
              .getMessage();
      assertTrue(message.contains("1 to 4") && message.contains("but is " + wrong), message);
    }
  }
}
