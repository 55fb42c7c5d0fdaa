package dev.synapt.runtime.training.recipe;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.random.CounterRandom;

/** Batches without end, of all samples in random order, epoch after epoch. */
final class SampleStream {

  private final Dataset data;
  private final Batch batch;
  private final int[] order;
  private final long key;
  private int from;
  private int epoch;

  SampleStream(Trainer<?> trainer, Dataset data, long seed) {
    if (data.size() == 0) {
      throw new IllegalArgumentException("there are no samples");
    }
    this.data = data;
    this.batch = trainer.newBatch();
    this.order = new int[data.size()];
    this.key = CounterRandom.key(seed, "recipe");
    this.from = order.length;
  }

  Batch next() {
    if (from == order.length) {
      CounterRandom.permutation(order, CounterRandom.key(key, ++epoch));
      from = 0;
    }
    int count = Math.min(batch.capacity(), order.length - from);
    data.fill(batch, order, from, count);
    from += count;
    return batch;
  }
}
