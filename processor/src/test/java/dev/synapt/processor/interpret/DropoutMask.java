package dev.synapt.processor.interpret;

/** Which entries a dropout layer keeps. */
@FunctionalInterface
public interface DropoutMask {

  /** Keeps every entry. */
  DropoutMask ALL = (layer, rate, sample, entry) -> true;

  /**
   * Whether an entry is kept.
   *
   * @param layer tells the dropout layers of a network apart, from 0
   * @param rate the probability with which it should be dropped
   * @param sample the position in the batch
   * @param entry the row-major position in the sample
   */
  boolean keeps(int layer, double rate, int sample, int entry);
}
