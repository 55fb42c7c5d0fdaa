package dev.synapt.runtime.data;

/** Rows of floats that are used as they are: {@code values} is {@code [rows, rowSize]}. */
record FloatSamples(float[] values, int rowSize) implements Samples {

  @Override
  public int rows() {
    return values.length / rowSize;
  }

  @Override
  public void copyRow(int row, float[] target, int offset) {
    System.arraycopy(values, row * rowSize, target, offset, rowSize);
  }

  @Override
  public Samples standardized(float[] means, float[] standardDeviations) {
    float[] result = new float[values.length];
    int plane = rowSize / means.length;
    for (int begin = 0; begin < values.length; begin += plane) {
      int channel = begin / plane % means.length;
      for (int i = begin; i < begin + plane; i++) {
        result[i] = (values[i] - means[channel]) / standardDeviations[channel];
      }
    }
    return new FloatSamples(result, rowSize);
  }
}
