package dev.synapt.runtime.metric;

import java.util.Arrays;

/**
 * How well scores tell positive from negative samples, over all thresholds: ROC-AUC and PR-AUC, as
 * scikit-learn's {@code roc_auc_score} and {@code average_precision_score}. Keeps every score (8
 * bytes each), so that the areas are exact; samples of equal scores pass a threshold together.
 *
 * <p>For several classes: one object for each class, against the rest.
 */
public final class RankingScores {

  private static final int FIRST_CAPACITY = 256;

  /** Ordered as the scores; the lowest bit says positive. */
  private long[] samples = new long[FIRST_CAPACITY];

  private int size;
  private int positives;
  private boolean sorted = true;

  /** No samples yet. */
  public RankingScores() {}

  /**
   * Adds a sample.
   *
   * @param score the larger, the more positive; a logit or a probability; not NaN
   * @param positive what the sample is
   */
  public void add(float score, boolean positive) {
    if (Float.isNaN(score)) {
      throw new IllegalArgumentException("a score is not a number");
    }
    if (size == samples.length) {
      samples = Arrays.copyOf(samples, Math.multiplyExact(2, size));
    }
    samples[size++] = 2L * ordered(score) + (positive ? 1 : 0);
    positives += positive ? 1 : 0;
    sorted = false;
  }

  /** An integer for each float, in the same order; one for both zeros. */
  private static int ordered(float score) {
    int bits = Float.floatToRawIntBits(score + 0f);
    return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
  }

  /**
   * How many samples there are.
   *
   * @return 0 or more
   */
  public int size() {
    return size;
  }

  /**
   * The area under the receiver operating characteristic: the probability that a positive sample
   * has a larger score than a negative one, with ties counting one half.
   *
   * @return 0 ... 1; not a number without positive or without negative samples
   */
  public double rocAuc() {
    sort();
    double area = 0;
    long above = 0;
    for (int end = size; end > 0; ) {
      int begin = groupBegin(end);
      long inGroup = positivesIn(begin, end);
      // in halves, so that every term is a whole number
      area += (double) (end - begin - inGroup) * (2 * above + inGroup);
      above += inGroup;
      end = begin;
    }
    return area / 2 / positives / (size - positives);
  }

  /**
   * The area under the curve of precision over recall, in steps: the mean, over the positive
   * samples, of the precision at the threshold that just lets them pass (average precision). Not
   * the trapezoids, which are too favourable.
   *
   * @return 0 ... 1; not a number without positive samples
   */
  public double prAuc() {
    sort();
    double area = 0;
    long above = 0;
    for (int end = size; end > 0; ) {
      int begin = groupBegin(end);
      long inGroup = positivesIn(begin, end);
      above += inGroup;
      area += inGroup * ((double) above / (size - begin));
      end = begin;
    }
    return area / positives;
  }

  private void sort() {
    if (!sorted) {
      Arrays.sort(samples, 0, size);
      sorted = true;
    }
  }

  /** Where the samples of the score before {@code end} begin. */
  private int groupBegin(int end) {
    int begin = end - 1;
    while (begin > 0 && samples[begin - 1] >> 1 == samples[end - 1] >> 1) {
      begin--;
    }
    return begin;
  }

  private long positivesIn(int begin, int end) {
    long count = 0;
    for (int i = begin; i < end; i++) {
      count += samples[i] & 1;
    }
    return count;
  }
}
