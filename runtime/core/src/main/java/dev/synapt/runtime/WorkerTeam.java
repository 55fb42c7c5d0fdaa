package dev.synapt.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed number of threads, the caller's among them, that do the parts of one task together.
 * Helpers wait for work by spinning for some microseconds, since phases of a training step follow
 * each other closely, and then sleep.
 *
 * <p>Only one thread may call {@link #run} at a time. Helpers are daemon threads; {@link #close}
 * ends them.
 */
final class WorkerTeam implements AutoCloseable {

  /** Work that can be divided. */
  interface Task {
    /**
     * Does one part.
     *
     * @param worker which part, from 0
     * @param workers of how many
     */
    void run(int worker, int workers);
  }

  /** About 50 microseconds: longer than the pauses within a step, shorter than a time slice. */
  private static final int SPINS = 20_000;

  private final Thread[] helpers;
  private final boolean alone;
  private final AtomicInteger busy = new AtomicInteger();
  private volatile int round;
  private volatile Throwable failure;
  private volatile boolean closed;
  private volatile Thread waiting;
  private Task task;

  /**
   * Starts {@code workers - 1} helpers.
   *
   * @param workers at least 1
   * @param alone whether the caller does all by itself, because tasks are over sooner than a helper
   *     wakes
   */
  WorkerTeam(int workers, boolean alone) {
    this.alone = alone;
    if (workers < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but are " + workers);
    }
    helpers = new Thread[workers - 1];
    for (int i = 0; i < helpers.length; i++) {
      int worker = i + 1;
      helpers[i] =
          Thread.ofPlatform().daemon().name("synapt-worker-" + worker).start(() -> help(worker));
    }
  }

  /** The number of threads, the caller's included. */
  int workers() {
    return helpers.length + 1;
  }

  /**
   * Does all parts of a task, and returns when all are done. Allocates nothing.
   *
   * @throws RuntimeException or Error that a part threw; when several threw, one of them
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // only the one caller writes the round
  void run(Task work) {
    if (helpers.length == 0 || alone) {
      work.run(0, 1);
      return;
    }
    task = work;
    failure = null;
    busy.set(helpers.length);
    round = round + 1;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
    part(work, 0);
    awaitHelpers();
    task = null;
    rethrow(failure);
  }

  private void awaitHelpers() {
    for (int i = 0; i < SPINS && busy.get() > 0; i++) {
      Thread.onSpinWait();
    }
    if (busy.get() > 0) {
      waiting = Thread.currentThread();
      while (busy.get() > 0) {
        LockSupport.park(this);
      }
      waiting = null;
    }
  }

  private static void rethrow(Throwable thrown) {
    switch (thrown) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(thrown);
    }
  }

  private void part(Task work, int worker) {
    try {
      work.run(worker, helpers.length + 1);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  private void help(int worker) {
    int seen = 0;
    while (true) {
      seen = awaitRound(seen);
      if (closed) {
        return;
      }
      part(task, worker);
      if (busy.decrementAndGet() == 0) {
        Thread caller = waiting;
        if (caller != null) {
          LockSupport.unpark(caller);
        }
      }
    }
  }

  private int awaitRound(int seen) {
    for (int i = 0; i < SPINS && round == seen && !closed; i++) {
      Thread.onSpinWait();
    }
    while (round == seen && !closed) {
      LockSupport.park(this);
    }
    return round;
  }

  @Override
  public void close() {
    closed = true;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }
}
