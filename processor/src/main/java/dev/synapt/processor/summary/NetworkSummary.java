package dev.synapt.processor.summary;

import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TopologyLayer;
import dev.synapt.processor.graph.TypedGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table of a network: layers, shapes, parameters, multiply-adds, and the bytes that its objects
 * allocate.
 *
 * @param name the user's class
 * @param rows one for each layer
 * @param training a trainer's arrays, without the optimizer's state
 * @param inference a network's arrays for one prediction
 * @param batchInference what it has besides from the first {@code predictBatch} on
 * @param batch the batch that the trainer is specialised for
 */
public record NetworkSummary(
    String name,
    List<Row> rows,
    MemorySummary training,
    MemorySummary inference,
    MemorySummary batchInference,
    int batch) {

  /**
   * A layer.
   *
   * @param layer its name, {@code conv1.conv2d}
   * @param operation what it does, with its numbers
   * @param output its shape per sample
   * @param parameters values of weights, without running statistics
   * @param frozen whether they stay as they are
   * @param multiplyAdds multiply-adds of one sample's forward pass
   */
  public record Row(
      String layer,
      String operation,
      Shape output,
      long parameters,
      boolean frozen,
      long multiplyAdds) {

    /** The operation, and whether its weights stay as they are. */
    public String title() {
      return operation + (frozen ? ", frozen" : "");
    }
  }

  public NetworkSummary {
    rows = List.copyOf(rows);
  }

  /**
   * The summary of a network whose memory is planned.
   *
   * @param graph the layers
   * @param training a training step
   * @param inference one prediction
   * @param batch many predictions at once
   */
  public static NetworkSummary of(
      TypedGraph graph, PlannedOps training, PlannedOps inference, PlannedOps batch) {
    List<Layer> layers = graph.graph().layers();
    return new NetworkSummary(
        graph.graph().name(),
        rows(graph),
        MemorySummary.ofTraining(layers, training),
        MemorySummary.ofPrediction(layers, inference),
        MemorySummary.ofBatch(layers, batch, inference),
        graph.graph().batch());
  }

  private static List<Row> rows(TypedGraph graph) {
    List<Row> rows = new ArrayList<>();
    for (Layer layer : graph.graph().layers()) {
      Shape out = graph.shape(layer.output());
      boolean shared = graph.graph().isShared(layer) && parameters(layer, graph) > 0;
      long parameters = shared ? 0 : parameters(layer, graph);
      rows.add(
          new Row(
              layer.name(),
              operation(layer)
                  + (shared ? ", weights of " + graph.graph().owner(layer) : "")
                  + Sources.of(layer, graph.graph()),
              out,
              parameters,
              parameters > 0 && graph.graph().isFrozen(layer),
              multiplyAdds(layer, graph)));
    }
    return rows;
  }

  private static String operation(Layer layer) {
    return switch (layer) {
      case Layer.Input in -> "Input";
      case Layer.Dense d -> "Dense " + d.units() + (d.bias() ? "" : ", no bias");
      case Layer.Conv2d c ->
          "Conv2d %s @ %s%s%s%s%s"
              .formatted(
                  c.filters(),
                  c.kernel(),
                  unlessOne(", stride ", c.stride()),
                  unlessOne(", dilation ", c.dilation()),
                  padding(c.pads()),
                  c.bias() ? "" : ", no bias");
      case Layer.MaxPool2d p ->
          "MaxPool2d " + p.window() + ", stride " + p.stride() + padding(p.pads());
      case Layer.AvgPool2d p ->
          "AvgPool2d " + p.window() + ", stride " + p.stride() + padding(p.pads());
      case Layer.BatchNorm b -> "BatchNorm";
      case Layer.Dropout d -> "Dropout " + d.rate();
      case Layer.Activate a -> a.function().title();
      case Layer.Softmax s -> "Softmax";
      case Layer.Unary u -> u.text();
      case Layer.Flatten f -> "Flatten";
      case TopologyLayer.Merge m -> m.text();
      case TopologyLayer.Shortcut s -> "Shortcut" + form(s);
      case TopologyLayer.GlobalAvgPool p -> "GlobalAvgPool";
      case TopologyLayer.MaxUnpool u -> "MaxUnpool2d";
      case Layer.Output o ->
          "Output " + o.loss() + (o.options().weight() == 1 ? "" : " x " + o.options().weight());
    };
  }

  private static String form(TopologyLayer.Shortcut shortcut) {
    return switch (shortcut.form()) {
      case IDENTITY -> "";
      case ZERO_PADDING -> ", zeros" + unlessOne(", stride ", shortcut.stride());
      case PROJECTION -> ", projected" + unlessOne(", stride ", shortcut.stride());
    };
  }

  private static String unlessOne(String label, Size2 size) {
    return size.equals(new Size2(1, 1)) ? "" : label + size;
  }

  private static String padding(Pads pads) {
    return pads.isNone() ? "" : ", " + pads;
  }

  private static Shape in(Layer layer, TypedGraph graph) {
    return layer.inputs().isEmpty() ? null : graph.shape(layer.inputs().getFirst());
  }

  private static long parameters(Layer layer, TypedGraph graph) {
    Shape in = in(layer, graph);
    return switch (layer) {
      case Layer.Dense d -> (long) d.units() * in.size() + (d.bias() ? d.units() : 0);
      case Layer.Conv2d c ->
          (long) c.filters() * in.channels() * c.kernel().height() * c.kernel().width()
              + (c.bias() ? c.filters() : 0);
      case Layer.BatchNorm b -> 2L * in.channels();
      case Layer.Input i -> 0;
      case Layer.MaxPool2d p -> 0;
      case Layer.AvgPool2d p -> 0;
      case Layer.Dropout d -> 0;
      case Layer.Activate a -> 0;
      case Layer.Softmax s -> 0;
      case Layer.Unary u -> u.parameters(in);
      case Layer.Flatten f -> 0;
      case TopologyLayer.Shortcut s ->
          s.parameters(graph.shape(s.earlier()), graph.shape(s.output()));
      case TopologyLayer.Merge m -> 0;
      case TopologyLayer.GlobalAvgPool p -> 0;
      case TopologyLayer.MaxUnpool u -> 0;
      case Layer.Output o -> 0;
    };
  }

  private static long multiplyAdds(Layer layer, TypedGraph graph) {
    Shape in = in(layer, graph);
    Shape out = graph.shape(layer.output());
    return switch (layer) {
      case Layer.Dense d -> (long) d.units() * in.size();
      case Layer.Conv2d c ->
          (long) out.size() * in.channels() * c.kernel().height() * c.kernel().width();
      case Layer.Input i -> 0;
      case Layer.BatchNorm b -> 0;
      case Layer.MaxPool2d p -> 0;
      case Layer.AvgPool2d p -> 0;
      case Layer.Dropout d -> 0;
      case Layer.Activate a -> 0;
      case Layer.Softmax s -> 0;
      case Layer.Unary u -> u.multiplyAdds(in, out);
      case Layer.Flatten f -> 0;
      case TopologyLayer.Shortcut s ->
          s.multiplyAdds(graph.shape(s.earlier()), graph.shape(s.output()));
      case TopologyLayer.Merge m -> 0;
      case TopologyLayer.GlobalAvgPool p -> 0;
      case TopologyLayer.MaxUnpool u -> 0;
      case Layer.Output o -> 0;
    };
  }

  /** Values of all weights, trained and frozen. */
  public long parameters() {
    return rows.stream().mapToLong(Row::parameters).sum();
  }

  /** Values of weights that stay as they are. */
  public long frozenParameters() {
    return rows.stream().filter(Row::frozen).mapToLong(Row::parameters).sum();
  }

  /** Multiply-adds of one sample's forward pass. */
  public long multiplyAdds() {
    return rows.stream().mapToLong(Row::multiplyAdds).sum();
  }

  /** Bytes of a trainer's arrays, without the optimizer's state. */
  public long trainerBytes() {
    return training.total();
  }

  /** Bytes of a network's arrays for one prediction. */
  public long networkBytes() {
    return inference.total();
  }

  /** Bytes of the arrays that a network has besides from the first {@code predictBatch} on. */
  public long networkBatchBytes() {
    return batchInference.total();
  }

  /** The tables of layers and of memory, lines end in {@code \n}. */
  public String table() {
    int name = rows.stream().mapToInt(r -> r.layer().length()).max().orElse(5);
    int operation = rows.stream().mapToInt(r -> r.title().length()).max().orElse(9);
    String format =
        "%-" + Math.max(5, name) + "s  %-" + Math.max(9, operation) + "s  %-13s %12s %13s%n";
    StringBuilder table = new StringBuilder();
    table.append(line(format, "layer", "operation", "output", "parameters", "multiply-adds"));
    for (Row r : rows) {
      table.append(
          line(
              format,
              r.layer(),
              r.title(),
              r.output(),
              count(r.parameters()),
              count(r.multiplyAdds())));
    }
    table.append(line(format, "total", "", "", count(parameters()), count(multiplyAdds())));
    if (frozenParameters() > 0) {
      table.append(line(format, "frozen", "", "", count(frozenParameters()), ""));
    }
    return table.append(MemoryTable.of(this)).toString();
  }

  private static String line(String format, Object... cells) {
    return String.format(Locale.ROOT, format, cells).stripTrailing() + "\n";
  }

  private static String count(long value) {
    return value == 0 ? "" : number(value);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * The lines that weights depend on: every layer but those that change nothing about the tensors.
   */
  public String architecture() {
    StringBuilder text = new StringBuilder(name).append('\n');
    for (Row r : rows) {
      if (!r.operation().startsWith("Dropout") && !r.operation().startsWith("Output")) {
        text.append("%s: %s -> %s\n".formatted(r.layer(), r.operation(), r.output()));
      }
    }
    return text.toString().stripTrailing();
  }
}
