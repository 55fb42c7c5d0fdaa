package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;
import java.util.OptionalInt;

/**
 * {@code y[d,t] = w[x[t],d]}: a learned vector for each token.
 *
 * @param padding the token whose vector stays zero
 */
public record Embedding(
    String field,
    ValueId input,
    ValueId output,
    int vocabulary,
    int dimension,
    OptionalInt padding,
    InitKind init,
    SourceRef at)
    implements Layer.Unary {

  /** Ids are carried as floats, which hold every whole number up to this one. */
  public static final int MOST_TOKENS = 1 << 24;

  @Override
  public String stage() {
    return "embedding";
  }

  @Override
  public String text() {
    return "Embedding %d of %d%s"
        .formatted(
            dimension, vocabulary, padding.isPresent() ? ", padding " + padding.getAsInt() : "");
  }

  @Override
  public long parameters(Shape x) {
    return (long) vocabulary * dimension;
  }
}
