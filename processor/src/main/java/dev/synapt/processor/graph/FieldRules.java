package dev.synapt.processor.graph;

import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.declaration.TopologyDeclaration;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.StructureCode;
import java.util.ArrayList;
import java.util.List;

/** Says which annotations may stand on one field, of a network or of a block. */
final class FieldRules {

  private final FieldDeclaration field;
  private final Diagnostics diagnostics;

  private FieldRules(FieldDeclaration field, Diagnostics diagnostics) {
    this.field = field;
    this.diagnostics = diagnostics;
  }

  /** Reports what does not go together, or not in this order. */
  static void check(FieldDeclaration field, Diagnostics diagnostics) {
    new FieldRules(field, diagnostics).check();
  }

  private void check() {
    if (field.isLayer() && field.stages().isEmpty()) {
      diagnostics.report(StructureCode.LAYER_WITHOUT_ANNOTATION.at(field.at(), field.name()));
    }
    if (!field.isLayer()) {
      String annotation = field.stages().getFirst().annotation();
      diagnostics.report(
          StructureCode.FIELD_NOT_A_LAYER.at(field.at(), field.name(), annotation, field.type()));
    }
    checkKinds();
    checkFirst();
    checkFrozen();
    checkReuse();
  }

  private void checkReuse() {
    if (field.stages().stream().anyMatch(TopologyDeclaration.Reuse.class::isInstance)) {
      field.stages().stream()
          .filter(stage -> !ReuseRules.mayStandBeside(stage))
          .forEach(stage ->
              diagnostics.report(
                  StructureCode.REUSE_NOT_ALONE.at(stage.at(), field.name(), stage.annotation())));
    }
  }

  private void checkFrozen() {
    if (field.stages().stream().noneMatch(StageKind::hasWeights)) {
      field.stages().stream()
          .filter(StageDeclaration.Frozen.class::isInstance)
          .forEach(stage ->
              diagnostics.report(StructureCode.NOTHING_TO_FREEZE.at(stage.at(), field.name())));
    }
  }

  private void checkKinds() {
    List<StageDeclaration> seen = new ArrayList<>();
    for (StageDeclaration stage : field.stages()) {
      seen.stream()
          .filter(earlier -> StageKind.of(earlier) == StageKind.of(stage))
          .findFirst()
          .ifPresent(earlier -> reportSameKind(earlier, stage));
      seen.add(stage);
    }
  }

  private void reportSameKind(StageDeclaration earlier, StageDeclaration stage) {
    diagnostics.report(
        StructureCode.SAME_KIND_TWICE.at(
            stage.at(),
            field.name(),
            earlier.annotation(),
            stage.annotation(),
            StageKind.of(stage).plural()));
  }

  /** What says where a field begins would throw away whatever comes before it. */
  private void checkFirst() {
    field.stages().stream()
        .filter(stage -> !(stage instanceof StageDeclaration.Frozen))
        .skip(1)
        .filter(FieldRules::begins)
        .forEach(stage ->
            diagnostics.report(
                StructureCode.SOURCE_NOT_FIRST.at(
                    stage.at(),
                    field.name(),
                    stage.annotation(),
                    field.stages().getFirst().annotation())));
  }

  /** Whether a field names what it reads, or is an input. */
  static boolean saysWhatItReads(FieldDeclaration field) {
    return field.stages().stream()
        .anyMatch(stage -> begins(stage) || stage instanceof StageDeclaration.Input);
  }

  private static boolean begins(StageDeclaration stage) {
    return stage instanceof TopologyDeclaration.From || stage instanceof TopologyDeclaration.Merge;
  }
}
