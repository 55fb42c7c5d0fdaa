package dev.synapt.examples.peers.measure;

import java.util.function.DoubleUnaryOperator;

/** Runs until the speed has stopped to rise: the same rule for every library, whether it compiles at run time or not. */
final class WarmUp {

  private static final double SLICE = 0.5;

  /** Slices without a rise that end the warm-up. */
  private static final int STEADY_SLICES = 3;

  private static final double RISE = 1.05;

  private WarmUp() {}

  /**
   * Warms up.
   *
   * @param speed takes seconds, runs so long and returns the speed
   * @param least seconds that it takes at least
   * @param most seconds after which it ends in any case
   */
  static void run(DoubleUnaryOperator speed, double least, double most) {
    double best = 0;
    int steady = 0;
    double seconds = 0;
    while (seconds < least || steady < STEADY_SLICES && seconds < most) {
      double now = speed.applyAsDouble(SLICE);
      seconds += SLICE;
      steady = now > RISE * best ? 0 : steady + 1;
      best = Math.max(best, now);
    }
  }
}
