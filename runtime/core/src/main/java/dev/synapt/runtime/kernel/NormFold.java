package dev.synapt.runtime.kernel;

/**
 * A batch normalisation that inference computes from two numbers per channel: {@code y = x scale +
 * shift}, {@code scale = gamma / sqrt(variance + epsilon)}, {@code shift = beta - mean scale}.
 * Behind a layer of weights both become part of these; else they take the places of gamma and beta.
 * All positions are those of {@link dev.synapt.runtime.Weights#values()}.
 *
 * @param weight where the weights start that take the scale, channel by channel; -1 for none
 * @param rowFloats weights of a channel
 * @param bias where the biases start that are part of what is normalised; -1 for none
 * @param gamma where gamma starts; takes the scale where there are no weights
 * @param beta where beta starts; takes the shift
 * @param mean where the running mean starts
 * @param variance where the running variance starts
 * @param channels how many channels there are
 * @param epsilon keeps the root from zero
 */
public record NormFold(
    int weight,
    int rowFloats,
    int bias,
    int gamma,
    int beta,
    int mean,
    int variance,
    int channels,
    double epsilon) {

  /**
   * Computes both numbers of every channel, in double precision, and puts them where they belong.
   *
   * @param logical the tensors, row-major; changed
   */
  public void apply(float[] logical) {
    for (int c = 0; c < channels; c++) {
      double scale = logical[gamma + c] / Math.sqrt(logical[variance + c] + epsilon);
      double start = bias < 0 ? 0 : logical[bias + c];
      logical[beta + c] = (float) (logical[beta + c] + (start - logical[mean + c]) * scale);
      if (weight < 0) {
        logical[gamma + c] = (float) scale;
      } else {
        scale(logical, weight + c * rowFloats, scale);
      }
    }
  }

  private void scale(float[] logical, int from, double scale) {
    for (int i = from; i < from + rowFloats; i++) {
      logical[i] = (float) (logical[i] * scale);
    }
  }
}
