package dev.synapt.processor.lower;

import dev.synapt.processor.graph.ValueId;
import java.util.List;

/** The logarithm of softmax over the channels, at each position of an image by itself. */
public sealed interface LogSoftmaxOp extends Op.Family {

  /** {@code y = x - log(sum exp(x))}. */
  record Forward(Origin origin, ValueId x, ValueId y) implements LogSoftmaxOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(x);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /** {@code dx = dy - exp(y) sum dy}. */
  record Gradient(Origin origin, ValueId y, ValueId dy, ValueId dx) implements LogSoftmaxOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(y, dy);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }
}
