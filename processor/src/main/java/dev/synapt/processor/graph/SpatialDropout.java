package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;

/** Inverted dropout of whole channels, with probability {@code rate}. */
public record SpatialDropout(String field, ValueId input, ValueId output, double rate, SourceRef at)
    implements Layer.Unary {

  @Override
  public String stage() {
    return "spatialdropout";
  }

  @Override
  public String text() {
    return "Dropout " + rate + " of channels";
  }
}
