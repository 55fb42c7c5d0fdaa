package dev.synapt.runtime.kernel;

/** Squared error: value and gradient at once. */
public final class SquaredError {

  private SquaredError() {}

  /**
   * {@code dx = 2 (x - t) scale} for each row of a slice, zeros in rows without a sample.
   *
   * @param x predictions, rows of {@code entries}, {@code stride} apart
   * @param targets rows of {@code entries} from {@code targetAt}, without gaps
   * @param rows rows with a sample, at most 16
   * @param scale 1/(N entries) for the mean over a batch of N, 1 for the sum
   * @param dx takes the gradient, laid out as {@code x}
   * @return the sum of {@code (x - t)^2}, times scale
   */
  public static double forward(
      float[] x,
      int xAt,
      int stride,
      int entries,
      float[] targets,
      int targetAt,
      int rows,
      float scale,
      float[] dx,
      int dxAt) {
    double loss = 0;
    for (int r = 0; r < rows; r++) {
      int row = r * stride;
      int target = targetAt + r * entries;
      for (int i = 0; i < entries; i++) {
        float error = x[xAt + row + i] - targets[target + i];
        dx[dxAt + row + i] = 2f * scale * error;
        loss += (double) error * error;
      }
    }
    CrossEntropy.clear(dx, dxAt, stride, entries, rows);
    return loss * scale;
  }
}
