package dev.synapt.runtime.training;

import dev.synapt.runtime.TensorSpec;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.initialization.Initializer;
import java.util.List;

/** A slope and an intercept. */
final class LogisticWeights extends Weights {

  LogisticWeights() {
    super(
        "Logistic",
        "logistic-1",
        List.of(
            new TensorSpec("slope", new int[] {1}, 0, Initializer.LECUN_NORMAL, 1, 1, true),
            new TensorSpec("intercept", new int[] {1}, 1, Initializer.ZEROS, 1, 1, true)));
  }
}
