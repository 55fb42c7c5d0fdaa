package dev.synapt.runtime;

/** A trainer's normaliser, if it has one, and the array for what it makes of a batch. */
final class NormalizedInputs {

  private Normalizer normalizer;
  private float[] inputs = new float[0];

  /** Null for none. */
  Normalizer normalizer() {
    return normalizer;
  }

  void set(Normalizer newNormalizer, int batchSize, int inputSize) {
    if (newNormalizer != null) {
      newNormalizer.requireFits(inputSize);
      inputs = inputs.length > 0 ? inputs : new float[batchSize * inputSize];
    }
    normalizer = newNormalizer;
  }

  /** The batch's own array if there is no normaliser. */
  float[] of(Batch batch) {
    if (normalizer == null) {
      return batch.inputs();
    }
    normalizer.apply(batch.inputs(), 0, inputs, batch.size(), batch.inputSize());
    return inputs;
  }
}
