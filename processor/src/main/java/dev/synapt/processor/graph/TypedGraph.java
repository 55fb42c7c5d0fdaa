package dev.synapt.processor.graph;

import java.util.List;

/**
 * A graph whose every value has a shape.
 *
 * @param graph the layers
 * @param shapes the shape of each value per sample, by {@link ValueId#index()}
 */
public record TypedGraph(LayerGraph graph, List<Shape> shapes) {

  public TypedGraph {
    shapes = List.copyOf(shapes);
  }

  /** The shape of a value, without the batch. */
  public Shape shape(ValueId value) {
    return shapes.get(value.index());
  }
}
