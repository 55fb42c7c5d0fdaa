package dev.synapt.runtime;

import java.util.OptionalInt;

/** Checks the inputs of networks that look tokens up. */
final class TokenIds {

  private TokenIds() {}

  /** How many tokens there are, empty for 0. */
  static OptionalInt counted(int vocabulary) {
    return vocabulary > 0 ? OptionalInt.of(vocabulary) : OptionalInt.empty();
  }

  /**
   * Throws unless all inputs are token ids.
   *
   * @param x holds the samples, from {@code first}
   * @param samples how many
   * @param size ids of one
   * @param vocabulary how many tokens there are; 0 when inputs are no ids, and nothing is checked
   * @throws IllegalArgumentException naming the first input that is none
   */
  static void require(float[] x, int first, int samples, int size, int vocabulary) {
    int end = vocabulary == 0 ? 0 : samples * size;
    for (int i = 0; i < end; i++) {
      float id = x[first + i];
      if (!(id >= 0 && id < vocabulary && id == (int) id)) {
        throw new IllegalArgumentException(
            "sample %d, position %d: %s is no token id, which are whole numbers from 0 to %d"
                .formatted(i / size, i % size, id, vocabulary - 1));
      }
    }
  }

  /**
   * Throws if inputs are token ids.
   *
   * @param vocabulary how many tokens there are; 0 when inputs are no ids
   * @throws IllegalArgumentException saying that ids stay what they are
   */
  static void requireNone(int vocabulary) {
    if (vocabulary > 0) {
      throw new IllegalArgumentException(
          "the inputs are ids of %d tokens, which are not normalised".formatted(vocabulary));
    }
  }
}
