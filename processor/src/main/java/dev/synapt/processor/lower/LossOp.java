package dev.synapt.processor.lower;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossOptions;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.ValueId;
import java.util.List;

/**
 * A loss and its gradient at once, of rows in the caller's order; what {@link
 * BasicLossOp.SoftmaxCrossEntropy} and {@link BasicLossOp.SquaredError} do without. Formulas are
 * those of PyTorch's losses of these names.
 *
 * @param loss which one
 * @param channels classes, or channels that have weights of their own
 * @param options its numbers
 * @param slot where its answers are
 */
public record LossOp(
    Origin origin,
    ValueId x,
    LossKind loss,
    int channels,
    LossOptions options,
    LossReduction reduction,
    LossSlot slot,
    ValueId dx)
    implements Op.Family {

  @Override
  public List<ValueId> inputs() {
    return List.of(x);
  }

  @Override
  public List<ValueId> outputs() {
    return List.of(dx);
  }

  /** The name of the constant that generated code holds the loss in: {@code digitOutputLoss}. */
  public String constant() {
    return origin.constant("Loss");
  }
}
