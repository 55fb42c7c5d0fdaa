package dev.synapt.processor.source;

import dev.synapt.dsl.Embedding;
import dev.synapt.dsl.Init;
import dev.synapt.dsl.PositionKind;
import dev.synapt.dsl.PositionalEncoding;
import dev.synapt.dsl.SelfAttention;
import dev.synapt.processor.declaration.SequenceDeclaration;
import java.util.stream.Stream;

/** The annotations of layers over sequences of tokens. */
final class SequenceStages {

  private SequenceStages() {}

  static Stream<StageEntry> entries() {
    return Stream.of(
        new StageEntry(
            Embedding.class,
            (v, at) ->
                new SequenceDeclaration.Embedding(
                    v.integer("vocabulary"),
                    v.integer("dimension"),
                    v.integer("padding"),
                    v.constant("init", Init.class),
                    at)),
        new StageEntry(
            PositionalEncoding.class,
            (v, at) ->
                new SequenceDeclaration.PositionalEncoding(
                    v.constant("kind", PositionKind.class), at)),
        new StageEntry(
            SelfAttention.class,
            (v, at) ->
                new SequenceDeclaration.SelfAttention(
                    v.integer("heads"),
                    v.flag("causal"),
                    v.flag("bias"),
                    v.number("dropout"),
                    v.constant("init", Init.class),
                    at)));
  }
}
