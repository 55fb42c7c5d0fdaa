package dev.synapt.processor.declaration;

import dev.synapt.dsl.Init;
import dev.synapt.dsl.PositionKind;
import dev.synapt.processor.diagnostic.SourceRef;

/** A layer over sequences of tokens. */
public sealed interface SequenceDeclaration extends StageDeclaration.Family {

  /** A vector for each token; {@code padding} is an id, or -1 for none. */
  record Embedding(int vocabulary, int dimension, int padding, Init init, SourceRef at)
      implements SequenceDeclaration {}

  /** A vector for each position. */
  record PositionalEncoding(PositionKind kind, SourceRef at) implements SequenceDeclaration {}

  /** Means of all positions. */
  record SelfAttention(
      int heads, boolean causal, boolean bias, double dropout, Init init, SourceRef at)
      implements SequenceDeclaration {}
}
