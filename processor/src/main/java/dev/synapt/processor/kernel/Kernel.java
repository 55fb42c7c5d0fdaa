package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.plan.MemoryPlan;
import dev.synapt.processor.plan.ParameterSlot;
import dev.synapt.processor.plan.Slot;
import dev.synapt.processor.plan.Workspace;

/**
 * What every kernel knows: the graph, the places in memory and the target; and the names that its code uses.
 *
 * @param graph the operations
 * @param memory where everything is
 * @param target what code is written for
 */
public record Kernel(OpGraph graph, MemoryPlan memory, Target target) {

  /** The array of weights, permuted and padded. */
  static final String WEIGHTS = "weights";

  /** The array of gradients, laid out as the trained weights. */
  static final String GRADIENTS = "gradients";

  /** The array of all other values. */
  static final String VALUES = "values";

  /** Rows of a tile: with two or four registers side by side they use up the registers, see {@link Target}. */
  static final int ROWS = 6;

  /** The variable that holds where a slice's memory starts. */
  static final String SLICE_BASE = "s";

  Slot slot(ValueId value) {
    return memory.slot(value);
  }

  ParameterSlot parameter(ValueId value) {
    return memory.parameter(value);
  }

  Workspace workspace(Op op) {
    return memory.workspaces().get(op);
  }

  /** Where a trained tensor's gradient starts in {@link #GRADIENTS}. */
  int gradient(ValueId gradient) {
    String name = graph.value(gradient).name().substring("d ".length());
    return memory.parameters().stream()
        .filter(p -> p.parameter().name().equals(name))
        .findFirst()
        .orElseThrow()
        .offset();
  }

  /** Where a value starts: within the current slice's memory if it has one. */
  static Index base(Slot slot) {
    return slot.perSlice() ? Index.of(SLICE_BASE).plus(slot.offset()) : Index.of(slot.offset());
  }

  /** The prefix of the names of an operation's routines: {@code conv1Conv2d}. */
  static String prefix(Op op) {
    return op.origin().field() + capital(op.origin().stage());
  }

  /** The same with an upper-case first letter. */
  public static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
