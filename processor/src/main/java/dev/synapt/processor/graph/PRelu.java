package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;

/**
 * {@code y = x > 0 ? x : w x}, w learned.
 *
 * @param shared whether all channels have one w in common
 */
public record PRelu(String field, ValueId input, ValueId output, boolean shared, SourceRef at)
    implements Layer.Unary {

  @Override
  public String stage() {
    return "prelu";
  }

  @Override
  public String text() {
    return shared ? "PRelu, shared" : "PRelu";
  }

  @Override
  public long parameters(Shape x) {
    return shared ? 1 : x.channels();
  }
}
