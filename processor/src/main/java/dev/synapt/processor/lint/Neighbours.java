package dev.synapt.processor.lint;

import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LayerGraph;
import dev.synapt.processor.graph.ValueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who reads whom in a graph. */
final class Neighbours {

  private final LayerGraph graph;
  private final Map<ValueId, Layer> definitions;

  Neighbours(LayerGraph graph) {
    this.graph = graph;
    this.definitions =
        graph.layers().stream().collect(Collectors.toMap(Layer::output, Function.identity()));
  }

  /** The layers that read a layer's output. */
  List<Layer> readers(Layer layer) {
    return graph.layers().stream()
        .filter(other -> other.inputs().contains(layer.output()))
        .toList();
  }

  /** The layer that alone gives a layer its input; empty for the input and where branches join. */
  Optional<Layer> before(Layer layer) {
    return layer.inputs().size() == 1
        ? Optional.of(definitions.get(layer.inputs().getFirst()))
        : Optional.empty();
  }

  /** The layer that alone reads a layer's output; empty where branches part. */
  Optional<Layer> after(Layer layer) {
    List<Layer> readers = readers(layer);
    return readers.size() == 1 && before(readers.getFirst()).isPresent()
        ? Optional.of(readers.getFirst())
        : Optional.empty();
  }

  /** The next layer that is not skipped, along a path without branches. */
  Optional<Layer> after(Layer layer, Predicate<Layer> skipped) {
    Optional<Layer> next = after(layer);
    while (next.isPresent() && skipped.test(next.get())) {
      next = after(next.get());
    }
    return next;
  }

  /** The last layer before this one that is not skipped, along a path without branches. */
  Optional<Layer> before(Layer layer, Predicate<Layer> skipped) {
    Optional<Layer> previous = before(layer);
    while (previous.isPresent() && skipped.test(previous.get())) {
      previous = before(previous.get());
    }
    return previous;
  }

  /** All layers behind one, on any path, in the graph's order. */
  List<Layer> behind(Layer layer) {
    List<ValueId> reached = new ArrayList<>(List.of(layer.output()));
    List<Layer> behind = new ArrayList<>();
    for (Layer other : graph.layers()) {
      if (other.inputs().stream().anyMatch(reached::contains)) {
        reached.add(other.output());
        behind.add(other);
      }
    }
    return behind;
  }
}
