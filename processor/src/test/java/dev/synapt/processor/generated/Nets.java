package dev.synapt.processor.generated;

import dev.synapt.processor.graph.LayerGraph;
import dev.synapt.processor.graph.TypedGraph;

/** Graphs under other names and for other batches. */
final class Nets {

  private Nets() {}

  /** The same network as another class. */
  static TypedGraph named(String name, TypedGraph net) {
    return with(name, net.graph().batch(), net);
  }

  /** The same network for another batch. */
  static TypedGraph with(String name, int batch, TypedGraph net) {
    LayerGraph graph = net.graph();
    return new TypedGraph(
        new LayerGraph(
            graph.packageName(),
            name,
            batch,
            graph.layers(),
            graph.frozen(),
            graph.shared(),
            graph.at()),
        net.shapes());
  }

  /**
   * {@code layers/conv2d/conv2d_k1.json} as a class name, which no annotation has: {@code
   * Conv2dK1Case}.
   */
  static String className(String path) {
    StringBuilder name = new StringBuilder();
    String file = path.substring(path.lastIndexOf('/') + 1).replace(".json", "");
    for (String word : file.split("[^A-Za-z0-9]+")) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.append("Case").toString();
  }
}
