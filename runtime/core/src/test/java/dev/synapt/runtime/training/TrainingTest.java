package dev.synapt.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.synapt.runtime.Batch;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.optimizer.Sgd;
import dev.synapt.runtime.random.CounterRandom;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TrainingTest {

  private static final Sgd SGD = Sgd.withLearningRate(0.5).momentum(0.5);

  private static Training<LogisticWeights> training(LogisticTrainer trainer) {
    return Training.of(trainer)
        .data(LogisticData.of(10))
        .optimizer(SGD)
        .epochs(3)
        .seed(4)
        .threads(1);
  }

  @Test
  void learnsWhatCanBeLearned() {
    TrainingRun<LogisticWeights> run =
        training(new LogisticTrainer(4))
            .data(LogisticData.of(100))
            .validation(LogisticData.of(50))
            .epochs(20)
            .fit();
    assertTrue(run.history().best().validationAccuracy() > 0.95);
    assertTrue(run.history().last().loss() < run.history().epochs().getFirst().loss() / 2);
    assertEquals(20, run.history().epochs().size());
  }

  @Test
  void everyEpochTakesEverySampleOnceInAnotherOrder() {
    LogisticTrainer trainer = new LogisticTrainer(4);
    training(trainer).fit();
    assertEquals(
        List.of(4, 4, 2, 4, 4, 2, 4, 4, 2), trainer.code.batches.stream().map(List::size).toList());
    List<List<Float>> epochs = new ArrayList<>();
    for (int epoch = 0; epoch < 3; epoch++) {
      List<List<Float>> batches = trainer.code.batches.subList(3 * epoch, 3 * epoch + 3);
      epochs.add(batches.stream().flatMap(List::stream).toList());
    }
    List<Float> all =
        IntStream.range(0, 10).mapToObj(i -> LogisticData.of(10).input(i)[0]).toList();
    for (List<Float> epoch : epochs) {
      assertEquals(all, epoch.stream().sorted().toList());
      assertNotEquals(all, epoch);
    }
    assertNotEquals(epochs.get(0), epochs.get(1));
    assertNotEquals(epochs.get(1), epochs.get(2));
  }

  @Test
  void theSeedDecidesEverything() {
    LogisticTrainer first = new LogisticTrainer(4);
    LogisticTrainer second = new LogisticTrainer(4);
    LogisticTrainer other = new LogisticTrainer(4);
    float[] weights = training(first).fit().lastWeights().values();
    assertArrayEquals(weights, training(second).fit().lastWeights().values());
    assertEquals(first.code.batches, second.code.batches);
    assertNotEquals(weights[0], training(other).seed(5).fit().lastWeights().values()[0]);
    assertNotEquals(first.code.batches, other.code.batches);
  }

  /** The same loop by hand, as the documentation describes it. */
  @Test
  void equalsALoopByHandBitByBit() {
    float[] wanted = loopByHand(LogisticData.of(10), 4L);
    assertArrayEquals(wanted, training(new LogisticTrainer(4)).fit().lastWeights().values());
  }

  private static float[] loopByHand(Dataset data, long seed) {
    LogisticTrainer trainer = new LogisticTrainer(4);
    trainer.initialize(seed);
    trainer.optimizer(SGD);
    Batch batch = Batch.withLabels(4, 1);
    int[] order = new int[data.size()];
    for (int epoch = 1; epoch <= 3; epoch++) {
      long key = CounterRandom.key(CounterRandom.key(seed, "shuffle"), epoch);
      CounterRandom.permutation(order, key);
      for (int from = 0; from < data.size(); from += 4) {
        data.fill(batch, order, from, Math.min(4, data.size() - from));
        trainer.step(batch);
      }
    }
    return trainer.weights().values();
  }

  @Test
  void bestWeightsAreThoseOfTheBestEpoch() {
    // A learning rate that jumps about: accuracy goes up and down from epoch to epoch.
    List<float[]> weights = new ArrayList<>();
    LogisticTrainer trainer = new LogisticTrainer(1);
    Dataset validation = LogisticData.of(40);
    TrainingRun<LogisticWeights> run =
        training(trainer)
            .optimizer(Sgd.withLearningRate(40))
            .validation(validation)
            .epochs(12)
            .listener(
                new TrainingListener() {
                  @Override
                  public void onEpoch(EpochReport report) {
                    weights.add(trainer.weights().values());
                  }
                })
            .fit();
    List<EpochReport> epochs = run.history().epochs();
    EpochReport best = run.history().best();
    double highest =
        epochs.stream().mapToDouble(EpochReport::validationAccuracy).max().orElseThrow();
    assertEquals(highest, best.validationAccuracy());
    assertTrue(epochs.stream().anyMatch(e -> e.validationAccuracy() < highest));
    assertTrue(best.epoch() < 12, "the case needs a best epoch before the last");
    assertTrue(
        epochs.stream().limit(best.epoch() - 1).allMatch(e -> e.validationAccuracy() < highest));
    assertArrayEquals(weights.get(best.epoch() - 1), run.bestWeights().values());
    assertArrayEquals(weights.get(11), run.lastWeights().values());
    Evaluation again = Evaluation.of(new LogisticNetwork(run.bestWeights()), validation);
    assertEquals(best.validationAccuracy(), again.accuracy());
    assertEquals(best.validationLoss(), again.loss());
  }

  @Test
  void withTargetsTheLowestValidationLossIsBest() {
    float[] inputs = new float[40];
    float[] targets = new float[80];
    for (int i = 0; i < 40; i++) {
      inputs[i] = (i - 20) * 0.1f + 0.05f;
      targets[2 * i + (i >= 20 ? 1 : 0)] = 1;
    }
    TrainingRun<LogisticWeights> run =
        Training.of(LogisticTrainer.withTargets(1))
            .data(Dataset.ofTargets(inputs, targets, 2, 1))
            .validation(Dataset.ofTargets(inputs, targets, 2, 1))
            .optimizer(Sgd.withLearningRate(40))
            .epochs(12)
            .threads(1)
            .fit();
    List<EpochReport> epochs = run.history().epochs();
    double[] losses = epochs.stream().mapToDouble(EpochReport::validationLoss).toArray();
    EpochReport best = run.history().best();
    assertEquals(Arrays.stream(losses).min().orElseThrow(), best.validationLoss());
    assertTrue(best.validationLoss() < losses[0] && best.epoch() < 12, Arrays.toString(losses));
    assertTrue(epochs.stream().allMatch(epoch -> Double.isNaN(epoch.accuracy())));
    Dataset again = Dataset.ofTargets(inputs, targets, 2, 1);
    InferenceNetwork network = LogisticTrainer.withTargets(1).network(run.bestWeights());
    assertEquals(best.validationLoss(), Evaluation.of(network, again).loss());
  }

  @Test
  void withoutValidationTheLastWeightsAreTheBest() {
    TrainingRun<LogisticWeights> run = training(new LogisticTrainer(4)).fit();
    assertSame(run.lastWeights(), run.bestWeights());
    assertEquals(3, run.history().best().epoch());
    assertTrue(Double.isNaN(run.history().last().validationAccuracy()));
    assertTrue(Double.isNaN(run.history().last().validationLoss()));
  }

  @Test
  void listenersHearEveryStepAndEpoch() {
    List<StepReport> steps = new ArrayList<>();
    List<EpochReport> epochs = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(StepReport report) {
            steps.add(report);
          }

          @Override
          public void onEpoch(EpochReport report) {
            epochs.add(report);
          }
        };
    TrainingRun<LogisticWeights> run = training(new LogisticTrainer(4)).listener(listener).fit();
    assertEquals(run.history().epochs(), epochs);
    assertEquals(9, steps.size());
    StepReport fifth = steps.get(4);
    assertEquals(2, fifth.epoch());
    assertEquals(3, fifth.epochs());
    assertEquals(2, fifth.step());
    assertEquals(3, fifth.stepsPerEpoch());
    assertEquals(8, fifth.samples());
    assertEquals(10, fifth.samplesPerEpoch());
    assertEquals(0.5f, fifth.learningRate());
    assertEquals((steps.get(3).loss() + fifth.loss()) / 2, fifth.meanLoss(), 1e-12);
    assertEquals(12 / fifth.samplesPerSecond(), fifth.secondsLeft(), 1e-9);
    StepReport last = steps.get(5);
    assertEquals(
        (4 * steps.get(3).loss() + 4 * fifth.loss() + 2 * last.loss()) / 10,
        last.meanLoss(),
        1e-12);
    assertEquals(last.meanLoss(), epochs.get(1).loss());
    assertEquals(last.accuracy(), epochs.get(1).accuracy());
  }

  @Test
  void aLossThatIsNoNumberStopsAndSaysWhere() {
    LogisticTrainer trainer = new LogisticTrainer(4);
    trainer.code.failingStep = 5;
    NonFiniteLossException e =
        assertThrows(NonFiniteLossException.class, () -> training(trainer).threads(2).fit());
    assertTrue(
        e.getMessage().startsWith("the loss is Infinity in epoch 2 at step 2"), e::getMessage);
    assertTrue(e.getMessage().contains("0.5"), e::getMessage);
    assertEquals(2, e.epoch());
    assertEquals(2, e.step());
    assertEquals(5, trainer.code.batches.size());
    assertEquals(1, trainer.threads(), "helper threads after the end");
  }

  @Test
  void theTrainerGetsItsThreadsAndIsClosed() {
    LogisticTrainer trainer = new LogisticTrainer(4);
    training(trainer).threads(3).fit();
    assertEquals(3, trainer.code.workers);
    assertEquals(1, trainer.threads(), "helper threads after the end");
  }

  @Test
  void trainingCanGoOnFromGivenWeights() {
    LogisticWeights start = new LogisticWeights();
    start.tensor("slope").set(123f, 0);
    TrainingRun<LogisticWeights> run =
        training(new LogisticTrainer(4))
            .initialWeights(start)
            .optimizer(Sgd.withLearningRate(1e-6))
            .epochs(1)
            .fit();
    assertEquals(123f, run.lastWeights().values()[0], 1e-3f);
    assertEquals(123f, start.values()[0]);
  }

  /** A hundred times as many steps allocate nothing but the longer array of the order. */
  @Test
  void aStepAllocatesNothing() {
    Dataset small = LogisticData.of(200);
    Dataset large = LogisticData.of(20_000);
    allocatedBy(large);
    long more = allocatedBy(large) - allocatedBy(small);
    long longerOrder = 4L * (20_000 - 200);
    assertTrue(more < longerOrder + 2000, more + " bytes more for 99,000 steps more");
  }

  private static long allocatedBy(Dataset data) {
    LogisticTrainer trainer = new LogisticTrainer(1);
    trainer.code.recording = false;
    Training<LogisticWeights> training = training(trainer).data(data).epochs(5);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    training.fit();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void mistakesAreNamed() {
    LogisticTrainer trainer = new LogisticTrainer(4);
    assertTrue(
        assertThrows(IllegalStateException.class, () -> Training.of(trainer).fit())
            .getMessage()
            .contains("data(...)"));
    Training<LogisticWeights> training = training(trainer);
    Dataset wide = Dataset.ofLabels(new float[6], new int[2], 3);
    Dataset many = Dataset.ofLabels(new float[2], new int[] {0, 5}, 1);
    Dataset targets = Dataset.ofTargets(new float[2], new float[6], 3, 1);
    assertTrue(rejects(() -> training.data(wide)).contains("reads 1 numbers, but samples [3]"));
    assertTrue(rejects(() -> training.validation(many)).contains("2 outputs, but the data has 6"));
    assertTrue(
        rejects(() -> training.data(targets)).contains("wants labels, but the data has targets"));
    assertTrue(rejects(() -> training.data(wide.slice(0, 0))).contains("has no samples"));
    assertTrue(rejects(() -> training.epochs(0)).contains("epochs must be at least 1"));
    assertTrue(rejects(() -> training.threads(-1)).contains("threads"));
  }

  private static String rejects(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }
}
