package dev.synapt.processor.summary;

import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LayerGraph;
import dev.synapt.processor.graph.TopologyLayer;
import dev.synapt.processor.graph.ValueId;
import java.util.List;
import java.util.stream.Collectors;

/** What a layer reads, where that is not simply the layer before it. */
final class Sources {

  private Sources() {}

  /** As in {@code " of stem.relu"}; empty for a layer that reads the one before it. */
  static String of(Layer layer, LayerGraph graph) {
    return switch (layer) {
      case TopologyLayer.Merge merge -> " of " + names(merge.inputs(), graph);
      case TopologyLayer.MaxUnpool unpool ->
          " of " + names(List.of(unpool.pool()), graph) + jump(unpool, graph);
      case TopologyLayer.Shortcut shortcut ->
          " of " + names(List.of(shortcut.earlier()), graph) + jump(shortcut, graph);
      default -> jump(layer, graph);
    };
  }

  private static String jump(Layer layer, LayerGraph graph) {
    boolean next =
        layer.inputs().isEmpty() || layer.inputs().getFirst().index() == layer.output().index() - 1;
    return next ? "" : " from " + names(layer.inputs().subList(0, 1), graph);
  }

  private static String names(List<ValueId> values, LayerGraph graph) {
    return values.stream()
        .map(value -> graph.layers().get(value.index()).name())
        .collect(Collectors.joining(", "));
  }
}
