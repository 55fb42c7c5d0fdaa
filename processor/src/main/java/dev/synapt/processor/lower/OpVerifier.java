package dev.synapt.processor.lower;

import dev.synapt.processor.graph.ValueId;
import java.util.HashSet;
import java.util.Set;

/** Checks what every {@link OpGraph} must satisfy, whichever pass made it. */
public final class OpVerifier {

  private OpVerifier() {}

  /**
   * Fails unless each operation reads only the input, weights and what earlier operations define,
   * no value is defined twice, and the output and the input gradient are defined.
   *
   * @throws IllegalStateException naming the operation and the value
   */
  public static void verify(OpGraph graph) {
    Set<ValueId> defined = new HashSet<>();
    defined.add(graph.input());
    graph.parameters().forEach(parameter -> defined.add(parameter.value()));
    for (Op op : graph.ops()) {
      for (ValueId in : op.inputs()) {
        require(defined.contains(in), graph, op, in, "read before it is defined");
      }
      for (ValueId out : op.outputs()) {
        require(defined.add(out), graph, op, out, "defined twice");
      }
    }
    require(defined, graph.output(), "output");
    graph.inputGradient().ifPresent(gradient -> require(defined, gradient, "input gradient"));
  }

  private static void require(Set<ValueId> defined, ValueId value, String role) {
    if (!defined.contains(value)) {
      throw new IllegalStateException("the " + role + " is never defined: " + value);
    }
  }

  private static void require(boolean holds, OpGraph graph, Op op, ValueId value, String problem) {
    if (!holds) {
      throw new IllegalStateException(
          "%s %s: %s, in %s".formatted(value, graph.value(value).name(), problem, op));
    }
  }
}
