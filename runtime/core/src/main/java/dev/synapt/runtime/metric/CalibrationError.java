package dev.synapt.runtime.metric;

/**
 * How far the probability of the predicted class is from the share of predictions that are right
 * (Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", 2017). Predictions
 * are put into bins of equal width by their probability; a border belongs to the bin below it.
 * Running sums in 64 bits.
 */
public final class CalibrationError {

  private static final int USUAL_BINS = 15;

  private final long[] counts;
  private final long[] correct;
  private final double[] confidence;

  /** Nothing counted yet, in 15 bins, as in the paper. */
  public CalibrationError() {
    this(USUAL_BINS);
  }

  /**
   * Nothing counted yet.
   *
   * @param bins at least 1
   */
  public CalibrationError(int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("there must be at least 1 bin, not " + bins);
    }
    counts = new long[bins];
    correct = new long[bins];
    confidence = new double[bins];
  }

  /**
   * Counts one prediction; the first of the largest probabilities is the predicted class.
   *
   * @param label the true class
   * @param probabilities {@code [classes]} from {@code off} on
   * @param off where they begin
   * @param classes how many there are
   */
  public void add(int label, float[] probabilities, int off, int classes) {
    Classes.require(label, classes);
    int predicted = Accuracy.argMax(probabilities, off, classes);
    add(probabilities[off + predicted], predicted == label);
  }

  /**
   * Counts one prediction.
   *
   * @param probability that it was given, in [0, 1]
   * @param right whether it was right
   */
  public void add(double probability, boolean right) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability must be in [0, 1], but is " + probability);
    }
    int bin = Math.max(0, (int) Math.ceil(probability * counts.length) - 1);
    counts[bin]++;
    correct[bin] += right ? 1 : 0;
    confidence[bin] += probability;
  }

  /**
   * The expected calibration error: the mean difference of probability and share over the bins,
   * each counting as often as it was used.
   *
   * @return 0 ... 1; not a number if nothing was counted
   */
  public double expected() {
    double sum = 0;
    long total = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      sum += Math.abs(confidence[bin] - correct[bin]);
      total += counts[bin];
    }
    return sum / total;
  }

  /**
   * The largest difference of any bin that was used.
   *
   * @return 0 ... 1; 0 if nothing was counted
   */
  public double largest() {
    double most = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      if (counts[bin] > 0) {
        most = Math.max(most, Math.abs(confidence[bin] - correct[bin]) / counts[bin]);
      }
    }
    return most;
  }

  /**
   * The number of bins.
   *
   * @return at least 1
   */
  public int bins() {
    return counts.length;
  }

  /**
   * How many predictions are in a bin.
   *
   * @param bin from 0
   * @return 0 or more
   */
  public long count(int bin) {
    return counts[bin];
  }

  /**
   * The mean probability in a bin: the horizontal axis of a reliability diagram.
   *
   * @param bin from 0
   * @return 0 ... 1; not a number if the bin is empty
   */
  public double confidence(int bin) {
    return confidence[bin] / counts[bin];
  }

  /**
   * The share of predictions in a bin that are right: the vertical axis of a reliability diagram.
   *
   * @param bin from 0
   * @return 0 ... 1; not a number if the bin is empty
   */
  public double accuracy(int bin) {
    return (double) correct[bin] / counts[bin];
  }
}
