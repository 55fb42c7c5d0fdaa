package dev.synapt.processor.graph;

import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.declaration.TopologyDeclaration;
import dev.synapt.processor.diagnostic.Diagnostic;
import dev.synapt.processor.diagnostic.SourceRef;
import dev.synapt.processor.diagnostic.StructureCode;
import java.util.Optional;

/** Says which fields can be applied to another input, and to which. */
final class ReuseRules {

  private ReuseRules() {}

  /** Whether an annotation goes with {@code @Reuse}; of {@code @Frozen} another rule speaks. */
  static boolean mayStandBeside(StageDeclaration stage) {
    return stage instanceof TopologyDeclaration.Reuse
        || stage instanceof TopologyDeclaration.From
        || stage instanceof StageDeclaration.Frozen;
  }

  /**
   * What is wrong with reusing a field, if something is.
   *
   * @param field the one that reuses
   * @param name what it names
   * @param reused the field of that name; empty for the input of a network or block
   * @param at where the name stands
   */
  static Optional<Diagnostic> mistake(
      String field, String name, Optional<FieldDeclaration> reused, SourceRef at) {
    if (reused.isEmpty() || reused.get().stages().stream().noneMatch(StageKind::hasWeights)) {
      return Optional.of(StructureCode.REUSE_WITHOUT_WEIGHTS.at(at, field, name));
    }
    Optional<StageDeclaration> bound =
        reused.get().stages().stream().filter(ReuseRules::readsByName).findFirst();
    if (bound.isPresent()) {
      String annotation = bound.get().annotation();
      return Optional.of(StructureCode.REUSE_NOT_POSSIBLE.at(at, field, name, annotation));
    }
    return movesStatistics(reused.get())
        ? Optional.of(StructureCode.REUSE_OF_BATCH_NORM.at(at, field, name))
        : Optional.empty();
  }

  /**
   * Whether a field should have the layers of another, and has none because of a mistake reported
   * there.
   */
  static boolean hasMistake(FieldDeclaration field) {
    return field.stages().stream().anyMatch(TopologyDeclaration.Reuse.class::isInstance);
  }

  private static boolean readsByName(StageDeclaration stage) {
    return stage instanceof TopologyDeclaration.Merge
        || stage instanceof TopologyDeclaration.Shortcut
        || stage instanceof TopologyDeclaration.MaxUnpool2d
        || stage instanceof StageDeclaration.Output;
  }

  private static boolean movesStatistics(FieldDeclaration field) {
    return !field.frozen() && field.stages().stream().anyMatch(ReuseRules::movesStatistics);
  }

  private static boolean movesStatistics(StageDeclaration stage) {
    return switch (stage) {
      case StageDeclaration.BatchNorm _ -> true;
      case TopologyDeclaration.Shortcut shortcut -> StageKind.hasWeights(shortcut);
      case TopologyDeclaration.Repeat repeat ->
          repeat.block().fields().stream().anyMatch(ReuseRules::movesStatistics);
      default -> false;
    };
  }

  /**
   * What a layer's weights say of its input, for people; empty for a layer without weights.
   *
   * @param x the shape of its input
   * @param earlier that of the layer that a shortcut comes from, else the same
   */
  static Optional<String> weightsFit(Layer layer, Shape x, Shape earlier) {
    return Optional.ofNullable(
        switch (layer) {
          case Layer.Dense _ -> x.size() + " entries";
          case Layer.Conv2d _, Conv _, ConvTranspose _, Layer.BatchNorm _, SelfAttention _ ->
              x.channels() + " channels";
          case PositionalEncoding positions -> positions.learned() ? "entries of " + x : null;
          case PRelu prelu -> prelu.shared() ? null : x.channels() + " channels";
          case SampleNorm norm when norm.affine() ->
              norm.kind() == SampleNorm.Kind.LAYER ? "entries of " + x : x.channels() + " channels";
          case TopologyLayer.Shortcut shortcut ->
              shortcut.form() == ShortcutForm.PROJECTION
                  ? earlier.channels() + " channels made " + x.channels()
                  : null;
          default -> null;
        });
  }
}
