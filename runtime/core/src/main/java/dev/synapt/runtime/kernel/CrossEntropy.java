package dev.synapt.runtime.kernel;

import java.util.Arrays;

/** Cross entropy of softmax with class indices, from logits: value and gradient at once. */
public final class CrossEntropy {

  private CrossEntropy() {}

  /**
   * {@code dx = (softmax(x) - onehot(label)) scale} for each row of a slice, zeros in rows without
   * a sample.
   *
   * @param x logits, rows of {@code classes} entries, {@code stride} apart
   * @param labels the class of each row, from {@code labelAt}
   * @param rows rows with a sample, at most 16
   * @param scale 1/N for the mean over N samples, 1 for the sum
   * @param dx takes the gradient, laid out as {@code x}
   * @param correct {@code correct[slice]} takes how many rows have their largest logit at the label
   * @return the sum over the rows of {@code -log softmax(x)[label]}, times scale
   */
  public static double forward(
      float[] x,
      int xAt,
      int stride,
      int classes,
      int[] labels,
      int labelAt,
      int rows,
      float scale,
      float[] dx,
      int dxAt,
      int[] correct,
      int slice) {
    double loss = 0;
    int right = 0;
    for (int r = 0; r < rows; r++) {
      int row = xAt + r * stride;
      int to = dxAt + r * stride;
      int label = labels[labelAt + r];
      float max = Softmax.max(x, row, classes);
      float sum = 0;
      for (int i = 0; i < classes; i++) {
        float e = FloatMath.exp(x[row + i] - max);
        dx[to + i] = e;
        sum += e;
      }
      float factor = scale / sum;
      for (int i = 0; i < classes; i++) {
        dx[to + i] *= factor;
      }
      dx[to + label] -= scale;
      loss += StrictMath.log(sum) - (x[row + label] - max);
      right += argmax(x, row, classes) == label ? 1 : 0;
    }
    clear(dx, dxAt, stride, classes, rows);
    correct[slice] = right;
    return loss * scale;
  }

  /** Zeros the rows of a slice that hold no sample. */
  static void clear(float[] dx, int dxAt, int stride, int entries, int rows) {
    for (int r = rows; r < TrainingCode.SLICE; r++) {
      Arrays.fill(dx, dxAt + r * stride, dxAt + r * stride + entries, 0f);
    }
  }

  /** The position of the largest entry, the first of equals. */
  static int argmax(float[] x, int at, int n) {
    int best = 0;
    for (int i = 1; i < n; i++) {
      if (x[at + i] > x[at + best]) {
        best = i;
      }
    }
    return best;
  }
}
