package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.TensorSpec;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.optimizer.Sgd;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Blocks that are used once more on the same input: as if their result were taken twice. */
final class ReusedFieldsTest {

  private static final String MODEL =
      """
      package net;

      import dev.synapt.dsl.*;

      @Network(input = {2, 5, 4}, batch = 20)
      final class %s {
        @Repeat(block = Part.class, times = 2, args = 3) Layer a;
        %s
        @Dense(units = 3) @Output(loss = Loss.CROSS_ENTROPY) Layer out;

        @Block
        static final class Part {
          @Conv2d(filters = Arg.FIRST, kernel = 3, padding = Padding.SAME) @Tanh Layer c;
          @Frozen @Conv2d(filters = Arg.FIRST, kernel = 1, bias = false) @BatchNorm @Tanh Layer d;
          @Reuse("d") Layer e;
          @GroupNorm(groups = 3) @Shortcut(from = "c") Layer f;
        }
      }
      """;

  private static GeneratedClasses classes;

  @BeforeAll
  static void compile() {
    String reused = "@From(\"input\") @Reuse(\"a\") Layer b; @Add({\"a\", \"b\"}) Layer s;";
    String twice = "@Add({\"a\", \"a\"}) Layer s;";
    classes =
        ModelCompiler.compilePlain(
            List.of(MODEL.formatted("Reused", reused), MODEL.formatted("Taken", twice)));
  }

  @Test
  void thereIsOneTensorForAllUses() {
    List<String> names =
        classes.model("Reused").weights().tensors().stream().map(TensorSpec::name).toList();
    assertEquals(
        classes.model("Taken").weights().tensors().stream().map(TensorSpec::name).toList(), names);
    assertFalse(names.stream().anyMatch(name -> name.contains(".e.") || name.startsWith("b.")));
  }

  @Test
  void resultsAndGradientsAreThoseOfTakingTheResultTwice() {
    try (Trainer<Weights> reused = trainer("Reused");
        Trainer<Weights> taken = trainer("Taken")) {
      Weights copied = reused.weights();
      copied.copyMatching(taken.weights());
      reused.load(copied);
      for (int step = 0; step < 3; step++) {
        Batch batch = batch(taken, step);
        reused.step(batch);
        taken.step(batch);
        assertEquals(taken.loss(), reused.loss(), 1e-6);
        for (TensorSpec tensor : copied.tensors()) {
          if (tensor.trainable()) {
            String name = tensor.name();
            assertArrayEquals(taken.gradient(name), reused.gradient(name), 1e-5f, name);
          }
        }
      }
      assertArrayEquals(taken.weights().values(), reused.weights().values(), 1e-5f);
    }
  }

  private static Trainer<Weights> trainer(String name) {
    Trainer<Weights> trainer = classes.model(name).trainer(CodePath.PLAIN);
    trainer.optimizer(Sgd.withLearningRate(0.05).momentum(0.9));
    trainer.initialize(7);
    return trainer;
  }

  private static Batch batch(Trainer<Weights> trainer, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Batch batch = trainer.newBatch();
    batch.size(trainer.batchSize());
    for (int i = 0; i < batch.inputs().length; i++) {
      batch.inputs()[i] = (float) random.nextDouble(-1, 1);
    }
    for (int i = 0; i < batch.labels().length; i++) {
      batch.labels()[i] = random.nextInt(3);
    }
    return batch;
  }
}
