package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;

/**
 * Multi-head self-attention over a sequence.
 *
 * @param heads divide the channels
 * @param causal whether a position sees none behind itself
 * @param bias whether both projections add numbers
 * @param dropout of the attention's weights
 */
public record SelfAttention(
    String field,
    ValueId input,
    ValueId output,
    int heads,
    boolean causal,
    boolean bias,
    double dropout,
    InitKind init,
    SourceRef at)
    implements Layer.Unary {

  /** Queries, keys and values. */
  public static final int PROJECTIONS = 3;

  @Override
  public String stage() {
    return "selfattention";
  }

  /** Without dropout, which weights do not depend on. */
  @Override
  public String text() {
    return "SelfAttention, heads " + heads + (causal ? ", causal" : "") + (bias ? "" : ", no bias");
  }

  @Override
  public long parameters(Shape x) {
    long width = x.channels();
    return (PROJECTIONS + 1) * (width * width + (bias ? width : 0));
  }

  /** Of the projections, of queries with keys, and of weights with values. */
  @Override
  public long multiplyAdds(Shape x, Shape y) {
    long width = x.channels();
    long length = x.dim(1);
    return length * width * ((PROJECTIONS + 1) * width + 2 * length);
  }
}
