package dev.synapt.runtime.metric;

/** The share of correct predictions. A running count: add predictions, then ask for the value. */
public final class Accuracy {

  private long correct;
  private long total;

  /** Nothing counted yet. */
  public Accuracy() {}

  /**
   * Counts one prediction.
   *
   * @param label the true class
   * @param predicted the predicted class
   */
  public void add(int label, int predicted) {
    addCounts(label == predicted ? 1 : 0, 1);
  }

  /**
   * Counts one prediction given as one score for each class; the first of the largest counts.
   *
   * @param label the true class
   * @param scores {@code [classes]} from {@code off} on
   * @param off where the scores begin
   * @param classes how many there are
   */
  public void add(int label, float[] scores, int off, int classes) {
    add(label, argMax(scores, off, classes));
  }

  /**
   * Counts many predictions.
   *
   * @param newCorrect how many of them are correct
   * @param newTotal how many there are
   */
  public void addCounts(long newCorrect, long newTotal) {
    if (newCorrect < 0 || newCorrect > newTotal) {
      throw new IllegalArgumentException(
          newCorrect + " correct predictions out of " + newTotal + " cannot be");
    }
    correct += newCorrect;
    total += newTotal;
  }

  /**
   * The share of correct predictions.
   *
   * @return 0 ... 1; not a number if nothing was counted
   */
  public double value() {
    return (double) correct / total;
  }

  /**
   * How many predictions were correct.
   *
   * @return 0 ... {@link #total()}
   */
  public long correct() {
    return correct;
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
   * The position of the largest score; of the first of them if several are largest, as in NumPy.
   *
   * @param scores {@code [classes]} from {@code off} on
   * @param off where the scores begin
   * @param classes how many there are, at least 1
   * @return 0 ... classes - 1
   */
  public static int argMax(float[] scores, int off, int classes) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (scores[off + c] > scores[off + best]) {
        best = c;
      }
    }
    return best;
  }
}
