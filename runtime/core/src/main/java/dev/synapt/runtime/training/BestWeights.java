package dev.synapt.runtime.training;

import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;

/** Judges the weights after each epoch and keeps the best. */
final class BestWeights<W extends Weights> {

  private final Trainer<W> trainer;
  private final Evaluator evaluator;
  private W best;
  private W last;
  private Evaluation bestEvaluation;

  /** Without validation data (null) the last weights are the best. */
  BestWeights(Trainer<W> trainer, Dataset validation) {
    this.trainer = trainer;
    this.evaluator = validation == null ? null : new Evaluator(validation, trainer.outputSize());
  }

  EpochReport validate(EpochLoop loop) {
    long began = System.nanoTime();
    last = trainer.weights();
    Evaluation evaluation = evaluator == null ? null : evaluator.evaluate(trainer.network(last));
    boolean better = evaluation == null || isBetter(evaluation);
    if (better) {
      best = last;
      bestEvaluation = evaluation;
    }
    return loop.report(evaluation, better, (System.nanoTime() - began) * 1e-9);
  }

  private boolean isBetter(Evaluation evaluation) {
    if (bestEvaluation == null || Double.isNaN(bestEvaluation.loss())) {
      return true;
    }
    double accuracy = evaluation.accuracy();
    return Double.isNaN(accuracy)
        ? evaluation.loss() < bestEvaluation.loss()
        : accuracy > bestEvaluation.accuracy();
  }

  W weights() {
    return best;
  }

  W lastWeights() {
    return last;
  }
}
