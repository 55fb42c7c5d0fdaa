package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Normalizer;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.training.recipe.Finding;
import dev.synapt.runtime.training.recipe.Recipe;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks whose inputs are token ids: what they refuse, and the token that means nothing. */
final class TokenInputsTest {

  private static final int LENGTH = 6;

  private static final String WORDS =
      """
      package net;

      import dev.synapt.dsl.*;

      @Network(input = 6, batch = 32)
      final class Words {
        @Embedding(vocabulary = 9, dimension = 4, padding = 3) @PositionalEncoding Layer words;
        @Conv1d(filters = 4, kernel = 2) @Relu Layer pairs;
        @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer answer;
      }
      """;

  private static final GeneratedModel MODEL =
      ModelCompiler.compilePlain(List.of(WORDS)).model("Words");

  @ParameterizedTest
  @ValueSource(floats = {-1, 9, 2.5f, Float.NaN, Float.POSITIVE_INFINITY})
  void idsThatAreNoneAreNamed(float id) {
    try (Trainer<Weights> trainer = MODEL.trainer(CodePath.PLAIN)) {
      Batch batch = batch(trainer, 3);
      batch.inputs()[2 * LENGTH + 4] = id;
      String none = ": " + id + " is no token id, which are whole numbers from 0 to 8";
      assertEquals("sample 2, position 4" + none, message(() -> trainer.step(batch)));
      InferenceNetwork network = MODEL.network(trainer.weights(), CodePath.PLAIN);
      float[] x = new float[20 * LENGTH];
      x[13 * LENGTH + 5] = id;
      float[] y = new float[40];
      assertEquals("sample 13, position 5" + none, message(() -> network.predictBatch(x, 20, y)));
      float[] one = Arrays.copyOfRange(x, 13 * LENGTH, 14 * LENGTH);
      assertEquals("sample 0, position 5" + none, message(() -> network.predict(one)));
      assertEquals("sample 0, position 5" + none, message(() -> network.activations(one)));
    }
  }

  private static String message(Executable work) {
    return assertThrows(IllegalArgumentException.class, work).getMessage();
  }

  @Test
  void idsAreNeitherNormalisedNorDifferentiated() {
    try (Trainer<Weights> trainer = MODEL.trainer(CodePath.PLAIN)) {
      assertEquals(OptionalInt.of(9), trainer.vocabulary());
      Normalizer halves = new Normalizer(new float[] {0}, new float[] {2});
      assertEquals(
          "the inputs are ids of 9 tokens, which are not normalised",
          message(() -> trainer.normalizer(halves)));
      trainer.computeGradients(batch(trainer, 2));
      assertEquals(
          "token ids have no gradient",
          assertThrows(IllegalStateException.class, trainer::inputGradient).getMessage());
      assertEquals(
          OptionalInt.of(9), MODEL.network(trainer.weights(), CodePath.PLAIN).vocabulary());
    }
  }

  /** Its row starts at zero, as PyTorch's, and stays there; the others do not. */
  @Test
  void thePaddingIsNotTrained() {
    try (Trainer<Weights> trainer = MODEL.trainer(CodePath.PLAIN)) {
      trainer.optimizer(Adam.withLearningRate(0.1));
      trainer.initialize(5);
      Batch batch = batch(trainer, 32);
      float[] before = trainer.weights().tensor("words.embedding.weight").toArray();
      for (int i = 0; i < 3; i++) {
        trainer.step(batch);
      }
      float[] after = trainer.weights().tensor("words.embedding.weight").toArray();
      for (int token = 0; token < 9; token++) {
        float[] row = Arrays.copyOfRange(after, 4 * token, 4 * token + 4);
        float[] start = Arrays.copyOfRange(before, 4 * token, 4 * token + 4);
        if (token == 3) {
          assertArrayEquals(new float[4], start);
          assertArrayEquals(new float[4], row);
        } else {
          assertFalse(Arrays.equals(start, row), "token " + token);
        }
      }
    }
  }

  @Test
  void theRecipeKnowsTokens() {
    try (Trainer<Weights> trainer = MODEL.trainer(CodePath.PLAIN)) {
      Batch batch = batch(trainer, 32);
      Dataset data = Dataset.ofLabels(batch.inputs(), batch.labels(), LENGTH);
      assertEquals(Finding.Outcome.PASSED, new Recipe<>(trainer, data).noLeakage().outcome());
    }
  }

  /** Every token, as many times as others. */
  private static Batch batch(Trainer<?> trainer, int size) {
    Batch batch = trainer.newBatch();
    batch.size(size);
    for (int i = 0; i < size * LENGTH; i++) {
      batch.inputs()[i] = i * 7 % 9;
    }
    for (int n = 0; n < size; n++) {
      batch.labels()[n] = n % 2;
    }
    return batch;
  }
}
