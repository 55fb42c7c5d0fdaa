package dev.synapt.runtime.training;

/**
 * Where training is after a step.
 *
 * @param epoch the current epoch, from 1
 * @param epochs how many there will be
 * @param step the step within the epoch, from 1
 * @param stepsPerEpoch how many steps an epoch has
 * @param samples how many samples of this epoch were used
 * @param samplesPerEpoch how many samples an epoch has
 * @param loss the loss of this step, see {@link dev.synapt.runtime.Trainer#loss()}
 * @param meanLoss the mean loss over the samples of this epoch so far
 * @param accuracy the share of the labels of this epoch, among those that count, that were
 *     predicted when they were trained on, 0 ... 1; not a number if the data has no labels
 * @param learningRate the learning rate of this step
 * @param seconds that the steps of this epoch took
 */
public record StepReport(
    int epoch,
    int epochs,
    int step,
    int stepsPerEpoch,
    long samples,
    long samplesPerEpoch,
    double loss,
    double meanLoss,
    double accuracy,
    float learningRate,
    double seconds) {

  /**
   * The speed in this epoch.
   *
   * @return samples per second
   */
  public double samplesPerSecond() {
    return samples / seconds;
  }

  /**
   * How long the rest of the training takes at this speed, validation not counted.
   *
   * @return seconds
   */
  public double secondsLeft() {
    long left = samplesPerEpoch - samples + (long) (epochs - epoch) * samplesPerEpoch;
    return left / samplesPerSecond();
  }
}
