package dev.synapt.processor.explain;

import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.summary.MemorySummary;
import dev.synapt.processor.summary.NetworkSummary;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page about a network, in Markdown: for those who learn from it and those who review it. */
public final class ExplainPage {

  private final TypedGraph graph;
  private final NetworkSummary summary;
  private final Program training;
  private final Program inference;
  private final Program batch;
  private final StringBuilder page = new StringBuilder();

  private ExplainPage(
      TypedGraph graph,
      NetworkSummary summary,
      Program training,
      Program inference,
      Program batch) {
    this.graph = graph;
    this.summary = summary;
    this.training = training;
    this.inference = inference;
    this.batch = batch;
  }

  /** The page; lines end in {@code \n}. */
  public static String of(
      TypedGraph graph,
      NetworkSummary summary,
      Program training,
      Program inference,
      Program batch) {
    return new ExplainPage(graph, summary, training, inference, batch).page();
  }

  private String page() {
    line("# " + summary.name());
    line("");
    line(
        "Shapes are per sample, channels first. `x` is a layer's input and `y` its output; `dx` and `dy`");
    line("are the gradients of the loss by them.");
    section("Graph");
    code("mermaid", GraphPicture.mermaid(graph, summary));
    section("Cost");
    code("", summary.table());
    section("Layers");
    graph.graph().layers().forEach(this::layer);
    section("Kernels of a training step");
    code("", training.kernelText());
    section("Kernels of a prediction");
    code("", inference.kernelText());
    section("Kernels of many predictions at once");
    code("", batch.kernelText());
    section("Memory of a trainer, in floats");
    code("", training.memoryText());
    section("Memory of a network, in floats");
    code("", inference.memoryText());
    section("Memory that predictBatch adds, in floats");
    code("", batch.memoryText());
    return page.toString();
  }

  private void layer(Layer layer) {
    NetworkSummary.Row row = summary.rows().get(layer.output().index());
    Formula formula = Formula.of(layer);
    line("### " + layer.name() + ": " + row.title());
    line("");
    line("* shapes: " + inputs(layer) + row.output());
    line("* forward: `" + formula.forward() + "`");
    if (row.frozen()) {
      line("* frozen: no gradient by its weights, no update" + statistics(layer));
    }
    formula.backward().stream()
        .filter(backward -> !row.frozen() || !isByWeights(backward))
        .forEach(backward -> line("* backward: `" + backward + "`"));
    line("* cost: " + cost(row));
    kernels("training", training, layer);
    kernels("prediction", inference, layer);
    line("");
  }

  private static String statistics(Layer layer) {
    return layer instanceof Layer.BatchNorm
        ? "; running mean and variance in training too: dx = gamma / sqrt(variance + epsilon) * dy"
        : "";
  }

  /** Of batch norm, which frozen is another function, all lines are. */
  private static boolean isByWeights(String backward) {
    return Stream.of("dW", "dw", "db", "dgamma", "dbeta", "dx = gamma / sqrt(variance")
        .anyMatch(backward::startsWith);
  }

  private String inputs(Layer layer) {
    String shapes =
        layer.inputs().stream()
            .map(graph::shape)
            .map(Shape::toString)
            .collect(Collectors.joining(", "));
    return shapes.isEmpty() ? "" : shapes + " -> ";
  }

  private String cost(NetworkSummary.Row row) {
    MemorySummary.LayerBytes train = summary.training().layer(row.layer());
    MemorySummary.LayerBytes predict = summary.inference().layer(row.layer());
    return String.format(
        Locale.ROOT,
        "%,d parameters, %,d multiply-adds (%.1f %% of all), %,d bytes in training, %,d in"
            + " prediction, %,d more for predictBatch",
        row.parameters(),
        row.multiplyAdds(),
        100.0 * row.multiplyAdds() / Math.max(1, summary.multiplyAdds()),
        train.total(),
        predict.total(),
        summary.batchInference().layer(row.layer()).total());
  }

  private void kernels(String when, Program program, Layer layer) {
    List<Op> ops = program.of(layer);
    if (ops.isEmpty()) {
      line("* " + when + ": no code of its own");
    }
    for (Op op : ops) {
      String name = op.getClass().getSimpleName();
      line("* %s: `%s`, on %s".formatted(when, name, program.reason(op)));
    }
  }

  private void section(String title) {
    line("");
    line("## " + title);
    line("");
  }

  private void code(String language, String text) {
    line("```" + language);
    page.append(text);
    line("```");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
