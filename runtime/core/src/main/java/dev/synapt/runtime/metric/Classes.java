package dev.synapt.runtime.metric;

/** Checks of class numbers. */
final class Classes {

  private Classes() {}

  static void require(int label, int classes) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "true class " + label + ": it must be 0 to " + (classes - 1));
    }
  }
}
