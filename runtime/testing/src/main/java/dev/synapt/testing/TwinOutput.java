package dev.synapt.testing;

import java.util.Arrays;

/**
 * One of several outputs.
 *
 * @param loss what it is trained for
 * @param first its first column in a row of answers
 * @param columns its columns
 * @param weight of its loss
 */
record TwinOutput(Loss loss, int first, int columns, double weight) {

  /** Its columns of a batch's answers, row by row. */
  float[] answers(float[] rows, int rowSize, int samples) {
    float[] answers = new float[samples * columns];
    for (int n = 0; n < samples; n++) {
      System.arraycopy(rows, n * rowSize + first, answers, n * columns, columns);
    }
    return answers;
  }

  /** Answers as labels, for losses that take labels. */
  static int[] labels(float[] answers) {
    int[] labels = new int[answers.length];
    Arrays.setAll(labels, i -> (int) answers[i]);
    return labels;
  }
}
