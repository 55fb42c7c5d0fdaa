package dev.synapt.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses of a slice of samples, against the formulas in double precision. */
final class LossKernelsTest {

  private static final int AT = 3;

  /** Marks what nobody may write. */
  private static final float UNTOUCHED = 77;

  private static float[] floats(long seed, int length, double bound) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = (float) random.nextDouble(-bound, bound);
    }
    return floats;
  }

  private static float[] untouched(int length) {
    float[] floats = new float[length];
    Arrays.fill(floats, UNTOUCHED);
    return floats;
  }

  @ParameterizedTest
  @CsvSource({"2, 16, 16", "10, 16, 1", "10, 16, 7", "17, 32, 16", "100, 112, 3"})
  void crossEntropy(int classes, int stride, int rows) {
    float[] x = floats(classes, AT + 16 * stride, 10);
    int[] labels = new SplittableRandom(rows).ints(20, 0, classes).toArray();
    float[] dx = untouched(AT + 16 * stride);
    int[] correct = {-1, -1};
    float scale = 1f / 20;
    double loss =
        CrossEntropy.forward(x, AT, stride, classes, labels, 2, rows, scale, dx, AT, correct, 1);
    double exact = 0;
    int right = 0;
    for (int r = 0; r < rows; r++) {
      double[] p = softmax(x, AT + r * stride, classes);
      int label = labels[2 + r];
      exact -= StrictMath.log(p[label]);
      right += largest(p) == label ? 1 : 0;
      for (int i = 0; i < classes; i++) {
        double slope = (p[i] - (i == label ? 1 : 0)) * scale;
        assertEquals(slope, dx[AT + r * stride + i], 1e-7, "row " + r + ", class " + i);
      }
    }
    assertEquals(exact * scale, loss, 1e-6 * Math.max(1, exact));
    assertEquals(right, correct[1]);
    assertEquals(-1, correct[0], "another slice's");
    assertRestIsZeroOrUntouched(dx, classes, stride, rows);
  }

  /** Rows without a sample are zero, for sums over all rows read them; padding is not written. */
  private static void assertRestIsZeroOrUntouched(float[] dx, int entries, int stride, int rows) {
    for (int r = 0; r < 16; r++) {
      for (int i = r < rows ? entries : 0; i < stride; i++) {
        assertEquals(i < entries ? 0f : UNTOUCHED, dx[AT + r * stride + i], r + ", " + i);
      }
    }
  }

  private static double[] softmax(float[] x, int at, int n) {
    double[] p = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      p[i] = StrictMath.exp(x[at + i]);
      sum += p[i];
    }
    for (int i = 0; i < n; i++) {
      p[i] /= sum;
    }
    return p;
  }

  private static int largest(double[] p) {
    int best = 0;
    for (int i = 1; i < p.length; i++) {
      best = p[i] > p[best] ? i : best;
    }
    return best;
  }

  @Test
  void logitsFarApartGiveAFiniteLoss() {
    float[] x = {3000, -3000};
    float[] dx = new float[32];
    int[] correct = new int[1];
    double loss =
        CrossEntropy.forward(
            Arrays.copyOf(x, 32), 0, 2, 2, new int[] {1}, 0, 1, 1f, dx, 0, correct, 0);
    assertEquals(6000, loss, 1e-3);
    assertEquals(1f, dx[0], 1e-6f);
    assertEquals(-1f, dx[1], 1e-6f);
    assertEquals(0, correct[0]);
  }

  /** A loss that is not a number must not go unnoticed. */
  @Test
  void nanLogitsGiveANanLoss() {
    float[] x = new float[32];
    x[1] = Float.NaN;
    double loss =
        CrossEntropy.forward(x, 0, 2, 2, new int[] {0}, 0, 1, 1f, new float[32], 0, new int[1], 0);
    assertTrue(Double.isNaN(loss));
  }

  @Test
  void theFirstOfEqualLogitsIsTheAnswer() {
    float[] x = new float[48];
    int[] correct = new int[1];
    CrossEntropy.forward(x, 0, 3, 3, new int[] {0, 1}, 0, 2, 1f, new float[48], 0, correct, 0);
    assertEquals(1, correct[0]);
  }

  @ParameterizedTest
  @CsvSource({"1, 16, 16", "3, 16, 5", "20, 32, 1"})
  void squaredError(int entries, int stride, int rows) {
    float[] x = floats(entries, AT + 16 * stride, 3);
    float[] targets = floats(rows, 5 + 16 * entries, 3);
    float[] dx = untouched(AT + 16 * stride);
    float scale = 1f / (rows * entries);
    double loss = SquaredError.forward(x, AT, stride, entries, targets, 5, rows, scale, dx, AT);
    double exact = 0;
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < entries; i++) {
        double error = (double) x[AT + r * stride + i] - targets[5 + r * entries + i];
        exact += error * error;
        assertEquals(2 * error * scale, dx[AT + r * stride + i], 1e-6);
      }
    }
    assertEquals(exact * scale, loss, 1e-6 * Math.max(1, exact));
    assertRestIsZeroOrUntouched(dx, entries, stride, rows);
  }
}
