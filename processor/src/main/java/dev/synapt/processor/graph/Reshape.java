package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;

/** The same entries, row-major, under another shape. */
public record Reshape(String field, ValueId input, ValueId output, Shape shape, SourceRef at)
    implements Layer.Unary {

  @Override
  public String stage() {
    return "reshape";
  }

  @Override
  public String text() {
    return "Reshape " + shape;
  }
}
