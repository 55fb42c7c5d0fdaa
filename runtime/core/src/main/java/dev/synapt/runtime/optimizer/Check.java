package dev.synapt.runtime.optimizer;

/** Checks of hyper-parameters; every message names the parameter and its value. */
final class Check {

  private Check() {}

  static double positive(String name, double value) {
    if (!(value > 0 && value <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " must be positive and finite, but is " + value);
    }
    return value;
  }

  static double notNegative(String name, double value) {
    if (!(value >= 0 && value <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " must be 0 or more and finite, but is " + value);
    }
    return value;
  }

  static double fraction(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1), but is " + value);
    }
    return value;
  }

  static double epsilon(double value) {
    positive("epsilon as a 32-bit float", (float) value);
    return value;
  }
}
