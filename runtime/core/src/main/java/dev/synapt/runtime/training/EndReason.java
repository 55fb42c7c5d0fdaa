package dev.synapt.runtime.training;

/** Why a training ended. */
public enum EndReason {
  /** All epochs were done. */
  COMPLETED,
  /** The monitored figure did not improve any more, see {@link EarlyStopping}. */
  EARLY_STOPPING,
  /** The limit of steps was reached. */
  STEP_LIMIT,
  /** The time was over. */
  TIME_LIMIT,
  /** It was asked to stop, see {@link Training#stopWhen} and {@link Training#stopOnExit}. */
  STOPPED,
  /** An exception ended it; {@link Training#fit} throws it. */
  FAILED
}
