package dev.synapt.runtime.training;

/**
 * Ends training when the monitored figure does not improve any more. Whatever the patience, {@link
 * TrainingRun#bestWeights()} are the best of all validations, not those at the end.
 *
 * @param patience how many validations in a row may pass without improvement; training ends with
 *     the last of them, as in Keras
 * @param minDelta by how much a value must be better than the best to count as an improvement
 */
public record EarlyStopping(int patience, double minDelta) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the patience is below 1 or the difference is below 0
   */
  public EarlyStopping {
    if (patience < 1) {
      throw new IllegalArgumentException("patience must be at least 1, but is " + patience);
    }
    if (!(minDelta >= 0 && minDelta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the least improvement must be 0 or more and finite, but is " + minDelta);
    }
  }

  /**
   * Any improvement counts.
   *
   * @param validations how many in a row may pass without one, at least 1
   */
  public static EarlyStopping patience(int validations) {
    return new EarlyStopping(validations, 0);
  }

  /**
   * The same, but small improvements do not count.
   *
   * @param difference an improvement must be larger than this
   * @return the changed copy
   */
  public EarlyStopping minDelta(double difference) {
    return new EarlyStopping(patience, difference);
  }
}
