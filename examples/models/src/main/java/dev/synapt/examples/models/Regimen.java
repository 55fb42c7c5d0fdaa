package dev.synapt.examples.models;

import dev.synapt.examples.models.TrainingOptions.Plan;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Augmentation;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.optimizer.Optimizer;
import dev.synapt.runtime.training.LearningRateSchedule;
import dev.synapt.runtime.training.Training;
import java.util.Optional;

/**
 * How a model is trained, in its own experiment and by the commands that all models share.
 *
 * @param normalization learned from what is trained on
 * @param optimizer the update rule
 * @param schedule of its rate
 * @param augmentation of what is trained on; empty for none
 */
record Regimen(
    Normalization normalization,
    Optimizer optimizer,
    LearningRateSchedule schedule,
    Optional<Augmentation> augmentation) {

  /** Without augmentation. */
  static Regimen of(
      Normalization normalization, Optimizer optimizer, LearningRateSchedule schedule) {
    return new Regimen(normalization, optimizer, schedule, Optional.empty());
  }

  /** A training that still needs its data. */
  <W extends Weights> Training<W> training(Trainer<W> trainer, Plan plan) {
    Training<W> training =
        Training.of(trainer)
            .normalize(normalization)
            .optimizer(optimizer)
            .schedule(schedule)
            .epochs(plan.epochs())
            .seed(plan.seed())
            .threads(plan.threads());
    augmentation.ifPresent(training::augment);
    return training;
  }
}
