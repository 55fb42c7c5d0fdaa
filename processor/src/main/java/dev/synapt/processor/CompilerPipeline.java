package dev.synapt.processor;

import dev.synapt.processor.dump.TextDump;
import dev.synapt.processor.emit.Compilation;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.Differentiation;
import dev.synapt.processor.lower.Folding;
import dev.synapt.processor.lower.Fusion;
import dev.synapt.processor.lower.Lowering;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.OpVerifier;
import dev.synapt.processor.method.MethodPlan;
import dev.synapt.processor.method.MethodPlanner;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.LayoutSelection;
import dev.synapt.processor.plan.MemoryPlan;
import dev.synapt.processor.plan.MemoryPlanVerifier;
import dev.synapt.processor.plan.MemoryPlanner;
import dev.synapt.processor.plan.Phase;
import dev.synapt.processor.plan.Schedule;
import dev.synapt.processor.plan.ScheduleVerifier;
import dev.synapt.processor.summary.NetworkSummary;
import dev.synapt.processor.summary.PlannedOps;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The stages between a network with shapes and its classes, in order:
 *
 * <ol>
 *   <li>{@link Lowering}: layers become primitive operations, for training and for inference.
 *   <li>{@link Differentiation}: the backward pass is added.
 *   <li>{@link Folding}: in inference, batch normalisation becomes part of the weights.
 *   <li>{@link Fusion}: neighbours that one pass over memory can do are merged.
 *   <li>{@link LayoutSelection}: every value gets its layout.
 *   <li>{@link Schedule}: operations become steps in phases.
 *   <li>{@link MemoryPlanner}: everything gets its place.
 *   <li>{@link MethodPlanner}: each step gets its kernel, for each target, and methods are made of
 *       them.
 * </ol>
 *
 * <p>What comes out is plain data; {@link dev.synapt.processor.emit.ModelEmitter} writes it as
 * Java.
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

  private static final List<Stage> TRAINING_STAGES =
      List.of(Stage.TRAINING_LAYOUTS, Stage.TRAINING_PHASES, Stage.TRAINING_MEMORY);

  private static final List<Stage> INFERENCE_STAGES =
      List.of(Stage.INFERENCE_LAYOUTS, Stage.INFERENCE_PHASES, Stage.INFERENCE_MEMORY);

  private static final List<Stage> BATCH_STAGES =
      List.of(Stage.BATCH_LAYOUTS, Stage.BATCH_PHASES, Stage.BATCH_MEMORY);

  private final TypedGraph graph;
  private final Options options;
  private final StageListener stages;

  private CompilerPipeline(TypedGraph graph, Options options, StageListener stages) {
    this.graph = graph;
    this.options = options;
    this.stages = stages;
  }

  /** Runs all stages. */
  public static Compilation run(TypedGraph graph, Options options) {
    return run(graph, options, StageListener.NONE);
  }

  /**
   * Runs all stages.
   *
   * @param stages hears what each of them makes
   */
  static Compilation run(TypedGraph graph, Options options, StageListener stages) {
    return new CompilerPipeline(graph, options, stages).run();
  }

  private Compilation run() {
    int slices = Layout.padded(graph.graph().batch()) / Layout.BLOCK;
    OpGraph training = training();
    Plan trainingPlan = plan(training, slices, TRAINING_STAGES);
    List<MethodPlan> trainingMethods =
        methods(
            trainingPlan, MethodPlanner::training, Stage.TRAINING_KERNELS, Stage.TRAINING_METHODS);
    OpGraph inference = inference();
    Plan inferencePlan = plan(inference, 0, INFERENCE_STAGES);
    List<MethodPlan> inferenceMethods =
        methods(
            inferencePlan,
            MethodPlanner::inference,
            Stage.INFERENCE_KERNELS,
            Stage.INFERENCE_METHODS);
    Plan batchPlan = plan(inference, slices, BATCH_STAGES);
    List<MethodPlan> batchMethods =
        methods(batchPlan, MethodPlanner::batch, Stage.BATCH_KERNELS, Stage.BATCH_METHODS);
    NetworkSummary summary =
        NetworkSummary.of(
            graph, trainingPlan.planned(), inferencePlan.planned(), batchPlan.planned());
    stages.done(Stage.SUMMARY, () -> TextDump.of(summary));
    return new Compilation(
        graph, training, inference, trainingMethods, inferenceMethods, batchMethods, summary);
  }

  /** The operations of a training step. */
  private OpGraph training() {
    OpGraph forward = Lowering.training(graph);
    stages.done(Stage.TRAINING_LOWERED, () -> TextDump.of(forward));
    OpGraph both = Differentiation.run(forward, options.inputGradient());
    stages.done(Stage.TRAINING_DIFFERENTIATED, () -> TextDump.of(both));
    return fused(both, Stage.TRAINING_FUSED);
  }

  /** The operations of a prediction. */
  private OpGraph inference() {
    OpGraph forward = Lowering.inference(graph);
    stages.done(Stage.INFERENCE_LOWERED, () -> TextDump.of(forward));
    OpGraph folded = Folding.run(forward);
    stages.done(Stage.INFERENCE_FOLDED, () -> TextDump.of(folded));
    return fused(folded, Stage.INFERENCE_FUSED);
  }

  private OpGraph fused(OpGraph graph, Stage stage) {
    OpGraph ops = Fusion.run(graph);
    OpVerifier.verify(ops);
    stages.done(stage, () -> TextDump.of(ops));
    return ops;
  }

  /** What is decided about the operations before code is made of them. */
  private record Plan(OpGraph ops, List<Phase> phases, MemoryPlan memory) {

    PlannedOps planned() {
      return new PlannedOps(ops, memory);
    }
  }

  /**
   * Plans a training step or a prediction.
   *
   * @param slices slices of 16 samples in a batch; 0 for a prediction, which has one sample
   * @param names the stages of layouts, phases and memory
   */
  private Plan plan(OpGraph ops, int slices, List<Stage> names) {
    Map<ValueId, Layout> layouts = LayoutSelection.run(ops, slices > 0);
    stages.done(names.get(0), () -> TextDump.layouts(ops, layouts));
    List<Phase> phases = Schedule.run(ops);
    ScheduleVerifier.verify(ops, phases);
    stages.done(names.get(1), () -> TextDump.phases(phases));
    MemoryPlan memory = MemoryPlanner.run(ops, layouts, phases, slices);
    MemoryPlanVerifier.verify(ops, phases, memory);
    stages.done(names.get(2), () -> TextDump.memory(ops, memory));
    return new Plan(ops, phases, memory);
  }

  /** The methods of one target. */
  private interface Planner {
    MethodPlan plan(OpGraph ops, List<Phase> phases, MemoryPlan memory, Target target);
  }

  private List<MethodPlan> methods(Plan plan, Planner planner, Stage kernels, Stage methods) {
    List<MethodPlan> plans =
        options.targets().stream()
            .map(target -> planner.plan(plan.ops(), plan.phases(), plan.memory(), target))
            .toList();
    stages.done(
        kernels,
        () ->
            forEach(
                options.targets(),
                target -> TextDump.kernels(plan.ops(), plan.phases(), plan.memory(), target)));
    stages.done(methods, () -> forEach(plans, TextDump::methods));
    return plans;
  }

  private static <T> String forEach(List<T> parts, Function<T, String> text) {
    return parts.stream().map(text).collect(Collectors.joining("\n"));
  }
}
