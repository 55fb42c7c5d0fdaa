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

  /**
   * Moves the labels of pixels as the pixels move; nothing for what only changes their colours.
   *
   * @param labels of the sample
   * @param key as above
   */
  default void move(AugmentedLabels labels, long key) {}

  /** Whether pixels may come from outside of the image, which have no label. */
  default boolean leavesGaps() {
    return false;
  }
}
