package dev.synapt.runtime;

import dev.synapt.runtime.optimizer.Optimizer;

/** Checks whether a saved state fits a trainer. */
final class TrainerStates {

  private TrainerStates() {}

  static void requireFits(TrainerState saved, Weights weights, Optimizer optimizer, int slots) {
    if (!saved.fingerprint().equals(weights.fingerprint())
        || saved.weights().length != weights.values().length) {
      throw new IllegalArgumentException(
          "the state is of another network: fingerprint %s and %d weights, wanted %s and %d"
              .formatted(
                  saved.fingerprint(),
                  saved.weights().length,
                  weights.fingerprint(),
                  weights.values().length));
    }
    if (saved.slots().length != slots || !saved.optimizer().equals(optimizer.toString())) {
      throw new IllegalArgumentException(
          "the state is of another optimizer: %s with %d arrays, but this trainer has %s with %d"
              .formatted(saved.optimizer(), saved.slots().length, optimizer, slots));
    }
  }
}
