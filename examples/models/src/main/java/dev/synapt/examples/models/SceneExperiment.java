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
import dev.synapt.runtime.training.Training;
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
    Dataset test,
    Evaluation network,
    ConfusionMatrix byBrightness,
    ConfusionMatrix background) {

  static final int EPOCHS = 12;

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
   * @param trainer of {@link MiniSegNet}, or of another network for the same scenes; closed afterwards
   * @param clothes what scenes are composed of
   * @param size how many there are
   */
  static <W extends Weights> SceneExperiment run(
      Trainer<W> trainer,
      FashionMnist clothes,
      Size size,
      Plan plan,
      TrainingListener listener) {
    Dataset train = Scenes.compose(clothes.train(), size.train(), plan.seed());
    Dataset test = Scenes.compose(clothes.test(), size.test(), plan.seed());
    W weights =
        training(trainer, plan)
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

  private static <W extends Weights> Training<W> training(Trainer<W> trainer, Plan plan) {
    return Training.of(trainer)
        .normalize(Normalization.standardize())
        .optimizer(Adam.withLearningRate(4e-3))
        .schedule(LearningRateSchedule.cosine().afterWarmUp(0.1))
        .epochs(plan.epochs())
        .seed(plan.seed())
        .threads(plan.threads());
  }
}
