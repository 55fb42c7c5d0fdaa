package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network as layers in an order in which each reads only what earlier ones define.
 *
 * @param packageName the user's package; empty for the default package
 * @param name the user's class; nested classes as {@code Outer.Inner}
 * @param batch the number of samples that training code is specialised for
 * @param layers in source order, an input first and an output last
 * @param frozen the fields whose weights stay as they are
 * @param shared the fields that have the weights of others
 * @param at the user's class
 */
public record LayerGraph(
    String packageName,
    String name,
    int batch,
    List<Layer> layers,
    Set<String> frozen,
    Map<String, Sharing> shared,
    SourceRef at) {

  public LayerGraph {
    layers = List.copyOf(layers);
    frozen = Set.copyOf(frozen);
    shared = Map.copyOf(shared);
  }

  /** With weights of their own for all layers, all of them trained. */
  public LayerGraph(String packageName, String name, int batch, List<Layer> layers, SourceRef at) {
    this(packageName, name, batch, layers, Set.of(), Map.of(), at);
  }

  /** The same with other layers. */
  LayerGraph withLayers(List<Layer> newLayers) {
    return new LayerGraph(packageName, name, batch, newLayers, frozen, shared, at);
  }

  /** The field whose weights a layer has: its own, or that which it reuses. */
  public String owner(Layer layer) {
    Sharing sharing = shared.get(layer.field());
    return sharing == null ? layer.field() : sharing.owner();
  }

  /** Whether a layer's weights, if it has any, are those of another field. */
  public boolean isShared(Layer layer) {
    return shared.containsKey(layer.field());
  }

  /** Whether a layer's weights, if it has any, stay as they are. */
  public boolean isFrozen(Layer layer) {
    return frozen.contains(layer.field());
  }

  /** The network's only input, or the first of several. */
  public Layer.Input input() {
    return (Layer.Input) layers.getFirst();
  }

  /** The network's inputs, in the order of the layers. */
  public List<Layer.Input> inputs() {
    return layers.stream()
        .filter(Layer.Input.class::isInstance)
        .map(Layer.Input.class::cast)
        .toList();
  }

  /** The network's only output, or the last of several. */
  public Layer.Output output() {
    return (Layer.Output) layers.getLast();
  }

  /** The network's outputs, in the order of the layers. */
  public List<Layer.Output> outputs() {
    return layers.stream()
        .filter(Layer.Output.class::isInstance)
        .map(Layer.Output.class::cast)
        .toList();
  }
}
