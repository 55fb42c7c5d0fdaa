package dev.synapt.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SoftmaxTest {

  private static double[] exact(float[] x, int at, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, x[at + i]);
    }
    double sum = 0;
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = StrictMath.exp(x[at + i] - max);
      sum += y[i];
    }
    for (int i = 0; i < n; i++) {
      y[i] /= sum;
    }
    return y;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 17, 1000})
  void isTheExactFunctionToSinglePrecision(int n) {
    SplittableRandom random = new SplittableRandom(n);
    float[] x = new float[n + 3];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextDouble(-20, 20);
    }
    float[] y = new float[n + 5];
    Softmax.forward(x, 3, n, y, 2);
    double[] exact = exact(x, 3, n);
    for (int i = 0; i < n; i++) {
      assertEquals(exact[i], y[2 + i], 1e-5 * exact[i] + 1e-37);
    }
    assertEquals(0f, y[1]);
    assertEquals(0f, y[2 + n]);
  }

  @Test
  void worksInPlace() {
    float[] x = {1, 2, 3};
    float[] y = new float[3];
    Softmax.forward(x, 0, 3, y, 0);
    Softmax.forward(x, 0, 3, x, 0);
    assertArrayEquals(y, x);
  }

  @Test
  void largeEntriesDoNotOverflow() {
    float[] y = new float[3];
    Softmax.forward(new float[] {3e38f, 3e38f, -3e38f}, 0, 3, y, 0);
    assertArrayEquals(new float[] {0.5f, 0.5f, 0f}, y, 1e-30f);
  }

  @Test
  void nanSpreadsOverTheRow() {
    float[] y = new float[2];
    Softmax.forward(new float[] {0, Float.NaN}, 0, 2, y, 0);
    assertTrue(Float.isNaN(y[0]) && Float.isNaN(y[1]));
  }

  /** The gradient of {@code sum dy softmax(x)}, by central differences in double precision. */
  @Test
  void gradientIsThatOfTheExactFunction() {
    SplittableRandom random = new SplittableRandom(3);
    int n = 6;
    float[] x = new float[n];
    float[] dy = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextDouble(-2, 2);
      dy[i] = (float) random.nextDouble(-1, 1);
    }
    float[] y = new float[n];
    float[] dx = new float[n];
    Softmax.forward(x, 0, n, y, 0);
    Softmax.gradient(y, 0, dy, 0, n, dx, 0);
    for (int i = 0; i < n; i++) {
      float step = 1f / 256;
      double above = weighted(shifted(x, i, step), dy);
      double below = weighted(shifted(x, i, -step), dy);
      assertEquals((above - below) / (2 * step), dx[i], 2e-6);
    }
  }

  private static float[] shifted(float[] x, int at, float by) {
    float[] copy = x.clone();
    copy[at] += by;
    return copy;
  }

  private static double weighted(float[] x, float[] dy) {
    double[] y = exact(x, 0, x.length);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += dy[i] * y[i];
    }
    return sum;
  }
}
