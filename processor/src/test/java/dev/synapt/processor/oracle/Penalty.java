package dev.synapt.processor.oracle;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Tensor;
import dev.synapt.runtime.optimizer.Optimizer;
import dev.synapt.runtime.optimizer.Sgd;

/** Expresses the cases of penalties: weights of a dense layer, and what a step takes off them. */
public final class Penalty {

  private Penalty() {}

  /** Whether a case is one of a penalty. */
  public static boolean isCase(OracleCase test) {
    return test.op().equals("l1_penalty") || test.op().equals("l2_penalty");
  }

  /** A layer with the case's weights. */
  public static TypedGraph net(OracleCase test) {
    Tensor weights = test.inputs().get("input");
    return NetBuilder.input("Case", 1, Shape.of(weights.dim(1)))
        .field("layer")
        .dense(weights.dim(0), false)
        .output(LossKind.MSE, LossReduction.SUM);
  }

  /** Takes the whole gradient off in one step. */
  public static Optimizer optimizer(OracleCase test) {
    Sgd plain = Sgd.withLearningRate(1);
    double factor = test.number("lambda");
    return test.op().equals("l1_penalty") ? plain.l1(factor) : plain.weightDecay(factor);
  }
}
