package dev.synapt.processor.graph;

import java.util.List;

/**
 * Padding along any number of axes, as far as it can be known without the sizes.
 *
 * @param kind how it follows from the sizes, or that it is given
 * @param before amounts in front, one per axis, where given
 * @param after amounts behind
 */
public record AxisPads(Kind kind, List<Integer> before, List<Integer> after) {

  /** Where the amounts come from. */
  public enum Kind {
    /** The amounts are given. */
    EXPLICIT,
    /** As many windows as positions by the stride. */
    SAME,
    /** Everything in front, so that no window reads what comes later. */
    CAUSAL
  }

  public AxisPads {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** Whether nothing is padded. */
  public boolean isNone() {
    return kind == Kind.EXPLICIT
        && before.stream().allMatch(p -> p == 0)
        && after.stream().allMatch(p -> p == 0);
  }

  @Override
  public String toString() {
    return kind == Kind.EXPLICIT ? "pad " + before + " " + after : "padding " + kind;
  }
}
