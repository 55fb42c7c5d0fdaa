package dev.synapt.processor.method;

import dev.synapt.processor.lane.Routine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How large methods may be. Beyond these sizes code is not slow by a little: HotSpot does not
 * compile it at all, or leaves it at a tier where every vector is an object, a hundred times slower
 * and without a word.
 */
public final class MethodBudget {

  /**
   * HotSpot never compiles a method of 8,000 bytes of code or more ({@code HugeMethodLimit}); what
   * is kept below is for constants that turn out longer than counted.
   */
  public static final int BYTECODES = 7_500;

  /**
   * Calls of the Vector API in a method with loops within the loop over lanes. The compiler of tier
   * 3 was seen to run out of virtual registers from about 200 on (JDK 25).
   */
  public static final int VECTOR_CALLS_IN_LOOPS = 160;

  /** Calls of the Vector API without such loops; tier 3 was seen to refuse 144 (JDK 25). */
  public static final int VECTOR_CALLS_STRAIGHT = 96;

  private MethodBudget() {}

  /**
   * Fails if a method would be too large.
   *
   * @throws IllegalStateException naming every such method, its size and the limit
   */
  public static void check(MethodPlan plan) {
    List<String> findings = findings(plan);
    if (!findings.isEmpty()) {
      throw new IllegalStateException(
          "methods too large to be compiled for %s: %s"
              .formatted(plan.target(), String.join("; ", findings)));
    }
  }

  private static List<String> findings(MethodPlan plan) {
    List<String> findings = new ArrayList<>();
    for (Routine routine : plan.routines()) {
      check(routine.name(), MethodCost.of(routine, plan.target()), findings);
    }
    Stream.concat(
            plan.phases().stream().flatMap(phase -> phase.methods().stream()),
            plan.results().stream())
        .forEach(method -> check(method.name(), MethodCost.of(method), findings));
    return findings;
  }

  private static void check(String name, MethodCost cost, List<String> findings) {
    if (cost.bytecodes() > BYTECODES) {
      findings.add(
          "%s has %s bytes of code, at most %s".formatted(name, cost.bytecodes(), BYTECODES));
    }
    if (cost.vectorCalls() > vectorCalls(cost)) {
      findings.add(
          "%s has %s vector calls, at most %s"
              .formatted(name, cost.vectorCalls(), vectorCalls(cost)));
    }
  }

  private static int vectorCalls(MethodCost cost) {
    return cost.loops() ? VECTOR_CALLS_IN_LOOPS : VECTOR_CALLS_STRAIGHT;
  }

  /** Whether a method keeps to all limits. */
  static boolean fits(MethodCost cost) {
    return cost.bytecodes() <= BYTECODES && cost.vectorCalls() <= vectorCalls(cost);
  }
}
