package dev.synapt.runtime.training.recipe;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.TrainerState;
import dev.synapt.runtime.Weights;
import java.util.Locale;
import java.util.function.Supplier;

/** A trainer that every check gets as it was in the beginning, and that is left so. */
final class RestoredTrainer<W extends Weights> {

  private final Trainer<W> trainer;
  private final TrainerState start;
  private final int threads;

  RestoredTrainer(Trainer<W> trainer) {
    this.trainer = trainer;
    this.start = trainer.state();
    this.threads = trainer.threads();
  }

  <T> T run(Supplier<T> check) {
    trainer.restore(start);
    try {
      return check.get();
    } finally {
      trainer.restore(start);
      if (trainer.threads() != threads) {
        trainer.threads(threads);
      }
    }
  }

  Trainer<W> trainer() {
    return trainer;
  }

  int threads() {
    return threads;
  }

  /** That of the optimizer's next step, in the beginning. */
  float learningRate() {
    return start.learningRate();
  }

  /** With the present weights. */
  InferenceNetwork network() {
    return trainer.network(trainer.weights());
  }

  /** The labels of a sample; 1 without classes. */
  int positions() {
    return trainer.labels().map(labels -> labels.perSample()).orElse(1);
  }

  /** The mean loss of the last batch, whether its loss is a mean or a sum. */
  double meanLoss(Batch batch) {
    return trainer.sumsLosses() ? (double) trainer.loss() / batch.size() : trainer.loss();
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
