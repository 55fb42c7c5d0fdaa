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
    if (trainer.labels().isPresent()) {
      trainer.labels().get().check(batch);
    } else if (batch.hasLabels() || batch.targetSize() != trainer.targetSize()) {
      throw new IllegalArgumentException(
          "the batch needs %d targets".formatted(trainer.targetSize()));
    }
  }
}
