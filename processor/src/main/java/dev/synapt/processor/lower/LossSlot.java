package dev.synapt.processor.lower;

/**
 * Where the answers to an output are, and its loss.
 *
 * @param index counts the outputs, from 0
 * @param first its first column in a row of answers
 * @param columns its columns: labels, or numbers
 * @param outputs how many outputs there are
 */
public record LossSlot(int index, int first, int columns, int outputs) {

  /** Of the only output, whose answers are labels or numbers by themselves. */
  public static final LossSlot ALONE = new LossSlot(0, 0, 0, 1);

  /** Whether there are other outputs. */
  public boolean isOneOfSeveral() {
    return outputs > 1;
  }
}
