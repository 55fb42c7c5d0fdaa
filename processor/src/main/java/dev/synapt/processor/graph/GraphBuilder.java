package dev.synapt.processor.graph;

import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a declaration into layers joined by values: checks what can be checked without shapes,
 * fills in defaults, and flattens images before dense layers.
 */
public final class GraphBuilder {

  /** The name of the input when the class and not a field declares it. */
  private static final String INPUT = "input";

  /** Stands in for a wrong batch: no mistake by itself. */
  private static final int HARMLESS_BATCH = 2;

  private GraphBuilder() {}

  /**
   * The graph of a network.
   *
   * @param network what the user wrote
   * @param diagnostics takes every mistake in it
   * @return the layers, for {@link ShapeInference}; when errors were reported, as many of them as
   *     make sense, with harmless values in place of wrong ones, so that shapes can be checked all
   *     the same; empty when there is no input to start from
   */
  public static Optional<LayerGraph> build(NetworkDeclaration network, Diagnostics diagnostics) {
    if (!ModelClassRules.check(network, diagnostics)) {
      return Optional.empty();
    }
    StructureRules.check(network, diagnostics);
    int batch = batch(network, diagnostics);
    Chain chain = new Chain(diagnostics);
    classInput(network, diagnostics).ifPresent(chain::start);
    network.fields().forEach(chain::add);
    if (!chain.isStarted()) {
      return Optional.empty();
    }
    LayerGraph graph =
        new LayerGraph(network.packageName(), network.name(), batch, chain.layers, network.at());
    SoftmaxRules.check(graph, diagnostics);
    return Optional.of(graph);
  }

  private static int batch(NetworkDeclaration network, Diagnostics diagnostics) {
    attributes(network, diagnostics).count("batch", network.batch());
    return network.batch() < 1 ? HARMLESS_BATCH : network.batch();
  }

  private static Optional<Layer.Input> classInput(
      NetworkDeclaration network, Diagnostics diagnostics) {
    if (network.input().isEmpty()) {
      return Optional.empty();
    }
    Shape shape = attributes(network, diagnostics).shape(INPUT, network.input());
    SourceRef at = network.annotation().value(INPUT);
    return Optional.of(new Layer.Input(INPUT, shape, new ValueId(0), at));
  }

  private static Attributes attributes(NetworkDeclaration network, Diagnostics diagnostics) {
    return new Attributes(network.name(), "@Network", network.annotation(), diagnostics);
  }

  /** The layers so far; each new one reads the last. */
  private static final class Chain {

    private final List<Layer> layers = new ArrayList<>();
    private final Diagnostics diagnostics;
    private final LayerFactory factory;
    private int rank;

    Chain(Diagnostics diagnostics) {
      this.diagnostics = diagnostics;
      this.factory = new LayerFactory(diagnostics);
    }

    boolean isStarted() {
      return !layers.isEmpty();
    }

    void start(Layer.Input input) {
      layers.add(input);
      rank = input.shape().rank();
    }

    void add(FieldDeclaration field) {
      field.stages().forEach(stage -> add(field, stage));
    }

    private void add(FieldDeclaration field, StageDeclaration stage) {
      if (stage instanceof StageDeclaration.Dense) {
        flatten(field, stage.at());
      }
      Layer layer = factory.layer(field, stage, last(), next());
      if (layer instanceof Layer.Input input) {
        startOnce(input);
      } else if (isStarted()) {
        layers.add(layer);
      }
    }

    /**
     * A second input, or one in the middle, is an error that was reported; shapes go on from the
     * first.
     */
    private void startOnce(Layer.Input input) {
      if (!isStarted()) {
        start(input);
      }
    }

    private void flatten(FieldDeclaration field, SourceRef dense) {
      if (rank > 1) {
        layers.add(new Layer.Flatten(field.name(), last(), next(), dense));
      }
      rank = Math.min(rank, 1);
    }

    private ValueId last() {
      return new ValueId(layers.size() - 1);
    }

    private ValueId next() {
      return new ValueId(layers.size());
    }
  }
}
