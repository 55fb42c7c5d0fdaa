package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.StructureCode;
import java.util.HashSet;
import java.util.Set;

/** Reports layers whose result nothing reads: work for nothing, and weights that never learn. */
final class UnreadLayers {

  private UnreadLayers() {}

  /** Checks a graph that is otherwise in order. */
  static void check(LayerGraph graph, Diagnostics diagnostics) {
    Set<ValueId> read = new HashSet<>();
    graph.layers().forEach(layer -> read.addAll(layer.inputs()));
    for (Layer layer : graph.layers()) {
      if (!(layer instanceof Layer.Output) && !read.contains(layer.output())) {
        diagnostics.report(StructureCode.LAYER_NEVER_READ.at(layer.at(), layer.field()));
      }
    }
  }
}
