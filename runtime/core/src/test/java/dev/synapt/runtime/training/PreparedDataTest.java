package dev.synapt.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.Normalizer;
import dev.synapt.runtime.data.Augmentation;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.optimizer.Sgd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Normalised, augmented and prefetched samples in training and in what comes of it. */
@Timeout(60)
final class PreparedDataTest {

  @TempDir private Path folder;

  private static Training<LogisticWeights> training(LogisticTrainer trainer) {
    return Training.of(trainer)
        .data(LogisticData.of(10))
        .optimizer(Sgd.withLearningRate(0.5).momentum(0.5))
        .epochs(3)
        .seed(4)
        .threads(1);
  }

  /** Cars by mileage: below 100,000 km they are sold (1), above they are not. */
  private static Dataset cars() {
    float[] mileage = new float[200];
    int[] sold = new int[200];
    for (int i = 0; i < 200; i++) {
      mileage[i] = 1000f * i + 500;
      sold[i] = i < 100 ? 1 : 0;
    }
    return Dataset.ofLabels(mileage, sold, 1);
  }

  @Test
  void aMileageIsLearnedOnlyIfItIsNormalized() {
    Dataset cars = cars();
    TrainingRun<LogisticWeights> raw =
        training(new LogisticTrainer(8)).data(cars).validation(cars).epochs(20).fit();
    TrainingRun<LogisticWeights> normalized =
        training(new LogisticTrainer(8))
            .data(cars)
            .validation(cars)
            .normalize(Normalization.standardize())
            .epochs(20)
            .fit();
    assertTrue(raw.history().last().validationLoss() > 1, "raw kilometres");
    assertTrue(normalized.history().last().validationAccuracy() > 0.97);
  }

  /** The network takes kilometres, after training and from a file. */
  @Test
  void theNormalizerGoesWithTheWeights() throws IOException {
    Path file = folder.resolve("cars.safetensors");
    TrainingRun<LogisticWeights> run =
        training(new LogisticTrainer(8))
            .data(cars())
            .normalize(Normalization.standardize())
            .epochs(20)
            .fit();
    LogisticWeights weights = run.lastWeights();
    assertEquals(Normalization.standardize().fit(cars()), weights.normalizer().orElseThrow());
    weights.save(file);
    LogisticWeights loaded = new LogisticWeights();
    loaded.load(file);
    assertEquals(weights.normalizer(), loaded.normalizer());
    for (float mileage : new float[] {0, 43_210.5f, 99_000, 150_000}) {
      float[] expected = new LogisticNetwork(weights).predict(new float[] {mileage});
      assertArrayEquals(expected, new LogisticNetwork(loaded).predict(new float[] {mileage}));
      float x = mileage;
      Normalizer normalizer = weights.normalizer().orElseThrow();
      float z = (x - normalizer.shift()[0]) / normalizer.scale()[0];
      float[] tensors = weights.values();
      assertEquals(LogisticNetwork.probability(tensors[0], tensors[1], z), expected[1]);
    }
    assertTrue(new LogisticNetwork(loaded).predict(new float[] {20_000})[1] > 0.9);
    LogisticWeights copy = new LogisticWeights();
    copy.copyFrom(loaded);
    assertEquals(loaded.normalizer(), copy.normalizer());
  }

  @Test
  void aTrainingGoesOnWithTheNormalizerOfItsWeights() {
    LogisticWeights weights = new LogisticWeights();
    weights.normalizer(new Normalizer(new float[] {0.25f}, new float[] {2}));
    LogisticTrainer trainer = new LogisticTrainer(4);
    TrainingRun<LogisticWeights> run = training(trainer).initialWeights(weights).epochs(1).fit();
    assertEquals(weights.normalizer(), run.lastWeights().normalizer());
    float raw = LogisticData.of(10).input(0)[0];
    assertTrue(
        trainer.code.batches.stream().flatMap(List::stream).anyMatch(x -> x == (raw - 0.25f) / 2));
  }

  @Test
  void onlyTheTrainingDataIsLookedAt() {
    TrainingRun<LogisticWeights> run =
        training(new LogisticTrainer(4))
            .validation(cars())
            .normalize(Normalization.minMax())
            .epochs(1)
            .fit();
    assertEquals(
        Normalization.minMax().fit(LogisticData.of(10)),
        run.bestWeights().normalizer().orElseThrow());
  }

  @Test
  void aResumedTrainingHasTheNormalizerAndTheAugmentation() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    float[] unbroken = prepared().fit().lastWeights().values();
    prepared().checkpoint(Checkpointing.to(file)).stepLimit(4).fit();
    Checkpoint saved = Checkpoint.read(file);
    TrainingRun<LogisticWeights> resumed = prepared().prefetch(2).resume(saved).fit();
    assertArrayEquals(unbroken, resumed.lastWeights().values());
    assertTrue(resumed.lastWeights().normalizer().isPresent());
    LogisticWeights weights = new LogisticWeights();
    saved.copyWeightsTo(weights);
    assertEquals(resumed.lastWeights().normalizer(), weights.normalizer());
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> prepared().augment(Augmentation.none()).resume(saved).fit());
    assertTrue(e.getMessage().contains("augmentation was Augmentation["), e.getMessage());
  }

  private static Training<LogisticWeights> prepared() {
    return training(new LogisticTrainer(4))
        .normalize(Normalization.standardize())
        .augment(Augmentation.none().noise(0.1));
  }

  /** Samples of every epoch differ, and those of prefetched batches are the same. */
  @Test
  void prefetchedBatchesAreTheSame() {
    LogisticTrainer direct = new LogisticTrainer(4);
    training(direct).augment(Augmentation.none().noise(0.01)).accumulate(2).fit();
    for (int ahead : new int[] {1, 2, 50}) {
      LogisticTrainer prefetched = new LogisticTrainer(4);
      training(prefetched)
          .augment(Augmentation.none().noise(0.01))
          .accumulate(2)
          .prefetch(ahead)
          .fit();
      assertEquals(direct.code.batches, prefetched.code.batches);
    }
    List<Float> samples = direct.code.batches.stream().flatMap(List::stream).distinct().toList();
    assertEquals(30, samples.size(), "all different");
    assertEquals(0, threads());
  }

  private static long threads() {
    Stream<Thread> threads = Thread.getAllStackTraces().keySet().stream();
    return threads
        .filter(t -> t.getName().equals("synapt-prefetch"))
        .filter(PreparedDataTest::outlives)
        .count();
  }

  private static boolean outlives(Thread thread) {
    try {
      thread.join(5000);
      return thread.isAlive();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void prefetchingEndsWithTraining() {
    LogisticTrainer trainer = new LogisticTrainer(4);
    training(trainer).prefetch(3).stepLimit(2).fit();
    assertEquals(0, threads());
    assertThrows(IllegalArgumentException.class, () -> training(trainer).prefetch(-1));
  }

  /** The thread that prefetches meets the mistake, the caller of fit hears of it. */
  @Test
  void aMistakeInTheDataIsNotSwallowed() {
    Dataset data = LogisticData.of(10);
    Training<LogisticWeights> mixing =
        training(new LogisticTrainer(4)).data(data).augment(Augmentation.none().mixup(1));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> mixing.prefetch(2).fit())
            .getMessage()
            .contains("oneHot"));
    assertNotEquals(0, data.size());
  }
}
