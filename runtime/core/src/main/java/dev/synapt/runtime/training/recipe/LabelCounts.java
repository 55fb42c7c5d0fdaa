package dev.synapt.runtime.training.recipe;

import dev.synapt.runtime.LabelSpec;
import dev.synapt.runtime.data.Dataset;

/**
 * How often each class is in a data set, among the labels that count.
 *
 * @param counts by class
 * @param all their sum
 */
record LabelCounts(long[] counts, long all) {

  /**
   * Counts.
   *
   * @param classes at least those of the data
   */
  static LabelCounts of(Dataset data, int classes) {
    long[] counts = new long[classes];
    long all = 0;
    for (int i = 0; i < data.size(); i++) {
      for (int label : data.labels(i)) {
        if (data.counts(label)) {
          counts[label]++;
          all++;
        }
      }
    }
    return new LabelCounts(counts, all);
  }

  /**
   * Counts those that stand among targets, as for one of several outputs.
   *
   * @param from the first of their columns
   */
  static LabelCounts of(Dataset data, LabelSpec labels, int from) {
    long[] counts = new long[labels.classes()];
    long all = 0;
    for (int i = 0; i < data.size(); i++) {
      float[] targets = data.targets(i);
      for (int p = from; p < from + labels.perSample(); p++) {
        int label = (int) targets[p];
        if (labels.ignored().isEmpty() || labels.ignored().getAsInt() != label) {
          counts[label]++;
          all++;
        }
      }
    }
    return new LabelCounts(counts, all);
  }

  /** The first of equals. */
  int mostFrequent() {
    int most = 0;
    for (int c = 1; c < counts.length; c++) {
      most = counts[c] > counts[most] ? c : most;
    }
    return most;
  }

  /** Of a class that is not there as if it were there once, so that its logarithm is finite. */
  double share(int label) {
    return Math.max(1, counts[label]) / (double) all;
  }
}
