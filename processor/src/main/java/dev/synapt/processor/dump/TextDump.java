package dev.synapt.processor.dump;

import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.graph.LayerGraph;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.method.MethodPlan;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.MemoryPlan;
import dev.synapt.processor.plan.Phase;
import dev.synapt.processor.summary.NetworkSummary;
import java.util.List;
import java.util.Map;

/**
 * The text form of each stage's result: one line per node, the same text for equal results. {@code
 * N} in a shape is the batch.
 *
 * <pre>
 * %1  conv1.conv2d     Conv2d(8, 5x5, HE_UNIFORM)  %0  -&gt; [N,8,24,24]
 * %2  conv1.maxpool2d  MaxPool2d(2x2,s2x2)         %1  -&gt; [N,8,12,12]
 * </pre>
 */
public final class TextDump {

  private TextDump() {}

  /**
   * What the user declares: each field with its annotations and their values, defaults included.
   */
  public static String of(NetworkDeclaration network) {
    return DeclarationText.of(network);
  }

  /** The layers, without shapes. */
  public static String of(LayerGraph graph) {
    return LayerText.of(graph);
  }

  /** The layers with the shape of each one's value. */
  public static String of(TypedGraph graph) {
    return LayerText.of(graph);
  }

  /**
   * The tensors of the weights (name, shape, start, fan-in and fan-out), then the operations: the
   * values each defines, its layer (with {@code '} on the way back), what it is, the values it
   * reads, and the shapes it defines.
   */
  public static String of(OpGraph graph) {
    return OpText.of(graph);
  }

  /** How each value per sample lies in memory. */
  public static String layouts(OpGraph graph, Map<ValueId, Layout> layouts) {
    return PlanText.layouts(graph, layouts);
  }

  /** The steps, phase by phase. */
  public static String phases(List<Phase> phases) {
    return PlanText.phases(phases);
  }

  /**
   * The place of everything, in the order of the memory, as start and length in floats: first the
   * weights, with the strides of their axes, then the values.
   */
  public static String memory(OpGraph graph, MemoryPlan memory) {
    return PlanText.memory(graph, memory);
  }

  /**
   * For each step the form of its kernel and the routines that it calls, with their bytes of code
   * and calls of the Vector API as they are estimated.
   */
  public static String kernels(
      OpGraph graph, List<Phase> phases, MemoryPlan memory, Target target) {
    return MethodText.kernels(graph, phases, memory, target);
  }

  /** The methods of each phase with their statements, then the routines that they call. */
  public static String methods(MethodPlan plan) {
    return MethodText.methods(plan);
  }

  /** The table of layers with its numbers. */
  public static String of(NetworkSummary summary) {
    return summary.table();
  }
}
