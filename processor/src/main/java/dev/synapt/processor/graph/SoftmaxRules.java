package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.HeadCode;

/**
 * Says where a softmax or sigmoid makes no sense: of probabilities, which it would flatten towards
 * equal shares and whose gradients it would make vanish.
 */
final class SoftmaxRules {

  private SoftmaxRules() {}

  /** Reports each second softmax or sigmoid, be it the one that cross entropy contains. */
  static void check(LayerGraph graph, Diagnostics diagnostics) {
    for (Layer layer : graph.layers()) {
      if (layer instanceof Layer.Softmax || isCrossEntropy(layer)) {
        check(layer, source(layer, graph), diagnostics);
      } else if (layer instanceof Layer.Output output
          && output.loss() == LossKind.BINARY_CROSS_ENTROPY) {
        checkBinary(output, source(layer, graph), diagnostics);
      }
    }
  }

  private static void check(Layer layer, Layer source, Diagnostics diagnostics) {
    if (!(source instanceof Layer.Softmax first)) {
      return;
    }
    diagnostics.report(
        layer instanceof Layer.Output output
            ? HeadCode.CROSS_ENTROPY_AFTER_SOFTMAX.at(
                output.at().value("loss"), output.field(), first.name())
            : HeadCode.SOFTMAX_TWICE.at(layer.at(), layer.field(), first.name()));
  }

  /** Binary cross entropy contains a sigmoid. */
  private static void checkBinary(Layer.Output output, Layer source, Diagnostics diagnostics) {
    if (source instanceof Layer.Softmax || isSigmoid(source)) {
      diagnostics.report(
          HeadCode.BINARY_CROSS_ENTROPY_AFTER_SIGMOID.at(
              output.at().value("loss"), output.field(), source.name()));
    }
  }

  private static boolean isSigmoid(Layer layer) {
    return layer instanceof Layer.Activate activation
        && (activation.function().kind() == Activation.Kind.SIGMOID
            || activation.function().kind() == Activation.Kind.HARD_SIGMOID);
  }

  private static boolean isCrossEntropy(Layer layer) {
    return layer instanceof Layer.Output output && output.loss().appliesSoftmax();
  }

  /** The layer that the numbers come from: dropout and flattening leave them what they are. */
  private static Layer source(Layer layer, LayerGraph graph) {
    Layer before = layer;
    do {
      if (before.inputs().isEmpty()) {
        return before;
      }
      before = graph.layers().get(before.inputs().getFirst().index());
    } while (before instanceof Layer.Dropout
        || before instanceof SpatialDropout
        || before instanceof Layer.Flatten
        || before instanceof Reshape);
    return before;
  }
}
