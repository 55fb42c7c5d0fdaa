package dev.synapt.runtime.training;

/**
 * The figures of one epoch. Accuracies are shares, 0 ... 1, and not a number if the data has no
 * labels; validation figures are not a number if there is no validation data.
 *
 * @param epoch which epoch, from 1
 * @param epochs how many there will be
 * @param steps how many steps it had
 * @param samples how many samples were trained on
 * @param loss the mean loss over these samples, each taken before the step that used it
 * @param accuracy the share of their labels, among those that count, that was predicted at that
 *     moment; of images with a label for each pixel, of pixels
 * @param validationLoss the loss on the validation data, see {@link Evaluation#loss()}
 * @param validationAccuracy the share of the validation data that is classified correctly
 * @param best whether the weights are the best so far
 * @param trainingSeconds the time that training took
 * @param validationSeconds the time that validation took
 */
public record EpochReport(
    int epoch,
    int epochs,
    int steps,
    long samples,
    double loss,
    double accuracy,
    double validationLoss,
    double validationAccuracy,
    boolean best,
    double trainingSeconds,
    double validationSeconds) {

  /**
   * The speed of training, without validation.
   *
   * @return samples per second
   */
  public double samplesPerSecond() {
    return samples / trainingSeconds;
  }
}
