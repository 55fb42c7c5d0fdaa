package dev.synapt.examples.peers.measure;

/** What a process measures. */
public enum Task {
  /** Samples a second while training. */
  TRAIN,
  /** Microseconds of a prediction of one sample. */
  LATENCY,
  /** Samples a second while predicting batches of 64. */
  THROUGHPUT,
  /** Milliseconds from the start of the process to its first prediction. */
  START,
  /** Samples a second in short windows from the first training step on. */
  FRESH,
  /** Losses of the first steps and probabilities: whether libraries do the same. */
  CHECK
}
