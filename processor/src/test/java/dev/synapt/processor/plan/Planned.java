package dev.synapt.processor.plan;

import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Differentiation;
import dev.synapt.processor.lower.Folding;
import dev.synapt.processor.lower.Fusion;
import dev.synapt.processor.lower.Lowering;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.summary.NetworkSummary;
import dev.synapt.processor.summary.PlannedOps;
import java.util.List;
import java.util.Map;

/**
 * What the planning stages make of a network, for tests of them and of later stages.
 *
 * @param graph the operations
 * @param layouts the layout of each value per sample
 * @param phases the steps
 * @param memory the places
 */
public record Planned(
    OpGraph graph, Map<ValueId, Layout> layouts, List<Phase> phases, MemoryPlan memory) {

  /** A training step. */
  public static Planned training(TypedGraph net, boolean inputGradient) {
    OpGraph ops = Fusion.run(Differentiation.run(Lowering.training(net), inputGradient));
    int batch = net.graph().batch();
    return of(ops, true, (batch + Layout.BLOCK - 1) / Layout.BLOCK);
  }

  /** A training step, without the gradient by the input. */
  public static Planned training(TypedGraph net) {
    return training(net, false);
  }

  /** A prediction. */
  public static Planned inference(TypedGraph net) {
    return of(inferenceOps(net), false, 0);
  }

  /** Many predictions at once. */
  public static Planned batch(TypedGraph net) {
    int batch = net.graph().batch();
    return of(inferenceOps(net), true, (batch + Layout.BLOCK - 1) / Layout.BLOCK);
  }

  /** The numbers of all three. */
  public static NetworkSummary summary(TypedGraph net) {
    return NetworkSummary.of(
        net, training(net).planned(), inference(net).planned(), batch(net).planned());
  }

  private PlannedOps planned() {
    return new PlannedOps(graph, memory);
  }

  private static OpGraph inferenceOps(TypedGraph net) {
    return Fusion.run(Folding.run(Lowering.inference(net)));
  }

  private static Planned of(OpGraph ops, boolean training, int slices) {
    Map<ValueId, Layout> layouts = LayoutSelection.run(ops, training);
    List<Phase> phases = Schedule.run(ops);
    return new Planned(ops, layouts, phases, MemoryPlanner.run(ops, layouts, phases, slices));
  }

  /** The one value of this name. */
  public ValueId value(String name) {
    return graph.values().stream()
        .filter(value -> value.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no value " + name))
        .id();
  }

  /** The place of the one value of this name. */
  public Slot slot(String name) {
    return memory.slot(value(name));
  }

  /** All steps, in order. */
  public List<Step> steps() {
    return phases.stream().flatMap(phase -> phase.steps().stream()).toList();
  }
}
