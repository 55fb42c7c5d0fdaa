package dev.synapt.runtime.training;

/**
 * Hears how training goes, on the thread that trains. What a listener throws ends the training and
 * reaches the caller of {@link Training#fit()}.
 */
public interface TrainingListener {

  /**
   * Before the first step.
   *
   * @param report what is going to be done
   */
  default void onStart(StartReport report) {}

  /**
   * After each step.
   *
   * @param report where training is and how well it does
   */
  default void onStep(StepReport report) {}

  /**
   * After each validation.
   *
   * @param report its figures
   */
  default void onValidation(ValidationReport report) {}

  /**
   * After each epoch and its validation.
   *
   * @param report the figures of the epoch
   */
  default void onEpoch(EpochReport report) {}

  /**
   * After training, however it ended; also when a listener threw. Files are closed here.
   *
   * @param reason why it ended
   */
  default void onEnd(EndReason reason) {}
}
