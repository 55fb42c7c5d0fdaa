package dev.synapt.runtime.data;

import java.util.Arrays;

/**
 * Windows over a series, which are not copied until a batch is filled: row {@code i} is {@code
 * series[c][i * stride ... i * stride + length - 1]} for every channel c, one after another.
 */
record WindowSamples(float[][] series, int length, int stride, int rows) implements Samples {

  @Override
  public void copyRow(int row, float[] target, int offset) {
    for (int c = 0; c < series.length; c++) {
      System.arraycopy(series[c], row * stride, target, offset + c * length, length);
    }
  }

  @Override
  public Samples standardized(float[] means, float[] standardDeviations) {
    float[][] result = new float[series.length][];
    for (int c = 0; c < result.length; c++) {
      int s = means.length == 1 ? 0 : c;
      result[c] = Arrays.copyOf(series[c], series[c].length);
      for (int t = 0; t < result[c].length; t++) {
        result[c][t] = (result[c][t] - means[s]) / standardDeviations[s];
      }
    }
    return new WindowSamples(result, length, stride, rows);
  }
}
