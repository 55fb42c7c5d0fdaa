package dev.synapt.processor.graph;

import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.StructureCode;
import java.util.List;

/** Says where outputs may be, and what several of them must have in common. */
final class OutputPlaces {

  private final List<FieldDeclaration> fields;
  private final List<FieldDeclaration> outputs;
  private final Diagnostics diagnostics;

  /**
   * For the fields of a network.
   *
   * @param diagnostics takes what is wrong
   */
  OutputPlaces(List<FieldDeclaration> fields, Diagnostics diagnostics) {
    this.fields = fields;
    this.outputs = fields.stream().filter(OutputPlaces::isOutput).toList();
    this.diagnostics = diagnostics;
  }

  private static boolean isOutput(FieldDeclaration field) {
    return field.stages().stream().anyMatch(StageDeclaration.Output.class::isInstance);
  }

  private static StageDeclaration.Output output(FieldDeclaration field) {
    return (StageDeclaration.Output)
        field.stages().stream()
            .filter(StageDeclaration.Output.class::isInstance)
            .findFirst()
            .orElseThrow();
  }

  /** Checks fields of which at least one is an output. */
  void check() {
    int last = fields.indexOf(outputs.getLast());
    for (int i = 1; i < fields.size(); i++) {
      FieldDeclaration before = fields.get(i - 1);
      boolean cutOff = isOutput(before) && !FieldRules.saysWhatItReads(fields.get(i));
      if (i > last || cutOff) {
        FieldDeclaration output = i > last ? outputs.getLast() : before;
        FieldDeclaration field = fields.get(i);
        diagnostics.report(
            StructureCode.LAYER_AFTER_OUTPUT.at(field.at(), field.name(), output.name()));
      }
    }
    if (outputs.size() == 1) {
      checkWeight(outputs.getFirst());
    }
    outputs.stream().skip(1).forEach(this::checkReduction);
  }

  private void checkWeight(FieldDeclaration field) {
    StageDeclaration.Output output = output(field);
    if (output.values().weight() != 1) {
      diagnostics.report(
          StructureCode.OUTPUT_WEIGHT_ALONE.at(output.at().value("weight"), field.name()));
    }
  }

  private void checkReduction(FieldDeclaration field) {
    StageDeclaration.Output output = output(field);
    StageDeclaration.Output first = output(outputs.getFirst());
    if (output.reduction() != first.reduction()) {
      diagnostics.report(
          StructureCode.OUTPUT_REDUCTIONS_DIFFER.at(
              output.at().value("reduction"),
              field.name(),
              output.reduction(),
              first.reduction(),
              outputs.getFirst().name()));
    }
  }
}
