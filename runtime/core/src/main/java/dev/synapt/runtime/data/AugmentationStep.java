package dev.synapt.runtime.data;

/** One random change of a sample. */
interface AugmentationStep {

  /**
   * Changes a sample.
   *
   * @param image the sample
   * @param key of the random numbers of this step, this sample and this epoch
   */
  void apply(AugmentedImage image, long key);
}
