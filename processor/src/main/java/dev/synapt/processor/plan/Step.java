package dev.synapt.processor.plan;

import dev.synapt.processor.lower.Op;

/**
 * A piece of work between two points where threads wait for each other.
 *
 * @param op what it computes
 * @param part which half of it: an operation that sums over all samples first sums each slice, then
 *     combines
 * @param domain how it divides
 */
public record Step(Op op, Part part, Domain domain) {

  /** The halves of an operation. */
  public enum Part {
    /** All of it, or the sums of each slice. */
    MAIN,
    /** Combines the slices' sums, in the order of the slices. */
    COMBINE
  }
}
