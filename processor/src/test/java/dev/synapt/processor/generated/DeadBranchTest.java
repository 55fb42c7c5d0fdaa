package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.TensorSpec;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.optimizer.Sgd;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Layers never learn that the compiler says of that they never do, and all others learn. Without a
 * class that counts, a mean over nothing, weights would become NaN.
 */
final class DeadBranchTest {

  private static final Map<String, List<String>> DEAD =
      Map.of(
          "DeadBranch", List.of("first.conv2d", "second.dense", "scores.dense"),
          "ZerosBehindZeros", List.of("before.dense", "first.dense", "second.dense"),
          "SoftmaxOfOneChannel", List.of("gate.conv1d"),
          "PositionsAlone", List.of("where.conv2d"),
          "AllLearn", List.of());

  /** Behind zeros gradients get one layer further with each step. */
  private static final int STEPS = 12;

  @Test
  void whatIsCalledDeadDoesNotChangeAndTheRestDoes() throws IOException {
    String models = source();
    GeneratedClasses classes = ModelCompiler.compilePlain(List.of(models));
    DEAD.forEach((model, dead) -> {
      assertEquals(dead, unchanged(classes.model(model)), model);
      String told = String.join(", ", dead) + (dead.size() == 1 ? " never learns" : " never learn");
      assertTrue(dead.isEmpty() || models.contains("and " + told + "\n"), told);
    });
  }

  private static String source() throws IOException {
    try (InputStream file = DeadBranchTest.class.getResourceAsStream("/broken/DeadBranch.java")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.replace("package broken;", "package net;");
    }
  }

  /** Layers whose weights are after a few steps what they were before. */
  private static List<String> unchanged(GeneratedModel model) {
    try (Trainer<Weights> trainer = model.trainer(CodePath.PLAIN)) {
      trainer.optimizer(Sgd.withLearningRate(0.1));
      trainer.initialize(7);
      float[] before = trainer.weights().values().clone();
      Batch batch = trainer.newBatch();
      Random random = new Random(3);
      fill(batch, random);
      for (int step = 0; step < STEPS; step++) {
        trainer.step(batch);
      }
      float[] after = trainer.weights().values();
      return trainer.weights().tensors().stream()
          .filter(tensor -> tensor.name().endsWith(".weight"))
          .filter(tensor -> isSame(tensor, before, after))
          .map(tensor -> tensor.name().replace(".weight", ""))
          .toList();
    }
  }

  private static void fill(Batch batch, Random random) {
    batch.size(batch.capacity());
    for (int i = 0; i < batch.inputs().length; i++) {
      batch.inputs()[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < batch.targets().length; i++) {
      batch.targets()[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < batch.labels().length; i++) {
      batch.labels()[i] = random.nextInt(2);
    }
  }

  private static boolean isSame(TensorSpec tensor, float[] before, float[] after) {
    int end = tensor.offset() + tensor.size();
    return Arrays.equals(before, tensor.offset(), end, after, tensor.offset(), end);
  }
}
