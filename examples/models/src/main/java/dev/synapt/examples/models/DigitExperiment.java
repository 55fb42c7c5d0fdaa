package dev.synapt.examples.models;

import dev.synapt.examples.models.TrainingOptions.Plan;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.IdxReader;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.data.Splits;
import dev.synapt.runtime.optimizer.AdamW;
import dev.synapt.runtime.training.Evaluation;
import dev.synapt.runtime.training.LearningRateSchedule;
import dev.synapt.runtime.training.TrainingListener;
import dev.synapt.runtime.training.recipe.Baselines;
import java.io.IOException;

/**
 * {@link DigitTransformer} on 1,797 handwritten digits of 8x8 pixels: seven tenths to learn from,
 * the others to be judged on.
 *
 * @param network on the latter
 * @param bag what a linear model of the columns' sum reaches, which like a bag of words has lost
 *     their order
 * @param linear what a linear model of all pixels reaches
 */
record DigitExperiment(Evaluation network, Baselines bag, Baselines linear) {

  static final int EPOCHS = 25;

  private static final Regimen REGIMEN =
      Regimen.of(
          Normalization.standardize(),
          AdamW.withLearningRate(3e-3).weightDecay(0.05),
          LearningRateSchedule.cosine().afterWarmUp(0.1));

  private static final int SIDE = 8;
  private static final double TRAINED_ON = 0.7;
  private static final String IMAGES = "data/digits/digits-images-idx3-ubyte.gz";
  private static final String LABELS = "digits-labels-idx1-ubyte.gz";

  /** The digits as samples {@code [1, 8, 8]}, in memory the same as eight channels of length 8. */
  static Dataset digits() throws IOException {
    return BundledFile.read(
        IMAGES, images -> IdxReader.readLabelled(images, images.resolveSibling(LABELS)));
  }

  /**
   * Trains and judges by the last weights.
   *
   * @param trainer of {@link DigitTransformer}, or of another network for digits; closed afterwards
   */
  static <W extends Weights> DigitExperiment run(
      Trainer<W> trainer, Dataset digits, Plan plan, TrainingListener listener) {
    Dataset.Split parts = Splits.stratified(digits, TRAINED_ON, plan.seed());
    W weights =
        REGIMEN
            .training(trainer, plan)
            .data(parts.first())
            .validation(parts.second())
            .listener(listener)
            .fit()
            .lastWeights();
    return new DigitExperiment(
        Evaluation.of(trainer.network(weights), parts.second()),
        Baselines.linear(columnSums(parts.first()), columnSums(parts.second())),
        Baselines.linear(parts.first(), parts.second()));
  }

  /** For the commands of all models. */
  static Workbench<DigitTransformerWeights> workbench(Plan plan) throws IOException {
    Dataset.Split parts = Splits.stratified(digits(), TRAINED_ON, plan.seed());
    return new Workbench<>(
        "digits",
        DigitTransformerTrainer.summary(),
        DigitTransformerTrainer::new,
        DigitTransformerWeights::new,
        REGIMEN,
        EPOCHS,
        parts.first(),
        parts.second());
  }

  /** For each row of an image the sum over its columns. */
  static Dataset columnSums(Dataset digits) {
    float[] sums = new float[SIDE * digits.size()];
    int[] labels = new int[digits.size()];
    for (int i = 0; i < labels.length; i++) {
      float[] pixels = digits.input(i);
      for (int p = 0; p < pixels.length; p++) {
        sums[SIDE * i + p / SIDE] += pixels[p];
      }
      labels[i] = digits.label(i);
    }
    return Dataset.ofLabels(sums, labels, SIDE);
  }
}
