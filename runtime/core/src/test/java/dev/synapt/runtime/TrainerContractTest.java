package dev.synapt.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.synapt.runtime.TwinNetwork.Teacher;
import dev.synapt.runtime.TwinNetwork.Twin;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.optimizer.AdamW;
import dev.synapt.runtime.optimizer.Optimizer;
import dev.synapt.runtime.optimizer.ParameterGroup;
import dev.synapt.runtime.optimizer.Sgd;
import dev.synapt.runtime.optimizer.UpdateStep;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trainer does around its generated code, with a twin of such code by hand. */
final class TrainerContractTest {

  private static final int BATCH = 40;

  private final Teacher trainer = new Teacher(BATCH, true);

  @AfterEach
  void close() {
    trainer.close();
  }

  private static Batch batch(int samples) {
    Batch batch = Batch.withLabels(BATCH, 3);
    batch.size(samples);
    for (int i = 0; i < 3 * samples; i++) {
      batch.inputs()[i] = 1 + i % 3;
    }
    return batch;
  }

  @Test
  void saysWhatItIsMadeFor() {
    assertEquals(BATCH, trainer.batchSize());
    assertEquals(3, trainer.inputSize());
    assertEquals(2, trainer.outputSize());
    assertTrue(trainer.hasClasses());
    assertEquals(4 * (12 + 48 + 16 + 16 + 16 + 12 + 48 + 16 + 32), trainer.arenaBytes());
    Batch empty = trainer.newBatch();
    assertTrue(empty.hasLabels());
    assertEquals(BATCH, empty.capacity());
    try (Teacher regression = new Teacher(4, false)) {
      assertEquals(2, regression.newBatch().targetSize());
      assertFalse(regression.newBatch().hasLabels());
    }
  }

  @Test
  void weightsComeAndGoInTheirLogicalOrder() {
    Twin weights = new Twin();
    for (int i = 0; i < weights.values().length; i++) {
      weights.values()[i] = i + 1;
    }
    trainer.load(weights);
    assertArrayEquals(weights.values(), trainer.weights().values());
    assertTrue(trainer.code.copyIsFresh(), "transposed copies follow");
    assertTrue(trainer.code.paddingIsZero());
    assertEquals(1f, trainer.weights().tensor("fc.weight").get(0, 0));
    trainer.weights().values()[0] = 99;
    assertArrayEquals(weights.values(), trainer.weights().values(), "what it gives are copies");
  }

  /** Steps of gradient descent by hand: gradients are the mean input 1, 2, 3 and its negative. */
  @Test
  void stepsByTheOptimizerAtTheCurrentRate() {
    trainer.optimizer(Sgd.withLearningRate(0.5f));
    trainer.load(new Twin());
    trainer.step(batch(4));
    assertArrayEquals(
        new float[] {-0.5f, -1, -1.5f, 0.5f, 1, 1.5f, -0.5f, 0.5f, 0, 0, 0},
        trainer.weights().values(),
        1e-6f);
    trainer.learningRate(0.25f);
    trainer.step(batch(4));
    assertEquals(-0.75f, trainer.weights().values()[0], 1e-6f);
    assertEquals(0.25f, trainer.learningRate());
    assertTrue(trainer.code.copyIsFresh());
    assertTrue(trainer.code.paddingIsZero(), "zeros behind the weights stay zeros");
  }

  @Test
  void gradientsAreRowMajorAndAlone() {
    trainer.load(new Twin());
    trainer.computeGradients(batch(2));
    assertArrayEquals(new float[] {1, 2, 3, -1, -2, -3}, trainer.gradient("fc.weight"));
    assertArrayEquals(new float[] {1, -1}, trainer.gradient("fc.bias"));
    assertArrayEquals(new float[11], trainer.weights().values(), "nothing moved");
  }

  @Test
  void whatIsNotTrainedHasNoGradient() {
    assertMessage(
        "fc.mean is not trained, so it has no gradient", () -> trainer.gradient("fc.mean"));
    IllegalArgumentException unknown =
        assertThrows(IllegalArgumentException.class, () -> trainer.gradient("fc.wieght"));
    assertTrue(unknown.getMessage().contains("fc.weight"), unknown.getMessage());
  }

