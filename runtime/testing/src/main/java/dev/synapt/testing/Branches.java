package dev.synapt.testing;

/**
 * Which way a pass went at every kink: a hash of all decisions. Between two points of different
 * branches the loss is not smooth, and its difference is no derivative.
 */
final class Branches {

  private long hash;

  void begin() {
    hash = 1;
  }

  /** Notes which piece of a function was taken. */
  void note(int piece) {
    hash = hash * 1_000_003 + piece + 1;
  }

  long hash() {
    return hash;
  }
}
