package dev.synapt.processor.graph;

import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.ShapeCode;
import dev.synapt.processor.diagnostic.SourceRef;
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
    LayerChain chain = new LayerChain(network.fields(), diagnostics);
    classInput(network, diagnostics).ifPresent(chain::start);
    network.fields().forEach(chain::add);
    if (!chain.isStarted()) {
      return Optional.empty();
    }
    LayerGraph graph =
        new LayerGraph(
            network.packageName(),
            network.name(),
            batch,
            chain.layers(),
            chain.frozen(),
            chain.shared(),
            network.at());
    SoftmaxRules.check(graph, diagnostics);
    checkTokens(graph, diagnostics);
    if (!diagnostics.hasErrors()) {
      UnreadLayers.check(graph, diagnostics);
    }
    return Optional.of(graph);
  }

  /** All numbers of a sample are checked to be token ids where there is an embedding. */
  private static void checkTokens(LayerGraph graph, Diagnostics diagnostics) {
    int inputs = graph.inputs().size();
    if (inputs > 1) {
      graph.layers().stream()
          .filter(Embedding.class::isInstance)
          .forEach(layer ->
              diagnostics.report(
                  ShapeCode.EMBEDDING_OF_SEVERAL_INPUTS.at(layer.at(), layer.field(), inputs)));
    }
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
}
