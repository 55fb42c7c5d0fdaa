package dev.synapt.processor.graph;

import java.util.function.DoublePredicate;

/** The values a number of an annotation may have. */
enum Range {
  AT_LEAST_1("at least 1", "1 or more", value -> value >= 1),
  AT_LEAST_0("at least 0", "0 or more", value -> value >= 0 && value < Double.POSITIVE_INFINITY),
  POSITIVE("greater than 0", "1e-5 or another small number", Range::isPositive),
  RATE("at least 0 and less than 1", "0.5 or another fraction", value -> value >= 0 && value < 1),
  FRACTION(
      "at least 0 and at most 1", "0.1 or another fraction", value -> value >= 0 && value <= 1);

  private final String must;
  private final String example;
  private final DoublePredicate test;

  Range(String must, String example, DoublePredicate test) {
    this.must = must;
    this.example = example;
    this.test = test;
  }

  private static boolean isPositive(double value) {
    return value > 0 && value < Double.POSITIVE_INFINITY;
  }

  /** What a value must be, for messages. */
  String must() {
    return must;
  }

  /** What to write instead, for messages. */
  String example() {
    return example;
  }

  /**
   * Whether a value lies in the range, also in single precision, in which generated code computes;
   * "not a number" lies in none.
   */
  boolean contains(double value) {
    return test.test(value) && test.test((float) value);
  }

  /**
   * The value for messages about one that lies outside, with what rounding makes of it if that is
   * why.
   */
  String written(double value) {
    String plain =
        value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE
            ? String.valueOf((long) value)
            : String.valueOf(value);
    return test.test(value) ? plain + ", in single precision " + (float) value + "," : plain;
  }
}
