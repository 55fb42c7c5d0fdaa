package dev.synapt.processor.graph;

import dev.synapt.dsl.PositionKind;
import dev.synapt.dsl.ShortcutKind;
import dev.synapt.processor.declaration.ActivationDeclaration;
import dev.synapt.processor.declaration.AxesDeclaration;
import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.NormDeclaration;
import dev.synapt.processor.declaration.SequenceDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.declaration.TopologyDeclaration;

/** What a stage is, as far as a field may have only one of each. */
enum StageKind {
  INPUT("inputs", false),
  DENSE("dense layers", true),
  CONVOLUTION("convolutions", true),
  POOLING("poolings", false),
  RESAMPLING("changes of an image's size", false),
  RESHAPING("changes of shape", false),
  EMBEDDING("embeddings", true),
  POSITIONS("positional encodings", false),
  ATTENTION("attentions", true),
  NORMALIZATION("normalizations", true),
  DROPOUT("dropouts", false),
  ACTIVATION("activations", false),
  SOURCE("sources", false),
  MERGE("merges", false),
  SHORTCUT("shortcuts", false),
  BLOCK("blocks", false),
  FROZEN("freezes", false),
  REUSE("reuses", false),
  OUTPUT("outputs", false);

  private final String plural;
  private final boolean weights;

  StageKind(String plural, boolean weights) {
    this.plural = plural;
    this.weights = weights;
  }

  /** The kind in the plural, for messages. */
  String plural() {
    return plural;
  }

  /** Whether a field has something to learn. */
  static boolean isTrained(FieldDeclaration field) {
    return !field.frozen() && field.stages().stream().anyMatch(StageKind::isTrained);
  }

  private static boolean isTrained(StageDeclaration stage) {
    return stage instanceof TopologyDeclaration.Repeat repeat
        ? repeat.block().fields().stream().anyMatch(StageKind::isTrained)
        : hasWeights(stage);
  }

  /** Whether a stage has weights. */
  static boolean hasWeights(StageDeclaration stage) {
    if (stage instanceof TopologyDeclaration.Repeat repeat) {
      return BlockRules.hasWeights(repeat.block());
    }
    if (stage instanceof NormDeclaration norm) {
      return norm.affine();
    }
    if (stage instanceof SequenceDeclaration.PositionalEncoding positions) {
      return positions.kind() == PositionKind.LEARNED;
    }
    return of(stage).weights
        || stage instanceof ActivationDeclaration.PRelu
        || (stage instanceof TopologyDeclaration.Shortcut shortcut
            && shortcut.kind() == ShortcutKind.PROJECTION);
  }

  /** The kind of a stage. */
  static StageKind of(StageDeclaration stage) {
    return switch (stage) {
      case StageDeclaration.Input _ -> INPUT;
      case StageDeclaration.Dense _ -> DENSE;
      case StageDeclaration.Conv2d _ -> CONVOLUTION;
      case StageDeclaration.MaxPool2d _, StageDeclaration.AvgPool2d _ -> POOLING;
      case StageDeclaration.BatchNorm _, NormDeclaration _ -> NORMALIZATION;
      case StageDeclaration.Dropout _, StageDeclaration.SpatialDropout _ -> DROPOUT;
      case TopologyDeclaration.MaxUnpool2d _ -> RESAMPLING;
      case StageDeclaration.Flatten _, StageDeclaration.Reshape _ -> RESHAPING;
      case StageDeclaration.Relu _,
          StageDeclaration.Sigmoid _,
          StageDeclaration.Tanh _,
          StageDeclaration.Softmax _ ->
          ACTIVATION;
      case ActivationDeclaration _ -> ACTIVATION;
      case TopologyDeclaration.From _ -> SOURCE;
      case TopologyDeclaration.Merge _ -> MERGE;
      case TopologyDeclaration.Shortcut _ -> SHORTCUT;
      case TopologyDeclaration.GlobalAvgPool _ -> POOLING;
      case TopologyDeclaration.Repeat _ -> BLOCK;
      case StageDeclaration.Frozen _ -> FROZEN;
      case TopologyDeclaration.Reuse _ -> REUSE;
      case AxesDeclaration.Conv _, AxesDeclaration.ConvTranspose _ -> CONVOLUTION;
      case AxesDeclaration.Pool _,
          AxesDeclaration.GlobalMaxPool _,
          AxesDeclaration.AdaptivePool _ ->
          POOLING;
      case AxesDeclaration.Upsample2d _, AxesDeclaration.Pad2d _ -> RESAMPLING;
      case SequenceDeclaration.Embedding _ -> EMBEDDING;
      case SequenceDeclaration.PositionalEncoding _ -> POSITIONS;
      case SequenceDeclaration.SelfAttention _ -> ATTENTION;
      case StageDeclaration.Output _ -> OUTPUT;
    };
  }
}
