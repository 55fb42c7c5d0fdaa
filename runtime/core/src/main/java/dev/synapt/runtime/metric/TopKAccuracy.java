package dev.synapt.runtime.metric;

/**
 * The share of samples whose true class is among the k largest scores. Of classes with equal scores
 * the one with the lower number counts as larger, as in {@link Accuracy}. A running count.
 */
public final class TopKAccuracy {

  private final int k;
  private long correct;
  private long total;

  /**
   * Nothing counted yet.
   *
   * @param k how many classes may be named, at least 1
   */
  public TopKAccuracy(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, but is " + k);
    }
    this.k = k;
  }

  /**
   * Counts one prediction.
   *
   * @param label the true class
   * @param scores {@code [classes]} from {@code off} on; a score that is not a number is the least
   * @param off where the scores begin
   * @param classes how many there are
   */
  public void add(int label, float[] scores, int off, int classes) {
    Classes.require(label, classes);
    total++;
    correct += rank(label, scores, off, classes) < k ? 1 : 0;
  }

  private static int rank(int label, float[] scores, int off, int classes) {
    float own = scores[off + label];
    if (Float.isNaN(own)) {
      return Integer.MAX_VALUE;
    }
    int before = 0;
    for (int c = 0; c < classes; c++) {
      float other = scores[off + c];
      before += other > own || (other == own && c < label) ? 1 : 0;
    }
    return before;
  }

  /**
   * The share so far.
   *
   * @return 0 ... 1; not a number if nothing was counted
   */
  public double value() {
    return (double) correct / total;
  }

  /**
   * How many predictions were counted.
   *
   * @return 0 or more
   */
  public long total() {
    return total;
  }
}
