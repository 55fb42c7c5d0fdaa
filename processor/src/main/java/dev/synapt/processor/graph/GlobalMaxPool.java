package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;

/** The largest entry of each channel, of any shape. */
public record GlobalMaxPool(String field, ValueId input, ValueId output, SourceRef at)
    implements Layer.Unary {

  @Override
  public String stage() {
    return "globalmaxpool";
  }

  @Override
  public String text() {
    return "GlobalMaxPool";
  }
}
