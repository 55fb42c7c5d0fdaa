package dev.synapt.runtime.training.recipe;

import static dev.synapt.runtime.training.recipe.RestoredTrainer.text;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.training.Evaluation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Checks that take some steps, to see whether the network can learn at all. */
final class LearningChecks {

  static final int SAMPLES = 8;
  static final int OVERFITTING_STEPS = 1000;
  static final int COMPARED_STEPS = 200;

  private static final double OVERFITTED_LOSS = 1e-2;
  private static final double LOWEST_RATE = 1e-6;
  private static final double HIGHEST_RATE = 100;
  private static final int SWEPT_STEPS = 200;

  /** A rate that is this far below the suggested one learns a hundred times as slowly. */
  private static final double FAR_BELOW = 1e-2;

  private final RestoredTrainer<?> restored;
  private final Trainer<?> trainer;
  private final Dataset data;

  LearningChecks(RestoredTrainer<?> restored, Dataset data) {
    this.restored = restored;
    this.trainer = restored.trainer();
    this.data = data;
  }

  Finding overfitsOneBatch() {
    int count = Math.min(Math.min(SAMPLES, trainer.batchSize()), data.size());
    Dataset few = data.slice(0, count);
    double before = restored.run(() -> evaluate(few).loss());
    Evaluation after =
        restored.run(() -> {
          train(few, OVERFITTING_STEPS, false);
          return evaluate(few);
        });
    boolean learned =
        trainer.hasClasses() ? after.accuracy() == 1 : after.loss() < OVERFITTED_LOSS * before;
    return Finding.of(
        "overfits a batch",
        learned,
        text(
            "%d samples, %d steps: loss %.4g -> %.4g%s",
            count,
            OVERFITTING_STEPS,
            before,
            after.loss(),
            trainer.hasClasses() ? text(", accuracy %.0f %%", 100 * after.accuracy()) : ""));
  }

  private Evaluation evaluate(Dataset samples) {
    return Evaluation.of(restored.network(), samples);
  }

  Finding inputMatters() {
    double real = restored.run(() -> trainedLoss(false));
    double blank = restored.run(() -> trainedLoss(true));
    double constant = ConstantAnswer.loss(restored.network(), data, data);
    return Finding.of(
        "input matters",
        real < blank,
        text(
            "loss %.4g after %d steps, %.4g with all inputs 0, %.4g always giving the same answer",
            real, COMPARED_STEPS, blank, constant));
  }

  private double trainedLoss(boolean blank) {
    train(data, COMPARED_STEPS, blank);
    SampleStream samples = new SampleStream(trainer, data, 2);
    Batch batch = blanked(samples.next(), blank);
    trainer.computeGradients(batch);
    return restored.meanLoss(batch);
  }

  private void train(Dataset samples, int steps, boolean blank) {
    SampleStream stream = new SampleStream(trainer, samples, 1);
    for (int step = 0; step < steps; step++) {
      trainer.step(blanked(stream.next(), blank));
    }
  }

  private static Batch blanked(Batch batch, boolean blank) {
    if (blank) {
      Arrays.fill(batch.inputs(), 0f);
    }
    return batch;
  }

  Finding learningRate() {
    LearningRateFinder.Result sweep =
        restored.run(() ->
            new LearningRateFinder(trainer, data, LOWEST_RATE, HIGHEST_RATE, SWEPT_STEPS).run());
    List<LearningRateFinder.Point> points = sweep.points();
    if (points.isEmpty()) {
      return Finding.of("learning rate", false, "the loss is not a number at any rate");
    }
    LearningRateFinder.Point best =
        points.stream().min(Comparator.comparingDouble(LearningRateFinder.Point::loss)).get();
    double rate = restored.learningRate();
    boolean low = rate < FAR_BELOW * sweep.suggestion();
    boolean high = rate > best.rate();
    return Finding.of(
        "learning rate",
        !low && !high && best.loss() < points.getFirst().loss(),
        text(
            "%.2g is %s; in a sweep the loss goes from %.4g to %.4g at %.2g, a tenth of that is"
                + " suggested",
            rate,
            high ? "too high" : low ? "far too low" : "in range",
            points.getFirst().loss(),
            best.loss(),
            best.rate()));
  }
}
