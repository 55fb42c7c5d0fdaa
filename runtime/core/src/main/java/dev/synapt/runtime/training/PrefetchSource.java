package dev.synapt.runtime.training;

import dev.synapt.runtime.Batch;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fills batches on a thread of its own while others are trained on. As many batches as are
 * allocated bound how far it is ahead. The batches are those of {@link DirectSource}, bit for bit.
 */
final class PrefetchSource implements BatchSource {

  private final BatchFiller filler;
  private final BlockingQueue<Batch> free;
  private final BlockingQueue<Batch> full;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("synapt-prefetch").factory());
  private Future<?> work;
  private Batch lent;
  private volatile RuntimeException failure;

  PrefetchSource(BatchFiller filler, List<Batch> batches) {
    this.filler = filler;
    this.free = new ArrayBlockingQueue<>(batches.size(), false, batches);
    this.full = new ArrayBlockingQueue<>(batches.size());
  }

  @Override
  public void begin(int epoch, int[] order, int from) {
    finishFormer();
    filler.begin(epoch, order, from);
    work = thread.submit(this::fillAll);
  }

  /** All batches of the epoch before were taken, so there is nothing left to do. */
  private void finishFormer() {
    if (work != null) {
      await(work::get);
    }
  }

  private void fillAll() {
    try {
      while (!filler.isDone() && failure == null) {
        Batch batch = free.take();
        fill(batch);
        full.put(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A batch that could not be filled is handed over too, so that nobody waits for it in vain. */
  private void fill(Batch batch) {
    try {
      filler.fill(batch);
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  @Override
  public Batch next() {
    if (lent != null) {
      free.add(lent);
    }
    lent = await(full::take);
    if (failure != null) {
      throw failure;
    }
    return lent;
  }

  private interface Blocking<T> {
    T call() throws Exception;
  }

  private static <T> T await(Blocking<T> call) {
    try {
      return call.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for data", e);
    } catch (Exception e) {
      throw new IllegalStateException("the data could not be prepared", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
