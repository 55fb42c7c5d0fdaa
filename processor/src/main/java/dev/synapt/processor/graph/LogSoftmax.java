package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;

/** {@code y = x - log(sum exp(x))} over the channels (of a vector: over its entries). */
public record LogSoftmax(String field, ValueId input, ValueId output, SourceRef at)
    implements Layer.Unary {

  @Override
  public String stage() {
    return "logsoftmax";
  }

  @Override
  public String text() {
    return "LogSoftmax";
  }
}
