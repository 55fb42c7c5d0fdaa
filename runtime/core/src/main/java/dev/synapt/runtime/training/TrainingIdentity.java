package dev.synapt.runtime.training;

import java.util.ArrayList;
import java.util.List;

/**
 * What must be the same for a training to go on as if it had never been interrupted.
 *
 * @param seed from which all randomness follows
 * @param batchSize samples of a pass
 * @param accumulation passes of a step
 * @param samples size of the training data
 * @param dataHash of the samples' bits, in their order
 * @param optimizer the update rule's description
 * @param augmentation its description
 */
record TrainingIdentity(
    long seed,
    int batchSize,
    int accumulation,
    int samples,
    long dataHash,
    String optimizer,
    String augmentation) {

  /** How many steps were done at a position, over all epochs. */
  long steps(Position position) {
    long stepsPerEpoch = Math.ceilDiv(samples, Math.multiplyExact(batchSize, accumulation));
    return (position.epoch() - 1) * stepsPerEpoch + position.step();
  }

  /**
   * Refuses a checkpoint of a training with other settings.
   *
   * @throws IllegalArgumentException naming every setting that differs
   */
  void requireSame(TrainingIdentity saved) {
    List<String> differences = new ArrayList<>();
    compare(differences, "seed", saved.seed, seed);
    compare(differences, "batch size", saved.batchSize, batchSize);
    compare(differences, "passes of a step", saved.accumulation, accumulation);
    compare(differences, "training samples", saved.samples, samples);
    if (saved.samples == samples && saved.dataHash != dataHash) {
      differences.add("the training data has other values, or another order");
    }
    compare(differences, "optimizer", saved.optimizer, optimizer);
    compare(differences, "augmentation", saved.augmentation, augmentation);
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "the checkpoint is of a training with other settings, so it cannot be continued: "
              + String.join("; ", differences)
              + ". To begin anew from its weights, use initialWeights(...)");
    }
  }

  private static void compare(List<String> differences, String what, Object saved, Object now) {
    if (!saved.equals(now)) {
      differences.add("%s was %s, but is %s".formatted(what, saved, now));
    }
  }
}
