package dev.synapt.runtime.kernel;

/** Combines the statistics of slices into those of a batch. */
public final class BatchNormStatistics {

  private BatchNormStatistics() {}

  /**
   * Mean and inverse standard deviation of each channel, by the formula of Chan, Golub and LeVeque
   * (1979), and the update of the running statistics: {@code running = (1 - momentum) running +
   * momentum current}, with the unbiased variance (PyTorch's convention).
   *
   * @param values holds each slice's means at {@code partials + slice * stride}, and its sums of
   *     squared deviations half a stride later
   * @param samples samples of the batch
   * @param positions entries of a channel per sample
   * @param weights holds the running statistics
   * @param mean where in {@code values} the means go
   * @param inverse where in {@code values} {@code 1 / sqrt(variance + epsilon)} goes
   */
  public static void combine(
      float[] values,
      int partials,
      int stride,
      int channels,
      int samples,
      int positions,
      double epsilon,
      double momentum,
      float[] weights,
      int runningMean,
      int runningVariance,
      int mean,
      int inverse) {
    int slices = (samples + TrainingCode.SLICE - 1) / TrainingCode.SLICE;
    for (int c = 0; c < channels; c++) {
      double count = 0;
      double average = 0;
      double squares = 0;
      for (int slice = 0; slice < slices; slice++) {
        int at = partials + slice * stride + c;
        double more =
            (double) positions * Math.min(TrainingCode.SLICE, samples - TrainingCode.SLICE * slice);
        double delta = values[at] - average;
        double total = count + more;
        average += delta * more / total;
        squares += values[at + stride / 2] + delta * delta * count * more / total;
        count = total;
      }
      double variance = squares / count;
      values[mean + c] = (float) average;
      values[inverse + c] = (float) (1 / Math.sqrt(variance + epsilon));
      double unbiased = count > 1 ? squares / (count - 1) : variance;
      weights[runningMean + c] = mix(weights[runningMean + c], average, momentum);
      weights[runningVariance + c] = mix(weights[runningVariance + c], unbiased, momentum);
    }
  }

  private static float mix(float running, double current, double momentum) {
    return (float) ((1 - momentum) * running + momentum * current);
  }
}
