package dev.synapt.processor.plan;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.TopologyOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders the work of a training step into phases. A step goes into the earliest phase in which all
 * it reads is there: within a phase over slices each slice is on its own, so a sum over all samples
 * always starts a new phase, and so does whatever reads such a sum.
 */
public final class Schedule {

  private final List<List<Step>> levels = new ArrayList<>();
  private final Map<ValueId, Integer> level = new HashMap<>();

  private Schedule() {}

  /** The phases, alternating between slices and units. */
  public static List<Phase> run(OpGraph graph) {
    Schedule schedule = new Schedule();
    graph.ops().forEach(schedule::place);
    List<Phase> phases = new ArrayList<>();
    for (int i = 0; i < schedule.levels.size(); i++) {
      if (!schedule.levels.get(i).isEmpty()) {
        phases.add(new Phase(domain(i), schedule.levels.get(i)));
      }
    }
    return phases;
  }

  private static Domain domain(int level) {
    return level % 2 == 0 ? Domain.SLICES : Domain.UNITS;
  }

  private void place(Op op) {
    int ready = op.inputs().stream().mapToInt(in -> level.getOrDefault(in, 0)).max().orElse(0);
    int last =
        switch (op) {
          case Op.DenseGradWeights g -> add(new Step(op, Step.Part.MAIN, Domain.UNITS), ready);
          case TopologyOp.SharedGradient g ->
              add(new Step(op, Step.Part.MAIN, Domain.UNITS), ready);
          case Op.Conv2dGradWeights g -> sliceSums(op, ready);
          case Op.BatchNormStatistics s -> sliceSums(op, ready);
          case Op.BatchNormGradParameters g -> sliceSums(op, ready);
          case Op.Family f when f.sumsOverBatch() -> sliceSums(op, ready);
          case Op.Family f when f.readsWholeBatch() ->
              add(new Step(op, Step.Part.MAIN, Domain.UNITS), ready);
          default -> add(new Step(op, Step.Part.MAIN, Domain.SLICES), ready);
        };
    op.outputs().forEach(out -> level.put(out, last));
  }

  private int sliceSums(Op op, int ready) {
    int sums = add(new Step(op, Step.Part.MAIN, Domain.SLICES), ready);
    return add(new Step(op, Step.Part.COMBINE, Domain.UNITS), sums);
  }

  /**
   * Adds a step to the first level of its domain that is not before {@code ready}, and gives that
   * level.
   */
  private int add(Step step, int ready) {
    int at = ready;
    if (domain(at) != step.domain()) {
      at++;
    } else if (step.domain() == Domain.UNITS) {
      at += 2;
    }
    while (levels.size() <= at) {
      levels.add(new ArrayList<>());
    }
    levels.get(at).add(step);
    return at;
  }
}
