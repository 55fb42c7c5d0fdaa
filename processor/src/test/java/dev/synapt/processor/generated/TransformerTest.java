package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.training.Evaluation;
import dev.synapt.runtime.training.Training;
import dev.synapt.runtime.training.TrainingRun;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * An encoder of a transformer learns which of two tokens comes first among others: a question of
 * order, to which the tokens alone say nothing.
 */
final class TransformerTest {

  private static final int LENGTH = 12;
  private static final int VOCABULARY = 10;
  private static final int FIRST = 1;
  private static final int SECOND = 2;

  private static final String ENCODER =
      """
      package net;

      import dev.synapt.dsl.*;

      @Network(input = 12, batch = 64)
      final class Encoder {
        @Embedding(vocabulary = 10, dimension = 16) @PositionalEncoding Layer tokens;
        @Repeat(block = Layers.class, times = 2, args = {4, 32}) Layer layers;
        @GlobalAvgPool @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer answer;

        @Block static final class Layers {
          static final int HEADS = Arg.FIRST, WIDE = Arg.SECOND;
          @LayerNorm(over = NormExtent.CHANNELS) @SelfAttention(heads = HEADS)
          @Shortcut(from = Block.INPUT) Layer mixed;
          @LayerNorm(over = NormExtent.CHANNELS) @Conv1d(filters = WIDE, kernel = 1) @Gelu Layer wide;
          @Conv1d(filters = 16, kernel = 1) @Shortcut(from = "mixed") Layer out;
        }
      }
      """;

  private static final String BAG_OF_WORDS =
      """
      package net;

      import dev.synapt.dsl.*;

      @Network(input = 12, batch = 64)
      final class Words {
        @Embedding(vocabulary = 10, dimension = 16) @GlobalAvgPool Layer words;
        @Dense(units = 32) @Gelu Layer hidden;
        @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer answer;
      }
      """;

  @Test
  void learnsWhichTokenComesFirst() {
    GeneratedClasses classes = ModelCompiler.compilePlain(List.of(ENCODER, BAG_OF_WORDS));
    Dataset train = sequences(2_048, 1);
    Dataset unseen = sequences(512, 2);
    double encoder = accuracy(classes.model("Encoder"), train, unseen, 20);
    double words = accuracy(classes.model("Words"), train, unseen, 5);
    String both = "encoder %.3f, bag of words %.3f".formatted(encoder, words);
    assertTrue(encoder > 0.95, both);
    assertTrue(words < 0.6, both);
  }

  private static double accuracy(GeneratedModel model, Dataset train, Dataset unseen, int epochs) {
    try (Trainer<Weights> trainer = model.trainer(CodePath.PLAIN)) {
      TrainingRun<Weights> run =
          Training.of(trainer)
              .data(train)
              .optimizer(Adam.withLearningRate(3e-3))
              .epochs(epochs)
              .seed(7)
              .threads(1)
              .fit();
      return Evaluation.of(trainer.network(run.lastWeights()), unseen).accuracy();
    }
  }

  /**
   * The two tokens at places of their own, others around them; the label says whether the first
   * comes first.
   */
  private static Dataset sequences(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] inputs = new float[count * LENGTH];
    int[] labels = new int[count];
    for (int n = 0; n < count; n++) {
      for (int t = 0; t < LENGTH; t++) {
        inputs[n * LENGTH + t] = random.nextInt(SECOND + 1, VOCABULARY);
      }
      int first = random.nextInt(LENGTH);
      int second = (first + random.nextInt(1, LENGTH)) % LENGTH;
      inputs[n * LENGTH + first] = FIRST;
      inputs[n * LENGTH + second] = SECOND;
      labels[n] = first < second ? 1 : 0;
    }
    return Dataset.ofLabels(inputs, labels, LENGTH);
  }
}
