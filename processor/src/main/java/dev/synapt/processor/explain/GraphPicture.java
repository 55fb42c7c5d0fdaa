package dev.synapt.processor.explain;

import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.summary.NetworkSummary;
import java.util.List;
import java.util.Locale;

/** A network as a graph: a node for each layer, shapes on the edges. */
public final class GraphPicture {

  private final TypedGraph graph;
  private final NetworkSummary summary;

  private GraphPicture(TypedGraph graph, NetworkSummary summary) {
    this.graph = graph;
    this.summary = summary;
  }

  /** The text of a Mermaid flow chart, as Markdown viewers draw it. */
  public static String mermaid(TypedGraph graph, NetworkSummary summary) {
    return new GraphPicture(graph, summary).mermaid();
  }

  /** The text of a graph in Graphviz' language. */
  public static String dot(TypedGraph graph, NetworkSummary summary) {
    return new GraphPicture(graph, summary).dot();
  }

  private String mermaid() {
    StringBuilder text = new StringBuilder("flowchart TD\n");
    for (Layer layer : graph.graph().layers()) {
      String label = String.join("<br/>", lines(layer)).replace("\"", "#quot;");
      text.append("  n%d[\"%s\"]\n".formatted(layer.output().index(), label));
    }
    for (Layer layer : graph.graph().layers()) {
      for (ValueId input : layer.inputs()) {
        text.append(
            "  n%d -- \"%s\" --> n%d\n"
                .formatted(input.index(), graph.shape(input), layer.output().index()));
      }
    }
    return text.toString();
  }

  private String dot() {
    String name = graph.graph().name().replace("\"", "");
    StringBuilder text = new StringBuilder("digraph \"" + name + "\" {\n  node [shape=box];\n");
    for (Layer layer : graph.graph().layers()) {
      String label = String.join("\\n", lines(layer)).replace("\"", "\\\"");
      text.append("  n%d [label=\"%s\"];\n".formatted(layer.output().index(), label));
    }
    for (Layer layer : graph.graph().layers()) {
      for (ValueId input : layer.inputs()) {
        text.append(
            "  n%d -> n%d [label=\"%s\"];\n"
                .formatted(input.index(), layer.output().index(), graph.shape(input)));
      }
    }
    return text.append("}\n").toString();
  }

  /** Name, operation, and parameters if there are any. */
  private List<String> lines(Layer layer) {
    NetworkSummary.Row row = summary.rows().get(layer.output().index());
    String operation = row.title();
    return row.parameters() == 0
        ? List.of(row.layer(), operation)
        : List.of(
            row.layer(), operation, String.format(Locale.ROOT, "%,d parameters", row.parameters()));
  }
}
