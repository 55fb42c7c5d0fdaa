package dev.synapt.runtime.training;

import dev.synapt.runtime.Batch;

/** Fills a batch when it is asked for. */
final class DirectSource implements BatchSource {

  private final BatchFiller filler;
  private final Batch batch;

  DirectSource(BatchFiller filler, Batch batch) {
    this.filler = filler;
    this.batch = batch;
  }

  @Override
  public void begin(int epoch, int[] order, int from) {
    filler.begin(epoch, order, from);
  }

  @Override
  public Batch next() {
    filler.fill(batch);
    return batch;
  }

  @Override
  public void close() {}
}
