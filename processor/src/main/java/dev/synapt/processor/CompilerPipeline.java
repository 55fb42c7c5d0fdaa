package dev.synapt.processor;

import dev.synapt.processor.emit.Compilation;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.Differentiation;
import dev.synapt.processor.lower.Fusion;
import dev.synapt.processor.lower.Lowering;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.OpVerifier;
import dev.synapt.processor.method.MethodPlan;
import dev.synapt.processor.method.MethodPlanner;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.LayoutSelection;
import dev.synapt.processor.plan.MemoryPlan;
import dev.synapt.processor.plan.MemoryPlanner;
import dev.synapt.processor.plan.Phase;
import dev.synapt.processor.plan.Schedule;
import dev.synapt.processor.summary.NetworkSummary;
import java.util.List;
import java.util.Map;

/**
 * The stages between a network with shapes and its classes, in order:
 *
 * <ol>
 *   <li>{@link Lowering}: layers become primitive operations, for training and for inference.
 *   <li>{@link Differentiation}: the backward pass is added.
 *   <li>{@link Fusion}: neighbours that one pass over memory can do are merged.
 *   <li>{@link LayoutSelection}: every value gets its layout.
 *   <li>{@link Schedule}: operations become steps in phases.
 *   <li>{@link MemoryPlanner}: everything gets its place.
 *   <li>{@link MethodPlanner}: each step gets its kernel, for each target, and methods are made of them.
 * </ol>
 *
 * <p>What comes out is plain data; {@link dev.synapt.processor.emit.ModelEmitter} writes it as Java.
 */
public final class CompilerPipeline {

  /**
   * What can be chosen.
   *
   * @param inputGradient whether the gradient by the network's input is computed too
   * @param targets what code is generated for; plain first
   */
  public record Options(boolean inputGradient, List<Target> targets) {

    public Options {
      targets = List.copyOf(targets);
      if (targets.isEmpty() || targets.getFirst() != Target.PLAIN) {
        throw new IllegalArgumentException("plain code defines the others: " + targets);
      }
    }
  }

  private final TypedGraph graph;
  private final Options options;

  private CompilerPipeline(TypedGraph graph, Options options) {
    this.graph = graph;
    this.options = options;
  }

  /** Runs all stages. */
  public static Compilation run(TypedGraph graph, Options options) {
    return new CompilerPipeline(graph, options).run();
  }

  /** The operations of a training step. */
  public static OpGraph training(TypedGraph graph, boolean inputGradient) {
    OpGraph ops = Fusion.run(Differentiation.run(Lowering.training(graph), inputGradient));
    OpVerifier.verify(ops);
    return ops;
  }

  /** The operations of a prediction. */
  public static OpGraph inference(TypedGraph graph) {
    OpGraph ops = Fusion.run(Lowering.inference(graph));
    OpVerifier.verify(ops);
    return ops;
  }

  private Compilation run() {
    OpGraph training = training(graph, options.inputGradient());
    OpGraph inference = inference(graph);
    int slices = Layout.padded(graph.graph().batch()) / Layout.BLOCK;

    Map<ValueId, Layout> trainingLayouts = LayoutSelection.run(training, true);
    List<Phase> trainingPhases = Schedule.run(training);
    MemoryPlan trainingMemory =
        MemoryPlanner.run(training, trainingLayouts, trainingPhases, slices);

    Map<ValueId, Layout> inferenceLayouts = LayoutSelection.run(inference, false);
    List<Phase> inferencePhases = Schedule.run(inference);
    MemoryPlan inferenceMemory =
        MemoryPlanner.run(inference, inferenceLayouts, inferencePhases, 0);

    List<MethodPlan> trainingPlans =
        options.targets().stream()
            .map(t -> MethodPlanner.training(training, trainingPhases, trainingMemory, t))
            .toList();
    List<MethodPlan> inferencePlans =
        options.targets().stream()
            .map(t -> MethodPlanner.inference(inference, inferencePhases, inferenceMemory, t))
            .toList();
    return new Compilation(
        graph,
        training,
        inference,
        trainingPlans,
        inferencePlans,
        NetworkSummary.of(graph, trainingMemory, inferenceMemory));
  }
}
