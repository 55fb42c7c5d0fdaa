package dev.synapt.examples.networks;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.random.CounterRandom;

/** Batches of noise: the time of a step does not depend on what is in them. */
public final class RandomBatch {

  private RandomBatch() {}

  /**
   * A full batch for a trainer with classes.
   *
   * @param trainer gives the sizes
   * @param seed the same seed gives the same batch
   * @return a new batch
   */
  public static Batch of(Trainer<?> trainer, long seed) {
    Batch batch = trainer.newBatch();
    float[] inputs = batch.inputs();
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = CounterRandom.uniform(seed, i);
    }
    for (int i = 0; i < batch.labels().length; i++) {
      batch.labels()[i] = CounterRandom.below(seed, i, trainer.outputSize());
    }
    batch.size(trainer.batchSize());
    return batch;
  }
}
