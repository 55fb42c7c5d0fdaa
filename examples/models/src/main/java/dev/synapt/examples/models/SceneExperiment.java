package dev.synapt.examples.models;

import dev.synapt.examples.models.TrainingOptions.Plan;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.metric.ConfusionMatrix;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.training.Evaluation;
import dev.synapt.runtime.training.LearningRateSchedule;
import dev.synapt.runtime.training.TrainingListener;

/**
 * {@link MiniSegNet} on {@link Scenes}. Scenes to test on are composed of images of clothing that
 * occur in no scene to train on.
 *
 * @param test the scenes to test on
 * @param network on them
 * @param byBrightness what {@link BrightnessBaseline} reaches on them
 * @param background what always saying "background" reaches
 */
record SceneExperiment(
    Dataset test, Evaluation network, ConfusionMatrix byBrightness, ConfusionMatrix background) {

  static final int EPOCHS = 12;

  private static final Regimen REGIMEN =
      Regimen.of(
          Normalization.standardize(),
          Adam.withLearningRate(4e-3),
          LearningRateSchedule.cosine().afterWarmUp(0.1));

  /**
   * How many scenes there are.
   *
   * @param train to train on
   * @param test to test on
   */
  record Size(int train, int test) {
    static final Size USUAL = new Size(2_000, 300);
  }

  /**
   * Trains and judges by the last weights.
   *
   * @param trainer of {@link MiniSegNet}, or of another network for the same scenes; closed
   *     afterwards
   * @param clothes what scenes are composed of
   * @param size how many there are
   */
  static <W extends Weights> SceneExperiment run(
      Trainer<W> trainer, FashionMnist clothes, Size size, Plan plan, TrainingListener listener) {
    Dataset train = Scenes.compose(clothes.train(), size.train(), plan.seed());
    Dataset test = Scenes.compose(clothes.test(), size.test(), plan.seed());
    W weights =
        REGIMEN
            .training(trainer, plan)
            .data(train)
            .validation(test)
            .listener(listener)
            .fit()
            .lastWeights();
    return new SceneExperiment(
        test,
        Evaluation.of(trainer.network(weights), test),
        BrightnessBaseline.of(train).judge(test),
        BrightnessBaseline.background(test));
  }

  /** For the commands of all models. */
  static Workbench<MiniSegNetWeights> workbench(FashionMnist clothes, Size size, Plan plan) {
    return new Workbench<>(
        "scenes",
        MiniSegNetTrainer.summary(),
        MiniSegNetTrainer::new,
        MiniSegNetWeights::new,
        REGIMEN,
        EPOCHS,
        Scenes.compose(clothes.train(), size.train(), plan.seed()),
        Scenes.compose(clothes.test(), size.test(), plan.seed()));
  }
}
