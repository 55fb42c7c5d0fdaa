package dev.synapt.examples.mnist;

import dev.synapt.runtime.data.Dataset;

/**
 * Mean and standard deviation over all pixels of all images.
 *
 * @param mean of values in 0 ... 1
 * @param deviation the standard deviation, positive
 */
record PixelStatistics(float mean, float deviation) {

  /**
   * Measures a data set.
   *
   * @param images at least one; if all pixels are equal, the deviation is taken as 1
   */
  static PixelStatistics of(Dataset images) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < images.size(); i++) {
      for (float pixel : images.input(i)) {
        sum += pixel;
        squares += (double) pixel * pixel;
      }
    }
    double count = (double) images.size() * images.inputSize();
    double mean = sum / count;
    double variance = Math.max(0, squares / count - mean * mean);
    return new PixelStatistics((float) mean, variance > 0 ? (float) Math.sqrt(variance) : 1f);
  }

  /** The same images with mean 0 and deviation 1, if they are those that were measured. */
  Dataset standardize(Dataset images) {
    return images.standardize(mean, deviation);
  }
}
