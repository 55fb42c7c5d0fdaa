package dev.synapt.processor.lower;

import dev.synapt.processor.graph.ValueId;
import java.util.List;

/** ReLU with learned slopes; {@code w} has one entry per channel, or one in all. */
public sealed interface PReluOp extends Op.Family {

  /** {@code y = x > 0 ? x : w x}. */
  record Forward(Origin origin, ValueId x, ValueId w, ValueId y) implements PReluOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(x, w);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /** {@code dx = x > 0 ? dy : w dy}. */
  record GradInput(Origin origin, ValueId x, ValueId w, ValueId dy, ValueId dx) implements PReluOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(x, w, dy);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }

  /** {@code dw = sum of dy x} over the entries with {@code x <= 0}, per channel or in all. */
  record GradWeights(Origin origin, ValueId x, ValueId dy, ValueId dw) implements PReluOp {
    @Override
    public boolean sumsOverBatch() {
      return true;
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(x, dy);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dw);
    }
  }
}
