package dev.synapt.processor.lower;

import dev.synapt.processor.graph.ValueId;
import java.util.List;

/** A vector for each position of an image of one row; its gradient by x is dy. */
public sealed interface PositionalOp extends Op.Family {

  /** {@code y[n,2i,0,t] = x + sin(t / 10000^(2i/C))}, and cosines in odd channels. */
  record Sinusoidal(Origin origin, ValueId x, ValueId y) implements PositionalOp {

    /** The name of the constant that holds the vectors. */
    public String constant() {
      return origin.constant("Table");
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(x);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /** {@code y[n,c,0,t] = x[n,c,0,t] + w[t,c]}. */
  record Learned(Origin origin, ValueId x, ValueId w, ValueId y) implements PositionalOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(x, w);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /** {@code dw[t,c] = sum over n of dy[n,c,0,t]}. */
  record GradWeights(Origin origin, ValueId dy, ValueId dw) implements PositionalOp {
    @Override
    public boolean sumsOverBatch() {
      return true;
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(dy);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dw);
    }
  }
}
