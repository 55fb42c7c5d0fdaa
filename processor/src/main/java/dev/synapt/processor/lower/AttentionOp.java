package dev.synapt.processor.lower;

import dev.synapt.processor.graph.ValueId;
import java.util.List;

/**
 * Products of all positions of a sequence with all others, head by head. Sequences are images of
 * one row {@code [C,1,L]}; head h has S channels from {@code h S}. Weights of pairs of positions
 * are {@code [heads L,1,L]}: at position i the one of j is in channel {@code h L + j}. Causal ones
 * count for nothing where j is behind i: softmax and its gradient leave zeros there, products
 * whatever.
 */
public sealed interface AttentionOp extends Op.Family {

  /** The number of heads. */
  int heads();

  /** Whether a position has no weights for those behind it. */
  boolean causal();

  /** The weights of pairs of positions. */
  ValueId pairs();

  /** The name of the constant that holds the sizes, of both directions. */
  default String constant() {
    return origin().constant("Heads");
  }

  /** {@code w[h,j,i] = scale * sum_c a[h,c,i] b[h,c,j]}. */
  record Products(
      Origin origin, ValueId a, ValueId b, int heads, boolean causal, double scale, ValueId w)
      implements AttentionOp {
    @Override
    public ValueId pairs() {
      return w;
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(a, b);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(w);
    }
  }

  /** {@code a[h,c,i] = scale * sum_j w[h,j,i] b[h,c,j]}: for each position a sum of all of them. */
  record Gather(
      Origin origin, ValueId w, ValueId b, int heads, boolean causal, double scale, ValueId a)
      implements AttentionOp {
    @Override
    public ValueId pairs() {
      return w;
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(w, b);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(a);
    }
  }

  /** {@code b[h,c,j] = scale * sum_i w[h,j,i] a[h,c,i]}: the transpose. */
  record Spread(
      Origin origin, ValueId w, ValueId a, int heads, boolean causal, double scale, ValueId b)
      implements AttentionOp {
    @Override
    public ValueId pairs() {
      return w;
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(w, a);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(b);
    }
  }

  /** {@code y[h,j,i] = exp(x[h,j,i]) / sum_k exp(x[h,k,i])}. */
  record Softmax(Origin origin, ValueId x, int heads, boolean causal, ValueId y)
      implements AttentionOp {
    @Override
    public ValueId pairs() {
      return y;
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

  /** {@code dx[h,j,i] = y[h,j,i] (dy[h,j,i] - sum_k y[h,k,i] dy[h,k,i])}. */
  record SoftmaxGrad(Origin origin, ValueId y, ValueId dy, int heads, boolean causal, ValueId dx)
      implements AttentionOp {
    @Override
    public ValueId pairs() {
      return y;
    }

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
