package dev.synapt.processor.lower;

import dev.synapt.processor.graph.ValueId;
import java.util.List;
import java.util.OptionalInt;

/** Rows of a table for token ids; {@code x} holds ids, {@code y} is an image of one row. */
public sealed interface EmbeddingOp extends Op.Family {

  /** {@code y[n,d,0,t] = w[x[n,t],d]}. */
  record Forward(Origin origin, ValueId x, ValueId w, ValueId y) implements EmbeddingOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(x, w);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /**
   * {@code dw[v,d] = sum of dy[n,d,0,t] over n and t with x[n,t] = v}.
   *
   * @param padding the token whose row has no gradient
   */
  record GradWeights(Origin origin, ValueId x, ValueId dy, OptionalInt padding, ValueId dw)
      implements EmbeddingOp {

    /** Sums of each slice would be as long as the table, of which a slice has few rows. */
    @Override
    public boolean readsWholeBatch() {
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
