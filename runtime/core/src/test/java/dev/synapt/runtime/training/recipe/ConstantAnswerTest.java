package dev.synapt.runtime.training.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.LabelSpec;
import dev.synapt.runtime.OutputSpec;
import dev.synapt.runtime.PredictionLoss;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.kernel.ClassLoss;
import dev.synapt.runtime.kernel.EntryLoss;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What always the same answer costs, by hand. */
final class ConstantAnswerTest {

  private static final double LN_ONE_QUARTER = Math.log(0.25);
  private static final double LN_THREE_QUARTERS = Math.log(0.75);

  private static OutputSpec classes(String name, int first, int target, float weight) {
    LabelSpec labels = new LabelSpec(1, 2, OptionalInt.of(9));
    return new OutputSpec(name, first, 2, target, 1, weight, Optional.of(labels), List.of());
  }

  /** Probabilities, then a number, then log-probabilities. */
  private static InferenceNetwork network() {
    return new StubNetwork(
        List.of(
            PredictionLoss.ofLabels(ClassLoss.ofLogits(2, 1)),
            PredictionLoss.ofEntries(EntryLoss.squaredError()),
            PredictionLoss.ofLabels(ClassLoss.ofLogProbabilities(2, 1))),
        List.of(
            classes("kind", 0, 0, 1),
            new OutputSpec("size", 2, 1, 1, 1, 0.5f, Optional.empty(), List.of()),
            classes("side", 3, 2, 2)));
  }

  private static Dataset rows(float... answers) {
    int samples = answers.length / 3;
    return Dataset.ofTargets(new float[samples], answers, 3, 1);
  }

  /** Learned: kinds 0, 0, 0, 1, sizes of 3 in the mean, sides 1, 1, 1, 0. */
  @Test
  void everyOutputHasAnAnswerOfItsOwn() {
    Dataset train = rows(0, 1, 1, /**/ 0, 2, 1, /**/ 0, 3, 1, /**/ 1, 6, 0);
    Dataset other = rows(1, 5, 1, /**/ 0, 3, 1);
    double kind = -(LN_ONE_QUARTER + LN_THREE_QUARTERS) / 2;
    double size = (4 + 0) / 2.0;
    double side = -LN_THREE_QUARTERS;
    assertEquals(kind + 0.5 * size + 2 * side, ConstantAnswer.loss(network(), train, other), 1e-6);
  }

  /** Of five sides one does not count: the others are 1, 1, 1, 0 as before. */
  @Test
  void labelsThatDoNotCountAreNotLearned() {
    Dataset train = rows(0, 3, 1, /**/ 0, 3, 1, /**/ 0, 3, 1, /**/ 1, 3, 0, /**/ 9, 3, 9);
    Dataset other = rows(0, 3, 0);
    assertEquals(
        -LN_THREE_QUARTERS - 2 * LN_ONE_QUARTER,
        ConstantAnswer.loss(network(), train, other),
        1e-6);
  }

  /** More samples than are judged at once. */
  @Test
  void manySamplesAreJudgedInParts() {
    float[] answers = new float[3 * 601];
    for (int i = 0; i < 601; i++) {
      answers[3 * i + 1] = i % 2;
    }
    Dataset data = rows(answers);
    double mean = 300 / 601.0;
    assertEquals(0.5 * mean * (1 - mean), ConstantAnswer.loss(network(), data, data), 1e-6);
  }
}
