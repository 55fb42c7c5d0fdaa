package dev.synapt.processor.lint;

import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.LintCode;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.PRelu;
import dev.synapt.processor.graph.SpatialDropout;
import dev.synapt.processor.graph.TypedGraph;

/** What stands at a wrong place around a batch norm. */
final class NormalizationLints {

  private final TypedGraph graph;
  private final Neighbours neighbours;
  private final Diagnostics diagnostics;

  NormalizationLints(TypedGraph graph, Neighbours neighbours, Diagnostics diagnostics) {
    this.graph = graph;
    this.neighbours = neighbours;
    this.diagnostics = diagnostics;
  }

  void check() {
    for (Layer layer : graph.graph().layers()) {
      if (layer instanceof Layer.BatchNorm norm) {
        checkBefore(norm);
      } else if (layer instanceof Layer.Dropout || layer instanceof SpatialDropout) {
        checkBehind(layer);
      }
    }
  }

  private void checkBefore(Layer.BatchNorm norm) {
    Layer before = neighbours.before(norm).orElse(norm);
    if (LinearLayer.of(before).filter(LinearLayer::bias).isPresent()
        && neighbours.after(before).isPresent()) {
      diagnostics.report(
          LintCode.BIAS_BEFORE_BATCH_NORM.at(
              before.at().value("bias"),
              before.field(),
              norm.name(),
              graph.shape(before.output()).channels()));
    }
    if (before instanceof Layer.Activate || before instanceof PRelu) {
      diagnostics.report(
          LintCode.ACTIVATION_BEFORE_BATCH_NORM.at(norm.at(), norm.field(), before.name()));
    }
  }

  /**
   * Dropout spreads values while training, so that variances measured behind it are too large for
   * prediction (Li et al., "Understanding the Disharmony between Dropout and Batch Normalization by
   * Variance Shift", 2018).
   */
  private void checkBehind(Layer dropout) {
    neighbours.behind(dropout).stream()
        .filter(Layer.BatchNorm.class::isInstance)
        .findFirst()
        .ifPresent(norm ->
            diagnostics.report(
                LintCode.DROPOUT_BEFORE_BATCH_NORM.at(dropout.at(), dropout.field(), norm.name())));
  }
}
