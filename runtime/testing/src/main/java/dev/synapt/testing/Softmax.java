package dev.synapt.testing;

import java.util.Arrays;

/** Softmax and its logarithm over the channels, at each position by itself. */
final class Softmax {

  private Softmax() {}

  /** Turns logits into log-probabilities, shifted by the maximum so that nothing overflows. */
  static void logarithms(double[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - max);
    }
    for (int c = 0; c < logits.length; c++) {
      logits[c] -= max + Math.log(sum);
    }
  }

  /** What is done to the channels of one position. */
  interface Column {
    void change(double[] channels);
  }

  /** Applies a function to every column of {@code [n][c][position]}. */
  static double[] map(double[] x, int samples, int channels, Column function) {
    double[] y = new double[x.length];
    double[] column = new double[channels];
    int positions = x.length / (samples * channels);
    for (int place = 0; place < samples * positions; place++) {
      int first = place / positions * channels * positions + place % positions;
      for (int c = 0; c < channels; c++) {
        column[c] = x[first + c * positions];
      }
      function.change(column);
      for (int c = 0; c < channels; c++) {
        y[first + c * positions] = column[c];
      }
    }
    return y;
  }

  static void probabilities(double[] logits) {
    logarithms(logits);
    for (int c = 0; c < logits.length; c++) {
      logits[c] = Math.exp(logits[c]);
    }
  }

  /** {@code [n][c][position]} as the sums over c of each position, for every entry. */
  static double[] sums(double[] x, int samples, int channels) {
    return map(
        x,
        samples,
        channels,
        column -> {
          double sum = 0;
          for (double value : column) {
            sum += value;
          }
          Arrays.fill(column, sum);
        });
  }
}
