package dev.synapt.processor.dump;

import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LayerGraph;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TopologyLayer;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Window;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The text form of layers. */
final class LayerText {

  private static final Size2 ONE = new Size2(1, 1);

  private LayerText() {}

  static String of(LayerGraph graph) {
    return render(graph, value -> "");
  }

  static String of(TypedGraph typed) {
    return render(typed.graph(), value -> "-> " + Shapes.perSample(typed.shape(value)));
  }

  private static String render(LayerGraph graph, Function<ValueId, String> type) {
    Columns columns = new Columns();
    for (Layer layer : graph.layers()) {
      String inputs =
          layer.inputs().stream().map(ValueId::toString).collect(Collectors.joining(" "));
      ValueId output = layer.output();
      String what = describe(layer) + (graph.isFrozen(layer) ? ", frozen" : "");
      columns.row(output.toString(), layer.name(), what, inputs, type.apply(output));
    }
    return graph.name() + " batch " + graph.batch() + "\n" + columns.render();
  }

  private static String describe(Layer layer) {
    return switch (layer) {
      case Layer.Input in -> "Input" + in.shape();
      case Layer.Dense dense ->
          "Dense(" + dense.units() + bias(dense.bias()) + ", " + dense.init() + ")";
      case Layer.Conv2d conv -> describe(conv);
      case Layer.MaxPool2d pool ->
          "MaxPool2d(" + new Window(pool.window(), pool.stride(), ONE, pool.pads()) + ")";
      case Layer.AvgPool2d pool ->
          "AvgPool2d(" + new Window(pool.window(), pool.stride(), ONE, pool.pads()) + ")";
      case Layer.BatchNorm norm ->
          "BatchNorm(epsilon " + norm.epsilon() + ", momentum " + norm.momentum() + ")";
      case Layer.Dropout dropout -> "Dropout(" + dropout.rate() + ")";
      case Layer.Activate activate -> "Activate(" + activate.function() + ")";
      case Layer.Softmax softmax -> "Softmax";
      case Layer.Unary unary -> unary.text();
      case Layer.Flatten flatten -> "Flatten";
      case TopologyLayer.Merge merge -> merge.text();
      case TopologyLayer.Shortcut shortcut ->
          "Shortcut(" + shortcut.form() + ", stride " + shortcut.stride() + ")";
      case TopologyLayer.GlobalAvgPool pool -> "GlobalAvgPool";
      case TopologyLayer.MaxUnpool unpool -> "MaxUnpool2d";
      case Layer.Output output -> describe(output);
    };
  }

  private static String describe(Layer.Conv2d conv) {
    Window window = new Window(conv.kernel(), conv.stride(), conv.dilation(), conv.pads());
    return "Conv2d("
        + (conv.filters() + ", " + window + bias(conv.bias()) + ", " + conv.init())
        + ")";
  }

  private static String describe(Layer.Output output) {
    String labels = output.labels().isEmpty() ? "" : ", " + output.labels();
    return "Output("
        + output.loss()
        + ", "
        + output.reduction()
        + output.options().text()
        + labels
        + ")";
  }

  private static String bias(boolean present) {
    return present ? "" : ", no bias";
  }
}
