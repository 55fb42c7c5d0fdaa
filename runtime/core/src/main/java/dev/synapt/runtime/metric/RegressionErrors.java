package dev.synapt.runtime.metric;

/**
 * How far predicted numbers are from the true ones, as in scikit-learn. Running sums in 64 bits;
 * the variance of the true numbers by Welford's method, so that it stays exact far from 0.
 */
public final class RegressionErrors {

  private long total;
  private double absolute;
  private double square;
  private double largest;
  private double signed;
  private double mean;
  private double squaresAboutMean;

  /** Nothing counted yet. */
  public RegressionErrors() {}

  /**
   * Counts one prediction.
   *
   * @param target the true number
   * @param predicted the predicted number
   */
  public void add(double target, double predicted) {
    double error = predicted - target;
    total++;
    absolute += Math.abs(error);
    square += error * error;
    signed += error;
    largest = Math.max(largest, Math.abs(error));
    double fromMean = target - mean;
    mean += fromMean / total;
    squaresAboutMean += fromMean * (target - mean);
  }

  /**
   * Counts several predictions, for example the outputs of one sample.
   *
   * @param targets the true numbers, from {@code targetOff} on
   * @param targetOff where they begin
   * @param predicted the predicted numbers, from {@code off} on
   * @param off where they begin
   * @param count how many
   */
  public void add(float[] targets, int targetOff, float[] predicted, int off, int count) {
    for (int i = 0; i < count; i++) {
      add(targets[targetOff + i], predicted[off + i]);
    }
  }

  /**
   * How many predictions were counted.
   *
   * @return 0 or more
   */
  public long total() {
    return total;
  }

  /**
   * The mean magnitude of the errors.
   *
   * @return 0 or more; not a number if nothing was counted
   */
  public double mae() {
    return absolute / total;
  }

  /**
   * The mean square of the errors.
   *
   * @return 0 or more; not a number if nothing was counted
   */
  public double mse() {
    return square / total;
  }

  /**
   * The root of the mean square of the errors.
   *
   * @return 0 or more; not a number if nothing was counted
   */
  public double rmse() {
    return Math.sqrt(mse());
  }

  /**
   * The mean of predicted minus true numbers.
   *
   * @return not a number if nothing was counted
   */
  public double bias() {
    return signed / total;
  }

  /**
   * The largest magnitude of an error.
   *
   * @return 0 or more; 0 if nothing was counted
   */
  public double maxError() {
    return largest;
  }

  /**
   * The coefficient of determination R²: 1 minus the squared errors' share of the squared distances
   * of the true numbers from their mean.
   *
   * @return at most 1; 0 is what the mean would reach; if all true numbers are equal, 1 without
   *     errors and 0 otherwise; not a number for less than two
   */
  public double r2() {
    if (total < 2) {
      return Double.NaN;
    }
    if (squaresAboutMean == 0) {
      return square == 0 ? 1 : 0;
    }
    return 1 - square / squaresAboutMean;
  }
}
