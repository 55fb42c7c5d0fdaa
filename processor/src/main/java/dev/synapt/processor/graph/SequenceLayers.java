package dev.synapt.processor.graph;

import dev.synapt.dsl.Init;
import dev.synapt.dsl.PositionKind;
import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.SequenceDeclaration;
import java.util.OptionalInt;

/** Makes the layers over sequences of tokens. */
final class SequenceLayers {

  private final FieldDeclaration field;
  private final Attributes values;

  SequenceLayers(FieldDeclaration field, Attributes values) {
    this.field = field;
    this.values = values;
  }

  Layer layer(SequenceDeclaration stage, ValueId x, ValueId y) {
    return switch (stage) {
      case SequenceDeclaration.Embedding s -> embedding(s, x, y);
      case SequenceDeclaration.PositionalEncoding s ->
          new PositionalEncoding(field.name(), x, y, s.kind() == PositionKind.LEARNED, s.at());
      case SequenceDeclaration.SelfAttention s -> attention(s, x, y);
    };
  }

  /**
   * An activation behind it does not see the first projection: the initializer is the same for
   * both.
   */
  private SelfAttention attention(SequenceDeclaration.SelfAttention stage, ValueId x, ValueId y) {
    InitKind init =
        stage.init() == Init.DEFAULT
            ? InitKind.GLOROT_UNIFORM
            : LayerFactory.init(field, stage, stage.init());
    return new SelfAttention(
        field.name(),
        x,
        y,
        values.count("heads", stage.heads()),
        stage.causal(),
        stage.bias(),
        values.number("dropout", stage.dropout(), Range.RATE),
        init,
        stage.at());
  }

  /** One row is read for each position, whatever is behind: a fan of one input, no activation. */
  private Embedding embedding(SequenceDeclaration.Embedding stage, ValueId x, ValueId y) {
    int vocabulary = values.countUpTo("vocabulary", stage.vocabulary(), Embedding.MOST_TOKENS);
    int padding = values.index("padding", stage.padding(), vocabulary);
    InitKind init =
        stage.init() == Init.DEFAULT
            ? InitKind.LECUN_NORMAL
            : LayerFactory.init(field, stage, stage.init());
    return new Embedding(
        field.name(),
        x,
        y,
        vocabulary,
        values.count("dimension", stage.dimension()),
        padding < 0 ? OptionalInt.empty() : OptionalInt.of(padding),
        init,
        stage.at());
  }
}
