package dev.synapt.runtime.optimizer;

/** Keeps the norm of every row of one tensor within a limit. */
final class RowLimit {

  private final TensorRows rows;
  private final MaxNorm maxNorm;
  private final double[] sizes;
  private final float[] factors;

  RowLimit(TensorRows rows, MaxNorm maxNorm) {
    this.rows = rows;
    this.maxNorm = maxNorm;
    this.sizes = new double[rows.rows()];
    this.factors = new float[rows.rows()];
  }

  /** Does one worker's share of the rows. */
  void apply(float[] weights, int worker, int workers) {
    int from = (int) ((long) rows.rows() * worker / workers);
    int to = (int) ((long) rows.rows() * (worker + 1) / workers);
    if (maxNorm.norm() == Norm.L2) {
      rows.squares(weights, sizes, 0, from, to);
    } else {
      rows.magnitudes(weights, sizes, 0, from, to);
    }
    if (anyIsTooLarge(from, to)) {
      rows.scale(weights, factors, from, to);
    }
  }

  private boolean anyIsTooLarge(int from, int to) {
    boolean any = false;
    for (int r = from; r < to; r++) {
      double norm = maxNorm.norm() == Norm.L2 ? Math.sqrt(sizes[r]) : sizes[r];
      boolean tooLarge = norm > maxNorm.limit();
      factors[r] = tooLarge ? (float) (maxNorm.limit() / norm) : 1f;
      any |= tooLarge;
    }
    return any;
  }
}
