package dev.synapt.processor.plan;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.TopologyOp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks what threads may rely on. Within a phase over slices a thread sees what it computed itself
 * for the same slice; whatever is summed over all samples, and whatever reads such a sum, must have
 * waited for everybody.
 */
public final class ScheduleVerifier {

  /**
   * Where a value is made: the phase, and whether only its slice's thread has it before the phase
   * ends.
   */
  private record Made(int phase, boolean bySlice) {}

  private final OpGraph graph;
  private final List<Phase> phases;
  private final Map<ValueId, Made> made = new HashMap<>();
  private final Map<Op, Integer> summed = new HashMap<>();
  private final Set<Step> done = new HashSet<>();

  private ScheduleVerifier(OpGraph graph, List<Phase> phases) {
    this.graph = graph;
    this.phases = phases;
  }

  /**
   * Fails unless every operation is done once, in the parts and over the domain that it needs, and
   * each step finds all it reads.
   *
   * @throws IllegalStateException naming the step and what is wrong with it
   */
  public static void verify(OpGraph graph, List<Phase> phases) {
    new ScheduleVerifier(graph, phases).verify();
  }

  private void verify() {
    for (int i = 0; i < phases.size(); i++) {
      Phase phase = phases.get(i);
      if (phase.steps().isEmpty()) {
        throw new IllegalStateException("phase %d is empty".formatted(i));
      }
      for (Step step : phase.steps()) {
        require(step.domain() == phase.domain(), step, "is in a phase over " + phase.domain());
        verify(step, i);
      }
    }
    for (Op op : graph.ops()) {
      for (Step step : parts(op)) {
        require(done.contains(step), step, "is never done");
      }
    }
  }

  private void verify(Step step, int phase) {
    require(parts(step.op()).contains(step), step, "is no part of its operation");
    require(done.add(step), step, "is done twice");
    if (step.part() == Step.Part.COMBINE) {
      Integer sums = summed.get(step.op());
      require(sums != null && sums < phase, step, "does not wait for the slices' sums");
    } else {
      summed.put(step.op(), phase);
      step.op().inputs().forEach(in -> requireReady(step, phase, in));
    }
    if (step.equals(parts(step.op()).getLast())) {
      Made by = new Made(phase, step.domain() == Domain.SLICES);
      step.op().outputs().forEach(out -> made.put(out, by));
    }
  }

  private void requireReady(Step step, int phase, ValueId in) {
    if (graph.definition(in).isEmpty()) {
      return;
    }
    String name = graph.value(in).name();
    Made by = made.get(in);
    require(by != null, step, "reads %s before it is made".formatted(name));
    boolean sameSlice = by.bySlice() && step.domain() == Domain.SLICES;
    require(by.phase() < phase || sameSlice, step, "does not wait for " + name);
  }

  /** The steps of an operation, in order. */
  private static List<Step> parts(Op op) {
    if (op instanceof Op.Family family && family.sumsOverBatch()) {
      return sums(op);
    }
    return switch (op) {
      case Op.Family f when f.readsWholeBatch() ->
          List.of(new Step(op, Step.Part.MAIN, Domain.UNITS));
      case Op.DenseGradWeights _, TopologyOp.SharedGradient _ ->
          List.of(new Step(op, Step.Part.MAIN, Domain.UNITS));
      case Op.Conv2dGradWeights _, Op.BatchNormStatistics _, Op.BatchNormGradParameters _ ->
          sums(op);
      default -> List.of(new Step(op, Step.Part.MAIN, Domain.SLICES));
    };
  }

  private static List<Step> sums(Op op) {
    return List.of(
        new Step(op, Step.Part.MAIN, Domain.SLICES), new Step(op, Step.Part.COMBINE, Domain.UNITS));
  }

  private static void require(boolean holds, Step step, String problem) {
    if (!holds) {
      throw new IllegalStateException(
          "%s (%s over %s) %s".formatted(step.op(), step.part(), step.domain(), problem));
    }
  }
}
