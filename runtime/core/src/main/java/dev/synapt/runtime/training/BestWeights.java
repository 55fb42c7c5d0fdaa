package dev.synapt.runtime.training;

import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;

/** Judges the weights by validation data and keeps the best. */
final class BestWeights<W extends Weights> {

  private static final double NANOS = 1e-9;

  private final Trainer<W> trainer;
  private final Monitor monitor;
  private final Evaluator evaluator;
  private W best;
  private double bestValue = Double.NaN;

  /** Without validation data (null) the last weights are the best. */
  BestWeights(Trainer<W> trainer, Dataset validation, Monitor monitor) {
    this.trainer = trainer;
    this.monitor = monitor;
    this.evaluator =
        validation == null
            ? null
            : new Evaluator(validation, trainer.outputSize(), trainer.targetSize());
  }

  boolean canValidate() {
    return evaluator != null;
  }

  ValidationReport validate(Position position, long steps) {
    long began = System.nanoTime();
    W weights = trainer.weights();
    Evaluation evaluation = evaluator.evaluate(trainer.network(weights));
    double value = monitor.value().applyAsDouble(evaluation);
    boolean better = best == null || monitor.isBetter(value, bestValue, 0);
    if (better) {
      best = weights;
      bestValue = value;
    }
    return new ValidationReport(
        position.epoch(),
        position.step(),
        steps,
        evaluation.loss(),
        evaluation.accuracy(),
        value,
        better,
        (System.nanoTime() - began) * NANOS);
  }

  /** Null before the first validation. */
  W weights() {
    return best;
  }

  /** Null before the first validation. */
  State state() {
    return best == null ? null : new State(best.values(), bestValue);
  }

  /** Goes on from a checkpoint. */
  void restore(Checkpoint checkpoint) {
    if (checkpoint.best() != null) {
      best = trainer.weights();
      checkpoint.copyBestWeightsTo(best);
      bestValue = checkpoint.best().value();
    }
  }

  /**
   * What a checkpoint keeps.
   *
   * @param weights the best so far
   * @param value the monitored figure that they had
   */
  record State(float[] weights, double value) {}
}
