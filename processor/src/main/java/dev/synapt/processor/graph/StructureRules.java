package dev.synapt.processor.graph;

import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.diagnostic.Diagnostic;
import dev.synapt.processor.diagnostic.DiagnosticCode;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.StructureCode;
import java.util.List;

/**
 * Says which annotations may stand where, whatever their values: inputs alone, the first of them
 * first; outputs last on their fields.
 */
final class StructureRules {

  /** A stage and the field it stands on. */
  private record Site(FieldDeclaration field, StageDeclaration stage) {}

  private final NetworkDeclaration network;
  private final Diagnostics diagnostics;

  private StructureRules(NetworkDeclaration network, Diagnostics diagnostics) {
    this.network = network;
    this.diagnostics = diagnostics;
  }

  /** Reports everything that stands at a wrong place or is missing. */
  static void check(NetworkDeclaration network, Diagnostics diagnostics) {
    new StructureRules(network, diagnostics).check();
  }

  private void check() {
    network.fields().forEach(field -> FieldRules.check(field, diagnostics));
    BlockRules.check(network, diagnostics);
    checkInput();
    if (network.fields().isEmpty()) {
      report(StructureCode.NETWORK_WITHOUT_LAYERS.at(network.at(), network.name()));
      return;
    }
    checkOutput();
    checkWeights();
  }

  private void checkInput() {
    List<Site> inputs = sites(StageDeclaration.Input.class);
    if (inputs.isEmpty() && network.input().isEmpty()) {
      report(StructureCode.INPUT_MISSING.at(network.annotation(), network.name()));
    }
    inputs.forEach(this::checkInputAlone);
    if (!network.input().isEmpty()) {
      inputs.forEach(input -> reportInputTwice(input, "@Network(input = ...)"));
    } else if (!inputs.isEmpty()) {
      checkFirst(inputs.getFirst());
    }
  }

  private void checkFirst(Site input) {
    FieldDeclaration first = network.fields().getFirst();
    if (!input.field().equals(first)) {
      report(
          StructureCode.INPUT_NOT_FIRST.at(input.stage().at(), input.field().name(), first.name()));
    }
  }

  private void checkInputAlone(Site input) {
    input.field().stages().stream()
        .filter(stage -> !(stage instanceof StageDeclaration.Input))
        .forEach(stage ->
            report(
                StructureCode.INPUT_NOT_ALONE.at(
                    stage.at(), input.field().name(), stage.annotation())));
  }

  private void reportInputTwice(Site input, String before) {
    report(StructureCode.INPUT_TWICE.at(input.stage().at(), input.field().name(), before));
  }

  private void checkOutput() {
    List<Site> outputs = sites(StageDeclaration.Output.class);
    if (outputs.isEmpty()) {
      String last = network.fields().getLast().name();
      report(StructureCode.OUTPUT_MISSING.at(network.annotation(), network.name(), last));
      return;
    }
    outputs.forEach(this::checkLastOnField);
    new OutputPlaces(network.fields(), diagnostics).check();
  }

  private void checkLastOnField(Site output) {
    List<StageDeclaration> stages = output.field().stages();
    for (StageDeclaration stage :
        stages.subList(stages.indexOf(output.stage()) + 1, stages.size())) {
      report(
          StructureCode.OUTPUT_NOT_LAST.at(stage.at(), output.field().name(), stage.annotation()));
    }
  }

  private void checkWeights() {
    List<FieldDeclaration> fields = network.fields();
    if (fields.stream().anyMatch(StageKind::isTrained)) {
      return;
    }
    boolean weights =
        fields.stream().flatMap(field -> field.stages().stream()).anyMatch(StageKind::hasWeights);
    DiagnosticCode code =
        weights ? StructureCode.EVERYTHING_FROZEN : StructureCode.NOTHING_TO_TRAIN;
    report(code.at(network.at(), network.name()));
  }

  private List<Site> sites(Class<? extends StageDeclaration> kind) {
    return network.fields().stream()
        .flatMap(field -> field.stages().stream().map(stage -> new Site(field, stage)))
        .filter(site -> kind.isInstance(site.stage()))
        .toList();
  }

  private void report(Diagnostic diagnostic) {
    diagnostics.report(diagnostic);
  }
}
