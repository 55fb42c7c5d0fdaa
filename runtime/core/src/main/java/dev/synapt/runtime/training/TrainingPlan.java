package dev.synapt.runtime.training;

import dev.synapt.runtime.data.Augmentation;

/**
 * What the loop over the samples has to know.
 *
 * @param seed from which the order of the samples follows
 * @param epochs how often all samples are used
 * @param batchSize samples of a pass
 * @param accumulation passes of a step
 * @param schedule of the learning rate
 * @param plateau lowers the rate that the schedule multiplies, or null
 * @param augmentation of the samples, or null
 * @param prefetch how many batches are prepared ahead; 0 for none
 */
record TrainingPlan(
    long seed,
    int epochs,
    int batchSize,
    int accumulation,
    LearningRateSchedule schedule,
    ReduceOnPlateau plateau,
    Augmentation augmentation,
    int prefetch) {

  /** Samples of a step. */
  int stepSize() {
    return Math.multiplyExact(batchSize, accumulation);
  }
}
