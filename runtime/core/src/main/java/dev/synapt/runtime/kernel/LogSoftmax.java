package dev.synapt.runtime.kernel;

/** The logarithm of softmax. */
public final class LogSoftmax {

  private LogSoftmax() {}

  /**
   * {@code y = x - max - log(sum exp(x - max))}, so that large entries do not overflow.
   *
   * @param values holds x and takes y
   * @param x where the first entry is
   * @param n entries
   * @param step from one entry to the next, of x and of y
   * @param y where the first entry goes; may be {@code x}
   */
  public static void forward(float[] values, int x, int n, int step, int y) {
    float max = values[x];
    for (int i = 1; i < n; i++) {
      max = Math.max(max, values[x + i * step]);
    }
    float sum = 0;
    for (int i = 0; i < n; i++) {
      sum += FloatMath.exp(values[x + i * step] - max);
    }
    float log = (float) StrictMath.log(sum);
    for (int i = 0; i < n; i++) {
      values[y + i * step] = values[x + i * step] - max - log;
    }
  }

  /** {@code dx = dy - exp(y) sum dy}, laid out as {@link #forward}. */
  public static void gradient(float[] values, int y, int dy, int n, int step, int dx) {
    float sum = 0;
    for (int i = 0; i < n; i++) {
      sum += values[dy + i * step];
    }
    for (int i = 0; i < n; i++) {
      values[dx + i * step] =
          Math.fma(-FloatMath.exp(values[y + i * step]), sum, values[dy + i * step]);
    }
  }
}