  @Test
  void lossAndAnswersAreSumsOverSlices() {
    trainer.step(batch(40));
    assertEquals(1.5f, trainer.loss());
    assertEquals(0 + 1 + 2, trainer.correct());
    trainer.step(batch(16));
    assertEquals(0.5f, trainer.loss());
    assertEquals(0, trainer.correct());
  }

  @Test
  void outputsAreThoseOfTheSamples() {
    assertEquals(0, trainer.outputs().length);
    trainer.step(batch(3));
    assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, trainer.outputs());
  }

  @Test
  void theGradientByTheInputIsAnOptionOfTheCompiler() {
    trainer.step(batch(3));
    assertThrows(IllegalStateException.class, trainer::inputGradient);
  }

  @Test
  void aSeedStartsTheSameTraining() {
    trainer.optimizer(Adam.withLearningRate(0.1f));
    trainer.initialize(5);
    float[] start = trainer.weights().values();
    float[] first = train();
    long key = trainer.code.lastKey;
    trainer.initialize(5);
    assertArrayEquals(start, trainer.weights().values());
    assertArrayEquals(first, train(), "the optimizer has forgotten too");
    assertEquals(key, trainer.code.lastKey, "and dropout draws the same");
    trainer.initialize(6);
    assertFalse(Arrays.equals(first, train()));
    assertNotEquals(key, trainer.code.lastKey);
  }

  @Test
  void aStateOfAnotherOptimizerOrNetworkIsRefused() {
    trainer.optimizer(Sgd.withLearningRate(0.5f).momentum(0.5f));
    TrainerState saved = trainer.state();
    float[] before = trainer.weights().values();
    trainer.optimizer(Sgd.withLearningRate(0.5f).momentum(0.25f));
    assertMessage(
        "the state is of another optimizer: Sgd(learningRate=0.5, momentum=0.5) with 1 arrays,"
            + " but this trainer has Sgd(learningRate=0.5, momentum=0.25) with 1",
        () -> trainer.restore(saved));
    TrainerState foreign =
        new TrainerState("other", new float[1], null, "", new float[0][], 1f, 0.9, 0, 0, 0);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> trainer.restore(foreign));
    assertTrue(e.getMessage().startsWith("the state is of another network"), e.getMessage());
    assertArrayEquals(before, trainer.weights().values());
    assertThrows(
        IllegalArgumentException.class,
        () -> new TrainerState("f", new float[2], null, "", new float[][] {{1}}, 1f, 0.9, 0, 0, 0));
  }

  private float[] train() {
    for (int step = 0; step < 3; step++) {
      trainer.step(batch(5));
    }
    return trainer.weights().values();
  }

  @Test
  void everyPassHasRandomNumbersOfItsOwn() {
    trainer.initialize(1);
    trainer.computeGradients(batch(1));
    long first = trainer.code.lastKey;
    trainer.computeGradients(batch(1));
    assertNotEquals(first, trainer.code.lastKey);
  }

  /** Momentum of the former rule would push the weights on. */
  @Test
  void anotherOptimizerStartsAnew() {
    trainer.load(new Twin());
    trainer.optimizer(Sgd.withLearningRate(1f).momentum(0.9f));
    trainer.step(batch(1));
    trainer.optimizer(Sgd.withLearningRate(1f).momentum(0.9f));
    trainer.load(new Twin());
    trainer.step(batch(1));
    assertEquals(-1f, trainer.weights().values()[0]);
    trainer.step(batch(1));
    assertEquals(-2.9f, trainer.weights().values()[0], 1e-6f);
  }

  /** Records which of the weights each call updates. */
  private static final class Spy implements Optimizer {
    private final int[] touched = new int[76];
    private long step;

    @Override
    public float learningRate() {
      return 0.125f;
    }

    @Override
    public int stateSlots() {
      return 2;
    }

    @Override
    public synchronized void update(
        float[] weights, float[] gradients, float[][] state, int from, int to, UpdateStep update) {
      assertEquals(2, state.length);
      assertEquals(gradients.length, state[0].length);
      assertEquals(0.125f, update.learningRate());
      assertTrue(from % 16 == 0 || from == to, () -> "from " + from);
      step = update.number();
      for (int i = from; i < to; i++) {
        touched[i]++;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 9})
  void everyWeightIsUpdatedOnceAndStepsCountFromOne(int threads) {
    Spy spy = new Spy();
    trainer.threads(threads);
    assertEquals(threads, trainer.threads());
    trainer.optimizer(spy);
    assertEquals(0.125f, trainer.learningRate());
    trainer.step(batch(1));
    assertEquals(1, spy.step);
    for (int count : spy.touched) {
      assertEquals(1, count);
    }
    trainer.step(batch(1));
    assertEquals(2, spy.step);
    for (int worker = 0; worker < threads; worker++) {
      assertTrue(trainer.code.done[0][worker] && trainer.code.done[1][worker]);
    }
  }

  /** Waking another thread takes longer than a small step does. */
  @Test
  void aSmallStepStaysOnTheCallersThread() {
    trainer.code.small = true;
    trainer.threads(3);
    trainer.step(batch(1));
    assertTrue(trainer.code.done[0][0] && trainer.code.done[1][0]);
    assertFalse(trainer.code.done[0][1] || trainer.code.done[1][1]);
    assertEquals(3, trainer.threads());
  }

  @Test
  void batchesThatDoNotFitAreRefused() {
    assertMessage("a batch must have 1 to 40 samples, but has 0", () -> trainer.step(batch(0)));
    Batch larger = Batch.withLabels(41, 3);
    larger.size(41);
    assertMessage("a batch must have 1 to 40 samples, but has 41", () -> trainer.step(larger));
    Batch wider = Batch.withLabels(4, 5);
    wider.size(4);
    assertMessage("samples must have 3 floats, but have 5", () -> trainer.step(wider));
    Batch targets = Batch.withTargets(4, 3, 2);
    targets.size(4);
    assertMessage("the batch needs labels", () -> trainer.step(targets));
    Batch wrong = batch(4);
    wrong.labels()[2] = 2;
    assertMessage(
        "label 2 of sample 2 is not one of the classes 0 to 1", () -> trainer.step(wrong));
    wrong.labels()[2] = -1;
    assertMessage(
        "label -1 of sample 2 is not one of the classes 0 to 1", () -> trainer.step(wrong));
  }

  @Test
  void targetsMustHaveTheOutputsSize() {
    try (Teacher regression = new Teacher(4, false)) {
      Batch labels = batch(4);
      assertMessage("the batch needs 2 targets", () -> regression.step(labels));
      Batch three = Batch.withTargets(4, 3, 3);
      three.size(4);
      assertMessage("the batch needs 2 targets", () -> regression.step(three));
      Batch two = Batch.withTargets(4, 3, 2);
      two.size(4);
      regression.step(two);
    }
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertMessage("threads must be at least 1, but are 0", () -> trainer.threads(0));
    assertMessage(
        "learning rate must not be negative, but is -1.0", () -> trainer.learningRate(-1));
    assertMessage(
        "learning rate must not be negative, but is NaN", () -> trainer.learningRate(Float.NaN));
    trainer.learningRate(0);
    assertEquals(0f, trainer.learningRate());
  }

  /** With a velocity of 1 a momentum of 0.5 moves by 1.5, one of 0.9 by 1.9. */
  @Test
  void momentumCanChangeWhileTraining() {
    trainer.optimizer(Sgd.withLearningRate(1f).momentum(0.9));
    trainer.load(new Twin());
    trainer.step(batch(1));
    assertEquals(0.9, trainer.momentum());
    trainer.momentum(0.5);
    TrainerState saved = trainer.state();
    assertEquals(0.5, saved.momentum());
    trainer.step(batch(1));
    assertEquals(-2.5f, trainer.weights().values()[0], 1e-6f);
    trainer.momentum(0.9);
    trainer.restore(saved);
    trainer.step(batch(1));
    assertEquals(-2.5f, trainer.weights().values()[0], 1e-6f);
    assertMessage("momentum must be in [0, 1), but is 1.0", () -> trainer.momentum(1));
    trainer.optimizer(Sgd.withLearningRate(1f));
    assertThrows(IllegalStateException.class, () -> trainer.momentum(0.5));
  }

  @Test
  void settingsOfLayersThatDoNotExistAreRefused() {
    Optimizer wrong =
        Sgd.withLearningRate(1).group(ParameterGroup.of("conv").learningRateFactor(0));
    assertMessage(
        "no trained tensor belongs to the group(conv, learningRateFactor=0.0); there are"
            + " fc.weight, fc.bias",
        () -> trainer.optimizer(wrong));
    trainer.step(batch(1));
    trainer.optimizer(
        Sgd.withLearningRate(1).group(ParameterGroup.of("fc.weight").learningRateFactor(0)));
    trainer.load(new Twin());
    trainer.step(batch(1));
    assertArrayEquals(
        new float[] {0, 0, 0, 0, 0, 0, -1, 1}, Arrays.copyOf(trainer.weights().values(), 8));
  }

  /** A wrong number of threads leaves the trainer as it was. */
  @Test
  void aRefusedSettingChangesNothing() {
    trainer.threads(2);
    assertThrows(IllegalArgumentException.class, () -> trainer.threads(-3));
    assertEquals(2, trainer.threads());
    trainer.step(batch(1));
  }

  @Test
  void aFailureReachesTheCallerAndTheTrainerGoesOn() {
    trainer.threads(3);
    trainer.code.failing = true;
    assertThrows(IllegalStateException.class, () -> trainer.step(batch(1)));
    trainer.code.failing = false;
    trainer.step(batch(1));
    assertEquals(0.5f, trainer.loss());
  }

  @Test
  void aClosedTrainerWorksOnTheCallersThread() {
    trainer.threads(3);
    trainer.close();
    assertEquals(1, trainer.threads());
    trainer.step(batch(1));
    trainer.threads(2);
    trainer.step(batch(1));
    assertEquals(0.5f, trainer.loss());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aStepAllocatesNothing(int threads) {
    trainer.threads(threads);
    assertAllocatesNothing(Sgd.withLearningRate(0.01f).momentum(0.9f), 1_000);
    assertAllocatesNothing(
        AdamW.withLearningRate(0.01)
            .l1(1e-3)
            .clipValue(3)
            .clipNorm(2)
            .clipGlobalNorm(1)
            .maxNorm(2)
            .group(ParameterGroup.of("fc.bias").learningRateFactor(0.5)),
        100);
  }

  private void assertAllocatesNothing(Optimizer optimizer, int steps) {
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    trainer.optimizer(optimizer);
    Batch batch = batch(40);
    for (int step = 0; step < 2 * steps; step++) {
      trainer.step(batch);
    }
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 5; attempt++) {
      long before = bean.getCurrentThreadAllocatedBytes();
      for (int step = 0; step < steps; step++) {
        trainer.step(batch);
      }
      least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least, () -> "bytes in %d steps of %s".formatted(steps, optimizer));
  }

  private static void assertMessage(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  /** Whoever's part it is in. */
  @Test
  void theLargestGradientIsFoundWhereverItIs() {
    for (int threads : new int[] {1, 3}) {
      try (TwinNetwork.Teacher trainer = new TwinNetwork.Teacher(16, true)) {
        trainer.threads(threads);
        float[] gradients = trainer.code.gradients();
        int size = trainer.code.trainedFloats();
        for (int at = 0; at < size; at++) {
          Arrays.fill(gradients, 0, size, 0.5f);
          gradients[at] = -7;
          assertEquals(7f, trainer.largestGradient());
          gradients[at] = Float.NEGATIVE_INFINITY;
          assertEquals(Float.POSITIVE_INFINITY, trainer.largestGradient());
          gradients[at] = Float.NaN;
          assertEquals(Float.NaN, trainer.largestGradient());
        }
      }
    }
  }
}
