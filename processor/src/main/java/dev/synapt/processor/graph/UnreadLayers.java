package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.StructureCode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reports layers whose result nothing reads: work for nothing, and weights that never learn. */
final class UnreadLayers {

  private final LayerGraph graph;

  /** The values that an output is computed from, however many layers later. */
  private final Set<ValueId> needed = new HashSet<>();

  private UnreadLayers(LayerGraph graph) {
    this.graph = graph;
    for (Layer layer : graph.layers().reversed()) {
      if (layer instanceof Layer.Output || needed.contains(layer.output())) {
        needed.addAll(layer.inputs());
      }
    }
  }

  /** Checks a graph that is otherwise in order; of a branch its end is reported. */
  static void check(LayerGraph graph, Diagnostics diagnostics) {
    UnreadLayers unread = new UnreadLayers(graph);
    Set<ValueId> read = new HashSet<>();
    graph.layers().forEach(layer -> read.addAll(layer.inputs()));
    for (Layer layer : graph.layers()) {
      if (!(layer instanceof Layer.Output) && !read.contains(layer.output())) {
        diagnostics.report(
            StructureCode.LAYER_NEVER_READ.at(layer.at(), layer.field(), unread.inFrontOf(layer)));
      }
    }
  }

  /** The fields that are there for an unread layer alone, as the message goes on; often none. */
  private String inFrontOf(Layer end) {
    Set<ValueId> read = new HashSet<>(end.inputs());
    Set<String> fields = new LinkedHashSet<>();
    for (Layer layer : graph.layers().reversed()) {
      if (read.contains(layer.output()) && !needed.contains(layer.output())) {
        read.addAll(layer.inputs());
        fields.add(layer.field());
      }
    }
    fields.remove(end.field());
    return fields.isEmpty()
        ? ""
        : ", and so would " + String.join(", ", fields) + " in front of it";
  }
}
