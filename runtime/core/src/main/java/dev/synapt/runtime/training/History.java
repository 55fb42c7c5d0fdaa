package dev.synapt.runtime.training;

import java.util.List;

/**
 * The figures of all epochs.
 *
 * @param epochs in their order; at least one
 */
public record History(List<EpochReport> epochs) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no epoch
   */
  public History {
    epochs = List.copyOf(epochs);
    if (epochs.isEmpty()) {
      throw new IllegalArgumentException("a history needs at least one epoch");
    }
  }

  /**
   * The last epoch.
   *
   * @return its figures
   */
  public EpochReport last() {
    return epochs.getLast();
  }

  /**
   * The epoch with the best weights, see {@link TrainingRun#bestWeights()}.
   *
   * @return its figures
   */
  public EpochReport best() {
    return epochs.reversed().stream().filter(EpochReport::best).findFirst().orElseThrow();
  }
}
