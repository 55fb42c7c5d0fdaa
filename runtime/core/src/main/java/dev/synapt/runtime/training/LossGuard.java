package dev.synapt.runtime.training;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.Trainer;

/**
 * Stops before an update that would spoil the weights: at the first step whose loss or gradients
 * are not finite, or whose loss is out of all proportion.
 */
final class LossGuard {

  /** Far above what a rate that is merely too high does before it recovers or overflows. */
  private static final double EXPLOSION = 1e6;

  private final Trainer<?> trainer;
  private double limit = Double.NaN;

  LossGuard(Trainer<?> trainer) {
    this.trainer = trainer;
  }

  /** The largest loss that is not yet an explosion; not a number before the first step. */
  double limit() {
    return limit;
  }

  void limit(double newLimit) {
    limit = newLimit;
  }

  /** After the gradients were computed; {@code batch} is the last one. */
  void check(int epoch, int step, Batch batch) {
    float loss = trainer.loss();
    if (!Float.isFinite(loss)) {
      throw failure(epoch, step, "the loss is " + loss, batch);
    }
    float gradient = trainer.largestGradient();
    if (!Float.isFinite(gradient)) {
      throw failure(epoch, step, "the loss is " + loss + ", but a gradient is " + gradient, batch);
    }
    if (Double.isNaN(limit)) {
      limit = EXPLOSION * Math.max(1, Math.abs(loss));
    }
    if (loss > limit) {
      throw failure(epoch, step, "the loss is " + loss + ", an explosion,", batch);
    }
  }

  private NonFiniteLossException failure(int epoch, int step, String what, Batch batch) {
    String where = new NonFiniteSearch(trainer, batch).describe();
    return new NonFiniteLossException(epoch, step, what, where, trainer.learningRate());
  }
}
