package dev.synapt.processor.plan;

import java.util.List;

/**
 * Steps that a thread does one after another without waiting for the others; all threads wait at
 * its end.
 *
 * @param domain how its work divides among the threads
 * @param steps in order
 */
public record Phase(Domain domain, List<Step> steps) {

  public Phase {
    steps = List.copyOf(steps);
  }
}
