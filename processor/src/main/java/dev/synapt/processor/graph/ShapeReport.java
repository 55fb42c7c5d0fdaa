package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.DiagnosticCode;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.SourceRef;

/** Reports what is wrong with the shapes at one layer, with the trail that led there. */
final class ShapeReport {

  private final String trail;
  private final Diagnostics diagnostics;

  ShapeReport(String trail, Diagnostics diagnostics) {
    this.trail = trail;
    this.diagnostics = diagnostics;
  }

  /** Adds a diagnostic to those of the model. */
  void add(DiagnosticCode code, SourceRef at, Object... arguments) {
    diagnostics.report(code.at(at, arguments).withTrail(trail));
  }
}
