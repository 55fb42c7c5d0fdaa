package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.TrainerState;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.optimizer.Sgd;
import dev.synapt.runtime.random.CounterRandom;
import dev.synapt.runtime.training.Checkpoint;
import dev.synapt.runtime.training.Checkpointing;
import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.Training;
import dev.synapt.runtime.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every path and any number of threads give the same bits, and a step allocates nothing. */
final class SameBitsTest {

  private static final String IMAGES =
      """
      package net;

      import dev.synapt.dsl.*;

      @Network(input = {2, 11, 9}, batch = 70)
      final class Images {
        @Conv2d(filters = 7, kernel = {3, 5}, padding = Padding.SAME) @Relu @MaxPool2d(2) Layer c1;
        @Conv2d(filters = 17, kernel = 2, stride = 2, pad = {0, 1}) @BatchNorm @Tanh Layer c2;
        @Dense(units = 15) @BatchNorm @Sigmoid @Dropout(0.3) Layer d1;
        @Dense(units = 9) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
      }
      """;

  private static final String VECTORS =
      """
      package net;

      import dev.synapt.dsl.*;

      @Network(input = 31, batch = 64)
      final class Vectors {
        @Dense(units = 37) @Relu @Dropout(0.2) Layer h1;
        @Dense(units = 16) @Relu Layer h2;
        @Dense(units = 5) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
      }
      """;

  private static final String SUMS =
      """
      package net;

      import dev.synapt.dsl.*;

      @Network(input = 7, batch = 48)
      final class %s {
        @Dense(units = 6) @Tanh Layer hidden;
        @Dense(units = 3) @Output(loss = Loss.CROSS_ENTROPY, reduction = Reduction.%s) Layer scores;
      }
      """;

