package dev.synapt.runtime;

/** Checks that a batch is one that a trainer can work on. */
final class BatchCheck {

  private BatchCheck() {}

  /** Throws an {@link IllegalArgumentException} that says what does not fit. */
  static void require(Batch batch, Trainer<?> trainer) {
    if (batch.size() < 1 || batch.size() > trainer.batchSize()) {
      throw new IllegalArgumentException(
          "a batch must have 1 to %d samples, but has %d"
              .formatted(trainer.batchSize(), batch.size()));
    }
    if (batch.inputSize() != trainer.inputSize()) {
      throw new IllegalArgumentException(
          "samples must have %d floats, but have %d"
              .formatted(trainer.inputSize(), batch.inputSize()));
    }
    boolean classes = trainer.hasClasses();
    int outputs = trainer.outputSize();
    if (batch.hasLabels() != classes || !classes && batch.targetSize() != outputs) {
      throw new IllegalArgumentException(
          classes ? "the batch needs labels" : "the batch needs %d targets".formatted(outputs));
    }
    if (classes) {
      requireLabels(batch, outputs);
    }
  }

  private static void requireLabels(Batch batch, int classes) {
    for (int i = 0; i < batch.size(); i++) {
      int label = batch.labels()[i];
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException(
            "label %d of sample %d is not one of the classes 0 to %d"
                .formatted(label, i, classes - 1));
      }
    }
  }
}
