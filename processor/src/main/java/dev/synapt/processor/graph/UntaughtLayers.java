package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.StructureCode;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reports trained layers to which nothing comes back from any output: all that is used of them is
 * where a pooling took its maxima from.
 */
final class UntaughtLayers {

  private UntaughtLayers() {}

  /** Checks a graph that is otherwise in order. */
  static void check(TypedGraph typed, Diagnostics diagnostics) {
    LayerGraph graph = typed.graph();
    Set<ValueId> reached = reached(graph);
    Set<String> taught =
        graph.layers().stream()
            .filter(layer -> reached.contains(layer.output()))
            .map(graph::owner)
            .collect(Collectors.toSet());
    graph.layers().stream()
        .filter(layer -> ParameterCount.of(layer, typed) > 0 && !graph.isFrozen(layer))
        .filter(layer -> !taught.contains(layer.field()))
        .forEach(layer ->
            diagnostics.report(StructureCode.LAYER_NEVER_LEARNS.at(layer.at(), layer.field())));
  }

  /** What a gradient comes back to, if anything in front of it is trained. */
  private static Set<ValueId> reached(LayerGraph graph) {
    Set<ValueId> reached = new HashSet<>();
    for (Layer layer : graph.layers().reversed()) {
      switch (layer) {
        case Layer.Output output -> reached.add(output.input());
        case TopologyLayer.MaxUnpool unpool when reached.contains(unpool.output()) ->
            reached.add(unpool.input());
        case TopologyLayer.MaxUnpool _ -> {
          // nothing reads it
        }
        case Layer other when reached.contains(other.output()) -> reached.addAll(other.inputs());
        default -> {
          // nothing comes back to it
        }
      }
    }
    return reached;
  }
}
