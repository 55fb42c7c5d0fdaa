package dev.synapt.examples.models;

import dev.synapt.examples.models.TrainingOptions.Plan;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Augmentation;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.optimizer.Sgd;
import dev.synapt.runtime.training.Evaluation;
import dev.synapt.runtime.training.LearningRateSchedule;
import dev.synapt.runtime.training.TrainingListener;
import dev.synapt.runtime.training.TrainingRun;
import dev.synapt.runtime.training.recipe.Baselines;
import dev.synapt.runtime.training.recipe.FitVerdict;
import java.util.Optional;

/**
 * A residual network on Fashion-MNIST, trained as in the paper on ResNet, with momentum, weight
 * decay and images that change at random, but with a rate that falls along a cosine.
 *
 * @param network on the images to test on
 * @param verdict on the losses of the training
 * @param linear what softmax regression on the pixels reaches
 */
record FashionExperiment(Evaluation network, FitVerdict verdict, Baselines linear) {

  /** For {@link ResNet20} and many images. */
  static final Setup LARGE = new Setup(6, Augmentation.none().crop(2).flipHorizontally(0.5));

  /** For {@link SmallResNet}: images that are shifted as well take more epochs to learn from. */
  static final Setup SMALL = new Setup(4, Augmentation.none().flipHorizontally(0.5));

  /**
   * What suits a network.
   *
   * @param epochs how many, unless the user names another number
   * @param augmentation of the images to train on
   */
  record Setup(int epochs, Augmentation augmentation) {}

  private static final int BATCH = 64;
  private static final double RATE = 0.1;

  /**
   * Trains and judges by the last weights, not the best: test images must not choose.
   *
   * @param trainer of either network; closed afterwards
   * @param augmentation of the images to train on
   */
  static <W extends Weights> FashionExperiment run(
      Trainer<W> trainer,
      FashionMnist data,
      Augmentation augmentation,
      Plan plan,
      TrainingListener listener) {
    TrainingRun<W> run =
        regimen(trainer.batchSize(), augmentation)
            .training(trainer, plan)
            .data(data.train())
            .validation(data.test())
            .prefetch(2)
            .listener(listener)
            .fit();
    Evaluation network = Evaluation.of(trainer.network(run.lastWeights()), data.test());
    Baselines guess = Baselines.of(data.train(), data.test());
    return new FashionExperiment(
        network,
        FitVerdict.of(run.history(), guess.loss()),
        Baselines.linear(data.train(), data.test()));
  }

  /** A rate in proportion to the batch. */
  private static Regimen regimen(int batch, Augmentation augmentation) {
    return new Regimen(
        Normalization.standardize(),
        Sgd.withLearningRate(RATE * batch / BATCH).momentum(0.9).nesterov().weightDecay(5e-4),
        LearningRateSchedule.cosine().afterWarmUp(0.1),
        Optional.of(augmentation));
  }

  /** {@link SmallResNet}, whose batch is half as large, for the commands of all models. */
  static Workbench<SmallResNetWeights> small(FashionMnist data) {
    return new Workbench<>(
        "fashion-small",
        SmallResNetTrainer.summary(),
        SmallResNetTrainer::new,
        SmallResNetWeights::new,
        regimen(BATCH / 2, SMALL.augmentation()),
        SMALL.epochs(),
        data.train(),
        data.test());
  }

  /** {@link ResNet20} for the commands of all models. */
  static Workbench<ResNet20Weights> large(FashionMnist data) {
    return new Workbench<>(
        "fashion",
        ResNet20Trainer.summary(),
        ResNet20Trainer::new,
        ResNet20Weights::new,
        regimen(BATCH, LARGE.augmentation()),
        LARGE.epochs(),
        data.train(),
        data.test());
  }
}
