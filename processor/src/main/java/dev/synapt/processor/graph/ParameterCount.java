package dev.synapt.processor.graph;

/** How many numbers a layer stores with the weights, running statistics included. */
final class ParameterCount {

  private ParameterCount() {}

  /** The count for one layer of a graph. */
  static long of(Layer layer, TypedGraph graph) {
    return graph.graph().isShared(layer) ? 0 : own(layer, graph);
  }

  private static long own(Layer layer, TypedGraph graph) {
    return switch (layer) {
      case Layer.Dense dense ->
          dense.units() * (graph.shape(dense.input()).size() + bias(dense.bias()));
      case Layer.Conv2d conv -> {
        long taps = (long) conv.kernel().height() * conv.kernel().width();
        long channels = graph.shape(conv.input()).channels();
        yield conv.filters() * (channels * taps + bias(conv.bias()));
      }
      case Layer.BatchNorm norm -> 4L * graph.shape(norm.input()).channels();
      case Layer.Unary unary -> unary.parameters(graph.shape(unary.input()));
      case TopologyLayer.Shortcut shortcut -> {
        Shape shape = graph.shape(shortcut.output());
        long trained = shortcut.parameters(graph.shape(shortcut.earlier()), shape);
        yield trained + (trained > 0 ? 2L * shape.channels() : 0);
      }
      case Layer.Input _,
          TopologyLayer.Merge _,
          TopologyLayer.GlobalAvgPool _,
          TopologyLayer.MaxUnpool _,
          Layer.MaxPool2d _,
          Layer.AvgPool2d _,
          Layer.Dropout _,
          Layer.Activate _,
          Layer.Softmax _,
          Layer.Flatten _,
          Layer.Output _ ->
          0;
    };
  }

  private static long bias(boolean present) {
    return present ? 1 : 0;
  }
}
