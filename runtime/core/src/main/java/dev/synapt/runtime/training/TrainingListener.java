package dev.synapt.runtime.training;

/**
 * Hears how training goes, on the thread that trains. What a listener throws ends the training and
 * reaches the caller of {@link Training#fit()}.
 */
public interface TrainingListener {

  /**
   * After each step.
   *
   * @param report where training is and how well it does
   */
  default void onStep(StepReport report) {}

  /**
   * After each epoch and its validation.
   *
   * @param report the figures of the epoch
   */
  default void onEpoch(EpochReport report) {}
}
