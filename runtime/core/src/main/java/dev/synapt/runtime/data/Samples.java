package dev.synapt.runtime.data;

/** The inputs of a data set: rows of equally many numbers. Immutable. */
sealed interface Samples permits ByteSamples, FloatSamples, WindowSamples {

  /** How many rows there are. */
  int rows();

  /** Writes one row, scaled, to {@code target[offset] ...}. */
  void copyRow(int row, float[] target, int offset);

  /**
   * The same rows with {@code (x - mean) / standardDeviation} for each channel; a row is {@code
   * [channels, values per channel]}.
   */
  Samples standardized(float[] means, float[] standardDeviations);
}
