package dev.synapt.runtime.training;

/**
 * What a training is going to do. A resumed training has done steps already; listeners that keep
 * files drop what they wrote about later steps, which are going to be done again.
 *
 * @param epoch the epoch that comes first, from 1
 * @param step how many of its steps were done already
 * @param steps how many steps were done already over all epochs
 * @param epochs how many epochs there will be
 * @param stepsPerEpoch how many steps an epoch has
 * @param samplesPerEpoch how many samples an epoch has
 */
public record StartReport(
    int epoch, int step, long steps, int epochs, int stepsPerEpoch, long samplesPerEpoch) {

  /** Whether training goes on from a checkpoint that was saved after a step. */
  public boolean resumed() {
    return steps > 0;
  }
}