  private static final GeneratedClasses CLASSES =
      ModelCompiler.compileTexts(
          List.of(IMAGES, VECTORS, SUMS.formatted("Sums", "SUM"), SUMS.formatted("Means", "MEAN")),
          new String[0]);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"Images", "Vectors"})
  void weightsAndPredictionsDoNotDependOnPathOrThreads(String name) {
    GeneratedModel model = CLASSES.model(name);
    Weights expected = trained(model, CodePath.PLAIN, 1);
    float[] prediction = prediction(model, expected, CodePath.PLAIN);
    for (CodePath path : CodePath.values()) {
      for (int threads : new int[] {1, 2, 4}) {
        Weights weights = trained(model, path, threads);
        assertArrayEquals(expected.values(), weights.values(), path + ", " + threads + " threads");
      }
      assertArrayEquals(prediction, prediction(model, expected, path), path + " predicts");
    }
  }

  private static Weights trained(GeneratedModel model, CodePath path, int threads) {
    try (Trainer<Weights> trainer = model.trainer(path)) {
      trainer.threads(threads);
      trainer.optimizer(Sgd.withLearningRate(0.05).momentum(0.9));
      trainer.initialize(7);
      for (int size : new int[] {trainer.batchSize(), 37, 1 + trainer.batchSize() / 2}) {
        trainer.step(batch(trainer, size));
      }
      Weights weights = trainer.weights();
      assertTrue(Float.isFinite(trainer.loss()));
      return weights;
    }
  }

  /** Also on another path: a state does not know how weights lie in memory. */
  @ParameterizedTest
  @ValueSource(strings = {"Images", "Vectors"})
  void aRestoredStateGoesOnWithTheSameBits(String name) {
    GeneratedModel model = CLASSES.model(name);
    try (Trainer<Weights> first = model.trainer(CodePath.PLAIN);
        Trainer<Weights> second = model.trainer(CodePath.best())) {
      first.optimizer(Adam.withLearningRate(0.01));
      second.optimizer(Adam.withLearningRate(0.01));
      first.initialize(7);
      first.step(batch(first, 37));
      first.learningRate(0.02f);
      TrainerState saved = first.state();
      float[] unbroken = afterTwoSteps(first);
      second.step(batch(second, 5));
      second.restore(saved);
      assertArrayEquals(unbroken, afterTwoSteps(second));
      first.restore(saved);
      assertArrayEquals(unbroken, afterTwoSteps(first));
    }
  }

  private static float[] afterTwoSteps(Trainer<Weights> trainer) {
    trainer.step(batch(trainer, trainer.batchSize()));
    trainer.step(batch(trainer, 3));
    return trainer.weights().values();
  }

  /** Batch norm's statistics and dropout's random numbers go on too, with any number of threads. */
  @ParameterizedTest
  @ValueSource(strings = {"Images", "Vectors"})
  void aResumedTrainingGivesTheBitsOfAnUninterruptedOne(String name) throws IOException {
    GeneratedModel model = CLASSES.model(name);
    Path file = folder.resolve(name + ".checkpoint");
    TrainingRun<Weights> unbroken = training(model, CodePath.PLAIN).threads(2).fit();
    training(model, CodePath.best()).checkpoint(Checkpointing.to(file)).stepLimit(5).fit();
    TrainingRun<Weights> resumed =
        training(model, CodePath.best()).resume(Checkpoint.read(file)).fit();
    assertArrayEquals(unbroken.lastWeights().values(), resumed.lastWeights().values());
    assertArrayEquals(unbroken.bestWeights().values(), resumed.bestWeights().values());
    assertEquals(
        unbroken.history().epochs().stream().map(EpochReport::validationLoss).toList(),
        resumed.history().epochs().stream().map(EpochReport::validationLoss).toList());
  }

  private static Training<Weights> training(GeneratedModel model, CodePath path) {
    Trainer<Weights> trainer = model.trainer(path);
    float[] inputs = new float[50 * trainer.inputSize()];
    int[] labels = new int[50];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = CounterRandom.uniform(1, i) - 0.5f;
    }
    for (int n = 0; n < labels.length; n++) {
      labels[n] = CounterRandom.below(2, n, trainer.outputSize());
    }
    Dataset data = Dataset.ofLabels(inputs, labels, trainer.inputSize());
    return Training.of(trainer)
        .data(data)
        .validation(data.slice(0, 10))
        .optimizer(Adam.withLearningRate(0.01))
        .batchSize(8)
        .accumulate(2)
        .validateEvery(3)
        .epochs(3)
        .threads(1);
  }

  /** Gradients of parts of a batch, added up, are those of the batch: means and sums. */
  @Test
  void accumulatedGradientsAreThoseOfOneBatch() {
    for (String name : List.of("Means", "Sums")) {
      try (Trainer<Weights> trainer = CLASSES.model(name).trainer(CodePath.best())) {
        Batch whole = batch(trainer, 40);
        trainer.initialize(3);
        trainer.computeGradients(whole);
        float loss = trainer.loss();
        float[] expected = trainer.gradient("scores.dense.weight");
        trainer.initialize(3);
        trainer.computeGradients(part(trainer, whole, 0, 25));
        trainer.addGradients(part(trainer, whole, 25, 15));
        assertArrayEquals(expected, trainer.gradient("scores.dense.weight"), 1e-5f, name);
        assertEquals(loss, trainer.loss(), 1e-5f * loss, name);
        assertEquals(name.equals("Sums"), trainer.sumsLosses());
      }
    }
  }

  private static Batch part(Trainer<?> trainer, Batch whole, int from, int count) {
    Batch part = trainer.newBatch();
    int size = trainer.inputSize();
    System.arraycopy(whole.inputs(), from * size, part.inputs(), 0, count * size);
    System.arraycopy(whole.labels(), from, part.labels(), 0, count);
    part.size(count);
    return part;
  }

  private static Batch batch(Trainer<?> trainer, int size) {
    Batch batch = trainer.newBatch();
    for (int i = 0; i < size * trainer.inputSize(); i++) {
      batch.inputs()[i] = CounterRandom.uniform(size, i) - 0.5f;
    }
    for (int n = 0; n < size; n++) {
      batch.labels()[n] = CounterRandom.below(size, n, trainer.outputSize());
    }
    batch.size(size);
    return batch;
  }

  private static float[] prediction(GeneratedModel model, Weights weights, CodePath path) {
    InferenceNetwork network = model.network(weights, path);
    float[] x = new float[network.inputSize()];
    for (int i = 0; i < x.length; i++) {
      x[i] = CounterRandom.uniform(3, i);
    }
    return network.predict(x);
  }

  /** Vector code that is not compiled yet allocates, so this waits for the compiler. */
  @Test
  void aStepAndAPredictionAllocateNothingOnceCompiled() {
    GeneratedModel model = CLASSES.model("Vectors");
    try (Trainer<Weights> trainer = model.trainer(CodePath.best())) {
      Batch batch = batch(trainer, trainer.batchSize());
      assertEquals(0, Allocations.least(() -> trainer.step(batch)));
      InferenceNetwork network = model.network(trainer.weights(), CodePath.best());
      float[] x = new float[network.inputSize()];
      float[] y = new float[network.outputSize()];
      assertEquals(0, Allocations.least(() -> network.predict(x, 0, y, 0)));
      int many = 20;
      float[] xs = new float[many * network.inputSize()];
      float[] ys = new float[many * network.outputSize()];
      assertEquals(0, Allocations.least(() -> network.predictBatch(xs, many, ys)));
    }
  }
}
