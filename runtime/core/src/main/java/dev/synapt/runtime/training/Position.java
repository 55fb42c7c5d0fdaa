package dev.synapt.runtime.training;

/**
 * Where training is, with the sums over the epoch so far.
 *
 * @param epoch the current epoch, from 1; one more than all when training is over
 * @param step how many steps of the epoch were done
 * @param samples how many samples of the epoch were used
 * @param correct how many of them were classified correctly
 * @param lossSum the sum of their losses
 * @param seconds that its steps took
 * @param lossLimit a larger loss is an explosion; not a number before the first step
 */
record Position(
    int epoch,
    int step,
    long samples,
    long correct,
    double lossSum,
    double seconds,
    double lossLimit) {

  /** Before the first step. */
  static final Position START = new Position(1, 0, 0, 0, 0, 0, Double.NaN);

  /** Before the first step of the epoch that follows. */
  Position nextEpoch() {
    return new Position(epoch + 1, 0, 0, 0, 0, 0, lossLimit);
  }
}
