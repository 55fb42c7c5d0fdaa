package dev.synapt.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One of several outputs of a network. Results of a sample stand back to back in a row, in the
 * order of the outputs, and so do the answers that training wants: an output over classes has a
 * column with the label for each of its positions, any other a column for each number.
 *
 * @param name the field of the model
 * @param first where its results begin in a row of results
 * @param size how many they are
 * @param firstTarget where its answers begin in a row of answers
 * @param targetSize how many they are
 * @param weight what its loss is multiplied by in the loss of the network
 * @param labelSpec what its labels must be; empty when its answers are numbers
 * @param classNames names of the classes, or none
 */
public record OutputSpec(
    String name,
    int first,
    int size,
    int firstTarget,
    int targetSize,
    float weight,
    Optional<LabelSpec> labelSpec,
    List<String> classNames) {

  /** Copies the names. */
  public OutputSpec {
    classNames = List.copyOf(classNames);
  }

  /**
   * This output's results.
   *
   * @param row the results of a sample, as {@link InferenceNetwork#predict(float[])} gives them
   * @return a copy
   */
  public float[] of(float[] row) {
    return Arrays.copyOfRange(row, first, first + size);
  }

  /**
   * The position of the largest of this output's results, the first of equals: the class, of an
   * output over classes. Allocates nothing.
   *
   * @param rows results of samples
   * @param at where the row of a sample begins
   */
  public int classify(float[] rows, int at) {
    int best = 0;
    for (int i = 1; i < size; i++) {
      best = rows[at + first + i] > rows[at + first + best] ? i : best;
    }
    return best;
  }
}
