package dev.synapt.runtime;

import java.util.Arrays;
import java.util.Objects;

/**
 * All that the next step of a trainer depends on, besides its batch: what a checkpoint holds of a
 * trainer. A step after {@link Trainer#restore} gives the same bits as a step would have given when
 * {@link Trainer#state} was called.
 *
 * @param fingerprint of the network, see {@link Weights#fingerprint()}
 * @param weights in the order of {@link Weights#values()}, running statistics among them
 * @param normalizer of the samples, or null
 * @param optimizer the update rule's {@code toString()}
 * @param slots what the update rule remembers: arrays as long as {@code weights} and in their
 *     order; 0 where a weight is not trained
 * @param learningRate the current one
 * @param momentum the current one, see {@link Trainer#momentum()}
 * @param dropoutKey the stream of all random numbers for dropout
 * @param passes how many batches went through the network
 * @param updates how many updates the optimizer made
 */
public record TrainerState(
    String fingerprint,
    float[] weights,
    Normalizer normalizer,
    String optimizer,
    float[][] slots,
    float learningRate,
    double momentum,
    long dropoutKey,
    long passes,
    long updates) {

  /**
   * Checks the sizes; the arrays are not copied.
   *
   * @throws IllegalArgumentException if a slot is not as long as the weights, or a count is
   *     negative
   */
  public TrainerState {
    Objects.requireNonNull(fingerprint, "fingerprint");
    Objects.requireNonNull(optimizer, "optimizer");
    int length = weights.length;
    if (passes < 0 || updates < 0 || Arrays.stream(slots).anyMatch(s -> s.length != length)) {
      throw new IllegalArgumentException(
          "state of %d weights with slots of %s, %d passes and %d updates"
              .formatted(
                  length,
                  Arrays.toString(Arrays.stream(slots).mapToInt(s -> s.length).toArray()),
                  passes,
                  updates));
    }
  }
}
