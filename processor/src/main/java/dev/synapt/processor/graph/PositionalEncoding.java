package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;

/**
 * {@code y[c,t] = x[c,t] + table[t,c]}.
 *
 * @param learned whether the table is; else sines and cosines
 */
public record PositionalEncoding(
    String field, ValueId input, ValueId output, boolean learned, SourceRef at)
    implements Layer.Unary {

  @Override
  public String stage() {
    return "positionalencoding";
  }

  @Override
  public String text() {
    return learned ? "PositionalEncoding, learned" : "PositionalEncoding";
  }

  @Override
  public long parameters(Shape x) {
    return learned ? x.size() : 0;
  }
}
