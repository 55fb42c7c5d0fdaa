package dev.synapt.processor.lower;

import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.ValueId;
import java.util.List;

/**
 * The losses whose kernels are generated; {@link LossOp} has those that are computed by the
 * runtime.
 */
public sealed interface BasicLossOp extends Op.Family {

  /**
   * Cross entropy of softmax with class indices, its value and its gradient at once: {@code loss =
   * -log softmax(x)[label]}, {@code dx = (softmax(x) - onehot(label)) scale} with scale 1/N for the
   * mean and 1 for the sum.
   */
  record SoftmaxCrossEntropy(Origin origin, ValueId x, LossReduction reduction, ValueId dx)
      implements BasicLossOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(x);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }

  /**
   * {@code loss = sum (x - t)^2 scale}, {@code dx = 2 (x - t) scale}, scale 1/(N entries) for the
   * mean, else 1.
   */
  record SquaredError(Origin origin, ValueId x, LossReduction reduction, ValueId dx)
      implements BasicLossOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(x);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }
}
