package dev.synapt.runtime.training;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.random.CounterRandom;
import java.util.List;

/** Runs the steps of an epoch. All buffers are allocated once; a step allocates nothing. */
final class EpochLoop {

  private static final double NANOS = 1e-9;

  private final Trainer<?> trainer;
  private final Dataset data;
  private final TrainingPlan plan;
  private final long shuffleKey;
  private final int[] order;
  private final Batch batch;
  private final int steps;
  private final float baseRate;

  private int epoch;
  private int step;
  private long samples;
  private long correct;
  private double lossSum;
  private long began;
  private double seconds;

  EpochLoop(Trainer<?> trainer, Dataset data, TrainingPlan plan) {
    this.trainer = trainer;
    this.data = data;
    this.plan = plan;
    this.shuffleKey = CounterRandom.key(plan.seed(), "shuffle");
    this.order = new int[data.size()];
    this.batch = trainer.newBatch();
    this.steps = Math.ceilDiv(data.size(), plan.batchSize());
    this.baseRate = trainer.learningRate();
  }

  void run(int newEpoch, List<TrainingListener> listeners) {
    begin(newEpoch);
    for (step = 1; step <= steps; step++) {
      int from = (step - 1) * plan.batchSize();
      data.fill(batch, order, from, Math.min(plan.batchSize(), data.size() - from));
      trainer.learningRate(scheduledRate());
      trainer.step(batch);
      count(trainer.loss());
      for (int i = 0; i < listeners.size(); i++) {
        listeners.get(i).onStep(stepReport());
      }
    }
    seconds = (System.nanoTime() - began) * NANOS;
  }

  private float scheduledRate() {
    long done = (epoch - 1L) * steps + step - 1;
    return (float) (baseRate * plan.schedule().factor(done, (long) plan.epochs() * steps));
  }

  /** Leaves the trainer as it was, for whoever trains on without a schedule. */
  void restoreLearningRate() {
    trainer.learningRate(baseRate);
  }

  private void begin(int newEpoch) {
    epoch = newEpoch;
    samples = 0;
    correct = 0;
    lossSum = 0;
    began = System.nanoTime();
    CounterRandom.permutation(order, CounterRandom.key(shuffleKey, epoch));
  }

  private void count(float loss) {
    if (!Float.isFinite(loss)) {
      throw new NonFiniteLossException(epoch, step, loss, trainer.learningRate());
    }
    samples += batch.size();
    lossSum += (double) loss * batch.size();
    if (batch.hasLabels()) {
      correct += trainer.correct();
    }
  }

  private double meanLoss() {
    return lossSum / samples;
  }

  private double accuracy() {
    return batch.hasLabels() ? (double) correct / samples : Double.NaN;
  }

  private StepReport stepReport() {
    return new StepReport(
        epoch,
        plan.epochs(),
        step,
        steps,
        samples,
        data.size(),
        trainer.loss(),
        meanLoss(),
        accuracy(),
        trainer.learningRate(),
        (System.nanoTime() - began) * NANOS);
  }

  /** The figures of the epoch that was run; {@code validation} may be null. */
  EpochReport report(Evaluation validation, boolean best, double validationSeconds) {
    return new EpochReport(
        epoch,
        plan.epochs(),
        steps,
        samples,
        meanLoss(),
        accuracy(),
        validation == null ? Double.NaN : validation.loss(),
        validation == null ? Double.NaN : validation.accuracy(),
        best,
        seconds,
        validationSeconds);
  }
}
