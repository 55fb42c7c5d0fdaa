package dev.synapt.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statistics of a batch from those of its slices, against two passes over all samples. */
final class BatchNormStatisticsTest {

  private static final int CHANNELS = 3;
  private static final int STRIDE = 32;
  private static final int PARTIALS = 7;
  private static final int MEAN = 500;
  private static final int INVERSE = 520;

  /** The samples of one channel: [samples][positions]. */
  private static double[][] channel(
      SplittableRandom random, int samples, int positions, double at) {
    double[][] x = new double[samples][positions];
    for (double[] sample : x) {
      for (int i = 0; i < positions; i++) {
        sample[i] = at + random.nextDouble(-1, 1);
      }
    }
    return x;
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "2, 1, 0", "16, 1, 5", "17, 4, -3", "31, 9, 0", "48, 1, 100"})
  void slicesAreCombined(int samples, int positions, double at) {
    SplittableRandom random = new SplittableRandom(samples);
    float[] values = new float[600];
    double[][][] x = new double[CHANNELS][][];
    for (int c = 0; c < CHANNELS; c++) {
      x[c] = channel(random, samples, positions, at);
      sumSlices(x[c], values, c);
    }
    float[] weights = {9, 1, 2, 3, 4, 5, 6, 9};
    BatchNormStatistics.combine(
        values, PARTIALS, STRIDE, CHANNELS, samples, positions, 1e-5, 0.1, weights, 1, 4, MEAN,
        INVERSE);
    for (int c = 0; c < CHANNELS; c++) {
      double mean = mean(x[c]);
      double squares = squares(x[c], mean);
      int count = samples * positions;
      double variance = squares / count;
      double unbiased = count > 1 ? squares / (count - 1) : variance;
      assertEquals(mean, values[MEAN + c], 1e-6 * Math.max(1, Math.abs(mean)));
      double inverse = 1 / Math.sqrt(variance + 1e-5);
      assertEquals(inverse, values[INVERSE + c], 1e-5 * inverse);
      assertEquals(0.9 * (1 + c) + 0.1 * mean, weights[1 + c], 1e-5);
      assertEquals(0.9 * (4 + c) + 0.1 * unbiased, weights[4 + c], 1e-5);
    }
    assertEquals(9f, weights[0]);
    assertEquals(9f, weights[7]);
  }

  /** What the generated code has done before: each slice's mean and squared deviations from it. */
  private static void sumSlices(double[][] x, float[] values, int channel) {
    for (int first = 0; first < x.length; first += 16) {
      double[][] slice = java.util.Arrays.copyOfRange(x, first, Math.min(first + 16, x.length));
      int to = PARTIALS + first / 16 * STRIDE + channel;
      values[to] = (float) mean(slice);
      values[to + STRIDE / 2] = (float) squares(slice, mean(slice));
    }
  }

  private static double mean(double[][] x) {
    double sum = 0;
    for (double[] sample : x) {
      for (double v : sample) {
        sum += v;
      }
    }
    return sum / (x.length * x[0].length);
  }

  private static double squares(double[][] x, double mean) {
    double sum = 0;
    for (double[] sample : x) {
      for (double v : sample) {
        sum += (v - mean) * (v - mean);
      }
    }
    return sum;
  }

  /** A sum of squares would lose all digits of a variance of 1/3 around 10,000. */
  @Test
  void channelsFarFromZeroKeepTheirVariance() {
    float[] values = new float[600];
    double[][] x = channel(new SplittableRandom(1), 64, 1, 10_000);
    float[] weights = new float[2];
    for (int c = 0; c < CHANNELS; c++) {
      sumSlices(x, values, c);
    }
    BatchNormStatistics.combine(
        values, PARTIALS, STRIDE, 1, 64, 1, 0, 1, weights, 0, 1, MEAN, INVERSE);
    double variance = squares(x, mean(x)) / 64;
    double found = 1 / ((double) values[INVERSE] * values[INVERSE]);
    assertEquals(variance, found, 0.01 * variance);
  }
}
