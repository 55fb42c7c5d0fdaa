package dev.synapt.examples.peers.measure;

/** Counts durations: to the nanosecond up to 131 microseconds, then to the microsecond up to a second. */
final class LatencyHistogram {

  private static final int FINE = 1 << 17;
  private static final int COARSE = 1_000_000;
  private static final int COARSE_SHIFT = 10;

  private final int[] fine = new int[FINE];
  private final int[] coarse = new int[COARSE];
  private long calls;

  void add(long nanoseconds) {
    calls++;
    if (nanoseconds < FINE) {
      fine[(int) Math.max(0, nanoseconds)]++;
    } else {
      coarse[(int) Math.min(COARSE - 1, nanoseconds >> COARSE_SHIFT)]++;
    }
  }

  /**
   * The duration that a share of the calls did not exceed.
   *
   * @param share between 0 and 1
   * @return microseconds
   * @throws IllegalStateException if there were no calls
   */
  double quantile(double share) {
    if (calls == 0) {
      throw new IllegalStateException("no calls");
    }
    long rank = (long) Math.ceil(share * calls);
    long seen = 0;
    for (int i = 0; i < FINE; i++) {
      seen += fine[i];
      if (seen >= rank) {
        return i / 1e3;
      }
    }
    for (int i = 0; i < COARSE; i++) {
      seen += coarse[i];
      if (seen >= rank) {
        return ((long) i << COARSE_SHIFT) / 1e3;
      }
    }
    throw new IllegalArgumentException("share must be at most 1, but is " + share);
  }
}
