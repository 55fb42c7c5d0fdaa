package dev.synapt.runtime.training;

import dev.synapt.runtime.Batch;

/** Gives the batches of an epoch, one after another. */
interface BatchSource extends AutoCloseable {

  /**
   * Begins an epoch, or goes on within it.
   *
   * @param epoch its number, from which augmentation follows
   * @param order of its samples; not changed while batches are taken
   * @param from the first sample of the first batch
   */
  void begin(int epoch, int[] order, int from);

  /** The next batch, good until the next call. */
  Batch next();

  @Override
  void close();
}
