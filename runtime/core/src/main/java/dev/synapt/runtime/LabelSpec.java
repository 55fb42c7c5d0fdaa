package dev.synapt.runtime;

import java.util.OptionalInt;

/**
 * What the labels of a batch must be.
 *
 * @param perSample labels of a sample: 1, or the positions of an image, row by row
 * @param classes labels are 0 to {@code classes - 1}
 * @param ignored a label beside them that does not count
 */
public record LabelSpec(int perSample, int classes, OptionalInt ignored) {

  /**
   * Fails unless every label of a batch is one of the classes or the one that is ignored.
   *
   * @param batch the batch
   */
  void check(Batch batch) {
    if (!batch.hasLabels() || batch.targetSize() != perSample) {
      throw new IllegalArgumentException(
          perSample == 1
              ? "the batch needs labels"
              : "the batch needs %d labels for each sample".formatted(perSample));
    }
    for (int i = 0; i < batch.size() * perSample; i++) {
      int label = batch.labels()[i];
      if (!allows(label)) {
        throw new IllegalArgumentException(
            "label %d of sample %d is not one of the classes 0 to %d"
                .formatted(label, i / perSample, classes - 1));
      }
    }
  }

  /** Whether a label is one of the classes or the one that is ignored. */
  boolean allows(int label) {
    return (label >= 0 && label < classes) || isIgnored(label);
  }

  private boolean isIgnored(int label) {
    return ignored.isPresent() && ignored.getAsInt() == label;
  }
}
