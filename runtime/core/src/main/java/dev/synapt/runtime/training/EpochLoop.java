package dev.synapt.runtime.training;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.random.CounterRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes the steps of an epoch, one by one. Buffers are allocated once, a step allocates nothing.
 */
final class EpochLoop {

  private static final double NANOS = 1e-9;

  private final Trainer<?> trainer;
  private final Dataset data;
  private final TrainingPlan plan;
  private final LossGuard guard;
  private final long shuffleKey;
  private final int[] order;
  private final BatchSource source;
  private final int steps;
  private final LearningRateSchedule schedule;
  private final float ownRate;
  private final double ownMomentum;

  private double baseRate;
  private int epoch;
  private int step;
  private long samples;
  private long labels;
  private long correct;
  private double lossSum;
  private double seconds;

  EpochLoop(Trainer<?> trainer, Dataset data, TrainingPlan plan) {
    this.trainer = trainer;
    this.data = data;
    this.plan = plan;
    this.guard = new LossGuard(trainer);
    this.shuffleKey = CounterRandom.key(plan.seed(), "shuffle");
    this.order = new int[data.size()];
    this.source = source(trainer, new BatchFiller(data, plan), plan.prefetch());
    this.steps = Math.ceilDiv(data.size(), plan.stepSize());
    this.schedule = plan.schedule().inSteps(steps);
    this.ownRate = trainer.learningRate();
    this.ownMomentum = trainer.momentum();
    this.baseRate = ownRate;
  }

  private static BatchSource source(Trainer<?> trainer, BatchFiller filler, int ahead) {
    if (ahead == 0) {
      return new DirectSource(filler, trainer.newBatch());
    }
    // One more is being trained on.
    return new PrefetchSource(
        filler, Stream.generate(trainer::newBatch).limit(ahead + 1L).toList());
  }

  /** Goes to a position; the samples of its epoch come in the order that the seed gives it. */
  void moveTo(Position position) {
    epoch = position.epoch();
    step = position.step();
    samples = position.samples();
    correct = position.correct();
    lossSum = position.lossSum();
    seconds = position.seconds();
    guard.limit(position.lossLimit());
    if (!isTrainingDone()) {
      CounterRandom.permutation(order, CounterRandom.key(shuffleKey, epoch));
      source.begin(epoch, order, step * plan.stepSize());
      labels = labelsOfFirst(samples);
    }
  }

  /** How many labels of the first samples of the epoch count; a checkpoint does not say. */
  private long labelsOfFirst(long samplesDone) {
    if (!data.hasLabels()) {
      return 0;
    }
    return Arrays.stream(order)
        .limit(samplesDone)
        .mapToLong(sample -> IntStream.of(data.labels(sample)).filter(data::counts).count())
        .sum();
  }

  /** Ends the thread that prefetches. */
  void close() {
    source.close();
  }

  Position position() {
    return new Position(epoch, step, samples, correct, lossSum, seconds, guard.limit());
  }

  boolean isTrainingDone() {
    return epoch > plan.epochs();
  }

  boolean isEpochDone() {
    return step == steps;
  }

  /** One step: gradients of as many batches as are accumulated, then one update. */
  void step() {
    long began = System.nanoTime();
    setRates();
    int from = step * plan.stepSize();
    int to = from + Math.min(plan.stepSize(), data.size() - from);
    guard.check(epoch, step + 1, gradients(from, to));
    trainer.update();
    step++;
    count(to - from);
    seconds += (System.nanoTime() - began) * NANOS;
  }

  /** Gives the last batch. */
  private Batch gradients(int from, int to) {
    Batch batch = source.next();
    trainer.computeGradients(batch);
    countLabels(batch);
    for (int done = from + batch.size(); done < to; done += batch.size()) {
      batch = source.next();
      trainer.addGradients(batch);
      countLabels(batch);
    }
    return batch;
  }

  private void countLabels(Batch batch) {
    int[] all = batch.labels();
    int end = batch.hasLabels() ? batch.size() * batch.targetSize() : 0;
    for (int i = 0; i < end; i++) {
      labels += data.counts(all[i]) ? 1 : 0;
    }
  }

  private void count(int newSamples) {
    samples += newSamples;
    lossSum += trainer.sumsLosses() ? trainer.loss() : (double) trainer.loss() * newSamples;
    if (trainer.hasClasses()) {
      correct += trainer.correct();
    }
  }

  private void setRates() {
    trainer.learningRate(scheduledRate(stepsDone()));
    if (ownMomentum != 0) {
      trainer.momentum(schedule.momentum(stepsDone(), allSteps(), ownMomentum));
    }
  }

  /** The rate of the step that follows as many steps as given. */
  float scheduledRate(long done) {
    return (float) (baseRate * schedule.factor(done, allSteps()));
  }

  /** The rate that the schedule multiplies; the optimizer's own unless set. */
  void baseRate(double rate) {
    baseRate = rate;
  }

  private long allSteps() {
    return (long) plan.epochs() * steps;
  }

  /** Over all epochs. */
  long stepsDone() {
    return (epoch - 1L) * steps + step;
  }

  /** Leaves the trainer as it was, for whoever trains on without a schedule. */
  void restoreRates() {
    trainer.learningRate(ownRate);
    if (ownMomentum != 0) {
      trainer.momentum(ownMomentum);
    }
  }

  float ownRate() {
    return ownRate;
  }

  private double meanLoss() {
    return lossSum / samples;
  }

  private double accuracy() {
    return trainer.hasClasses() ? (double) correct / labels : Double.NaN;
  }

  StartReport startReport() {
    return new StartReport(epoch, step, stepsDone(), plan.epochs(), steps, data.size());
  }

  StepReport stepReport() {
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
        seconds);
  }

  /** The figures of the epoch; {@code validation} may be null. */
  EpochReport report(ValidationReport validation, boolean best) {
    return new EpochReport(
        epoch,
        plan.epochs(),
        step,
        samples,
        meanLoss(),
        accuracy(),
        validation == null ? Double.NaN : validation.loss(),
        validation == null ? Double.NaN : validation.accuracy(),
        best,
        seconds,
        validation == null ? 0 : validation.seconds());
  }
}
