package dev.synapt.runtime.training;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.data.AugmentedBatches;
import dev.synapt.runtime.data.Dataset;

/** Fills the batches of an epoch in order, on whatever thread asks. */
final class BatchFiller {

  private final Dataset data;
  private final AugmentedBatches augmented;
  private final int batchSize;
  private int epoch;
  private int[] order;
  private int from;

  /** Samples stay as they are without augmentation (null). */
  BatchFiller(Dataset data, TrainingPlan plan) {
    this.data = data;
    this.augmented =
        plan.augmentation() == null
            ? null
            : new AugmentedBatches(data, plan.augmentation(), plan.seed());
    this.batchSize = plan.batchSize();
  }

  void begin(int newEpoch, int[] newOrder, int newFrom) {
    epoch = newEpoch;
    order = newOrder;
    from = newFrom;
  }

  boolean isDone() {
    return from >= data.size();
  }

  void fill(Batch batch) {
    int count = Math.min(batchSize, data.size() - from);
    if (augmented == null) {
      data.fill(batch, order, from, count);
    } else {
      augmented.fill(batch, order, from, count, epoch);
    }
    from += count;
  }
}
