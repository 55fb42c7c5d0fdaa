package dev.synapt.runtime.metric;

/** The mean of -ln of the probability given to the true class. A running mean in 64 bits. */
public final class LogLoss {

  /** Keeps the logarithm finite: the smallest normal float. */
  private static final float LEAST_PROBABILITY = Float.MIN_NORMAL;

  private double sum;
  private long total;

  /** Nothing counted yet. */
  public LogLoss() {}

  /**
   * Counts one prediction.
   *
   * @param label the true class
   * @param probabilities {@code [classes]} from {@code off} on; 0 counts as 1.2e-38
   * @param off where they begin
   * @param classes how many there are
   */
  public void add(int label, float[] probabilities, int off, int classes) {
    Classes.require(label, classes);
    sum -= StrictMath.log(Math.max(probabilities[off + label], LEAST_PROBABILITY));
    total++;
  }

  /**
   * The mean so far, in nats.
   *
   * @return 0 or more; not a number if nothing was counted
   */
  public double value() {
    return sum / total;
  }
}
