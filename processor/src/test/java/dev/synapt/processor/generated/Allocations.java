package dev.synapt.processor.generated;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/** What the caller's thread allocates. */
final class Allocations {

  /** Longer than C2 needs for these networks on one loaded core. */
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  private Allocations() {}

  /** Bytes of 50 runs in a row, once they are down to none or the time is over. */
  static long least(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Instant end = Instant.now().plus(WARM_UP);
    long least = Long.MAX_VALUE;
    while (least > 0 && Instant.now().isBefore(end)) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 50; i++) {
        work.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
