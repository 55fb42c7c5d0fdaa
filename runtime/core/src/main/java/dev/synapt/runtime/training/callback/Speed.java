package dev.synapt.runtime.training.callback;

/**
 * The present speed: a mean over about the last second, so that the slow start, while the JVM still
 * compiles, is soon forgotten.
 */
final class Speed {

  private static final double NANOS = 1e-9;
  private static final double MEMORY_SECONDS = 1;

  private long since;
  private long counted;
  private double perSecond = Double.NaN;

  /**
   * Begins.
   *
   * @param now in nanoseconds
   */
  Speed(long now) {
    this.since = now;
  }

  /** Counts from 0 again; what was done between the last update and now is left out. */
  void restart(long now) {
    since = now;
    counted = 0;
  }

  /**
   * Takes note of the count, some time after the last.
   *
   * @param now in nanoseconds
   * @param count since the start or the restart
   */
  void update(long now, long count) {
    double seconds = (now - since) * NANOS;
    double latest = (count - counted) / seconds;
    double weight = Math.exp(-seconds / MEMORY_SECONDS);
    perSecond = Double.isNaN(perSecond) ? latest : weight * perSecond + (1 - weight) * latest;
    since = now;
    counted = count;
  }

  /** Not a number before the first update. */
  double perSecond() {
    return perSecond;
  }
}
