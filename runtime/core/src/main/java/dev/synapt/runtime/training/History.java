package dev.synapt.runtime.training;

import java.util.List;
import java.util.Optional;

/**
 * The figures of all epochs and validations.
 *
 * @param epochs in their order; the last one may be cut short, and there is none if training ended
 *     before its first step
 * @param validations in their order; none without validation data
 */
public record History(List<EpochReport> epochs, List<ValidationReport> validations) {

  /** Copies the lists. */
  public History {
    epochs = List.copyOf(epochs);
    validations = List.copyOf(validations);
  }

  /**
   * The last epoch.
   *
   * @return its figures
   * @throws java.util.NoSuchElementException if there is none
   */
  public EpochReport last() {
    return epochs.getLast();
  }

  /**
   * The epoch with the best weights, see {@link TrainingRun#bestWeights()}.
   *
   * @return its figures
   * @throws java.util.NoSuchElementException if there is none
   */
  public EpochReport best() {
    return epochs.reversed().stream().filter(EpochReport::best).findFirst().orElseThrow();
  }

  /**
   * The validation that found the best weights.
   *
   * @return empty without validation data
   */
  public Optional<ValidationReport> bestValidation() {
    return validations.reversed().stream().filter(ValidationReport::best).findFirst();
  }
}
