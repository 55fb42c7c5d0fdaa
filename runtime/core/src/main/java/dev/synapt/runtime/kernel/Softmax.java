package dev.synapt.runtime.kernel;

/** Softmax of single rows. */
public final class Softmax {

  private Softmax() {}

  /**
   * {@code y = exp(x - max x) / sum}, so that large entries do not overflow.
   *
   * @param x holds the row, {@code n} entries from {@code xAt}
   * @param y takes the result; may be the same row
   */
  public static void forward(float[] x, int xAt, int n, float[] y, int yAt) {
    float max = max(x, xAt, n);
    float sum = 0;
    for (int i = 0; i < n; i++) {
      float e = FloatMath.exp(x[xAt + i] - max);
      y[yAt + i] = e;
      sum += e;
    }
    for (int i = 0; i < n; i++) {
      y[yAt + i] /= sum;
    }
  }

  /** {@code dx = y (dy - sum y dy)}. */
  public static void gradient(
      float[] y, int yAt, float[] dy, int dyAt, int n, float[] dx, int dxAt) {
    float dot = 0;
    for (int i = 0; i < n; i++) {
      dot = Math.fma(y[yAt + i], dy[dyAt + i], dot);
    }
    for (int i = 0; i < n; i++) {
      dx[dxAt + i] = y[yAt + i] * (dy[dyAt + i] - dot);
    }
  }

  static float max(float[] x, int at, int n) {
    float max = x[at];
    for (int i = 1; i < n; i++) {
      max = Math.max(max, x[at + i]);
    }
    return max;
  }
}
