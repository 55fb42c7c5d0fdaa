package dev.synapt.processor.emit;

import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.method.MethodPlan;
import dev.synapt.processor.summary.NetworkSummary;
import java.util.List;

/**
 * All that is known of a network when its classes are written.
 *
 * @param graph the user's layers
 * @param training the operations of a training step
 * @param inference the operations of a prediction
 * @param trainingPlans the training code, one plan per target, plain first
 * @param inferencePlans the code of one prediction, one plan per target, plain first
 * @param batchPlans the code of many predictions at once, one plan per target, plain first
 * @param summary its numbers
 */
public record Compilation(
    TypedGraph graph,
    OpGraph training,
    OpGraph inference,
    List<MethodPlan> trainingPlans,
    List<MethodPlan> inferencePlans,
    List<MethodPlan> batchPlans,
    NetworkSummary summary) {

  public Compilation {
    trainingPlans = List.copyOf(trainingPlans);
    inferencePlans = List.copyOf(inferencePlans);
    batchPlans = List.copyOf(batchPlans);
  }
}
