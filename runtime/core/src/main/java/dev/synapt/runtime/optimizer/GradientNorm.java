package dev.synapt.runtime.optimizer;

import java.util.List;

/**
 * The Euclidean norms of gradients, and by what each gradient is multiplied for them. Sums are
 * taken over the entries of a row, then over the rows of a tensor, then over the tensors, each in
 * its logical order and in 64 bits.
 */
final class GradientNorm {

  private final Clipping clipping;
  private final TensorRows[] tensors;
  private final int[] firstRow;
  private final double[] rowSquares;
  private final double[] norms;
  private final float[] scales;

  GradientNorm(Clipping clipping, List<TrainedTensor> moving) {
    this.clipping = clipping;
    this.tensors = moving.stream().map(TensorRows::new).toArray(TensorRows[]::new);
    this.firstRow = new int[tensors.length + 1];
    for (int t = 0; t < tensors.length; t++) {
      firstRow[t + 1] = firstRow[t] + tensors[t].rows();
    }
    this.rowSquares = new double[firstRow[tensors.length]];
    this.norms = new double[tensors.length];
    this.scales = new float[tensors.length];
  }

  /** Sums over one worker's share of the rows. */
  void sum(float[] gradients, int worker, int workers) {
    for (int t = 0; t < tensors.length; t++) {
      int from = (int) ((long) tensors[t].rows() * worker / workers);
      int to = (int) ((long) tensors[t].rows() * (worker + 1) / workers);
      tensors[t].squares(gradients, rowSquares, firstRow[t], from, to);
    }
  }

  /** When all sums are there, the first worker finds the factors. */
  void combine(int worker) {
    if (worker != 0) {
      return;
    }
    double squares = 0;
    for (int t = 0; t < tensors.length; t++) {
      double norm = Math.sqrt(sumOfRows(t));
      norms[t] = norm;
      double clipped = norm * Clipping.factor(clipping.norm(), norm);
      squares += clipped * clipped;
    }
    double global = Clipping.factor(clipping.globalNorm(), Math.sqrt(squares));
    for (int t = 0; t < tensors.length; t++) {
      scales[t] = (float) (global * Clipping.factor(clipping.norm(), norms[t]));
    }
  }

  private double sumOfRows(int tensor) {
    double sum = 0;
    for (int r = firstRow[tensor]; r < firstRow[tensor + 1]; r++) {
      sum += rowSquares[r];
    }
    return sum;
  }

  /** The factor of a segment's gradients: all the same, unless every tensor is a segment. */
  float scale(int segment) {
    return scales[segment];
  }
}
