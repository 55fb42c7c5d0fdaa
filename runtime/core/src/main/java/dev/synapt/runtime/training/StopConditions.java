package dev.synapt.runtime.training;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** When training ends before its epochs are done, whatever it has learned. */
final class StopConditions {

  private final long stepLimit;
  private final long nanos;
  private final BooleanSupplier request;
  private final long began = System.nanoTime();

  /** Without limits: {@link Long#MAX_VALUE} steps, null for the time. */
  StopConditions(long stepLimit, Duration timeLimit, BooleanSupplier request) {
    this.stepLimit = stepLimit;
    this.nanos = timeLimit == null ? Long.MAX_VALUE : timeLimit.toNanos();
    this.request = request;
  }

  /** Whether no step is left to take. */
  boolean isLimit(long steps) {
    return steps >= stepLimit;
  }

  /** Null to go on. */
  EndReason afterStep(long steps) {
    if (request.getAsBoolean()) {
      return EndReason.STOPPED;
    }
    if (isLimit(steps)) {
      return EndReason.STEP_LIMIT;
    }
    return System.nanoTime() - began >= nanos ? EndReason.TIME_LIMIT : null;
  }
}
