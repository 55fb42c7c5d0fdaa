package dev.synapt.runtime.training;

import dev.synapt.runtime.PredictionLoss;
import dev.synapt.runtime.data.Dataset;
import java.util.Arrays;

/** Checks that a data set and a network fit. */
final class Fit {

  private Fit() {}

  static void requireInputs(Dataset data, int inputSize) {
    if (data.inputSize() != inputSize) {
      throw new IllegalArgumentException(
          "the network reads "
              + inputSize
              + " numbers, but samples "
              + Arrays.toString(data.shape())
              + " have "
              + data.inputSize());
    }
  }

  static void requireKind(Dataset data, boolean labels) {
    if (data.hasLabels() != labels) {
      throw new IllegalArgumentException(
          labels
              ? "the network's loss wants labels, but the data has targets"
              : "the network's loss wants targets, but the data has labels");
    }
  }

  static void requireJudgeable(Dataset data, PredictionLoss loss) {
    if (!loss.judges(data.hasLabels())) {
      requireKind(data, !data.hasLabels());
    }
  }

  /**
   * Fails unless the answers fit.
   *
   * @param outputSize results of a sample, which labels are among
   * @param targetSize targets of a sample, if it has any
   */
  static void requireOutputs(Dataset data, int outputSize, int targetSize) {
    if (data.hasLabels() && data.classes() > outputSize / data.targetSize()) {
      throw new IllegalArgumentException(
          "the network has %d outputs%s, but the data has %d classes"
              .formatted(outputSize, positions(data), data.classes()));
    }
    if (!data.hasLabels() && data.targetSize() != targetSize) {
      throw new IllegalArgumentException(
          "the network has "
              + targetSize
              + " outputs, but the data has "
              + data.targetSize()
              + " targets for each sample");
    }
  }

  private static String positions(Dataset data) {
    return data.targetSize() == 1 ? "" : " for %d labels of a sample".formatted(data.targetSize());
  }
}
