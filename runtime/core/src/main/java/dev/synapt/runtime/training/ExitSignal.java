package dev.synapt.runtime.training;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Tells that the JVM is asked to exit, and lets it wait until this is closed. */
final class ExitSignal implements BooleanSupplier, AutoCloseable {

  private static final int GRACE_SECONDS = 30;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "synapt-exit");
  private final boolean installed;
  private volatile boolean requested;

  /** Sees nothing unless {@code install}. */
  ExitSignal(boolean install) {
    installed = install;
    if (install) {
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  private void stop() {
    requested = true;
    try {
      ended.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean getAsBoolean() {
    return requested;
  }

  @Override
  public void close() {
    ended.countDown();
    if (installed && !requested) {
      removeHook();
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM began to exit just now; the hook finds the latch open.
      requested = true;
    }
  }
}
