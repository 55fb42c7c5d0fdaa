package dev.synapt.processor.lint;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.GlobalMaxPool;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LogSoftmax;
import dev.synapt.processor.graph.MergeKind;
import dev.synapt.processor.graph.PRelu;
import dev.synapt.processor.graph.Pool;
import dev.synapt.processor.graph.Resample;
import dev.synapt.processor.graph.Reshape;
import dev.synapt.processor.graph.SampleNorm;
import dev.synapt.processor.graph.SpatialDropout;
import dev.synapt.processor.graph.TopologyLayer;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which values and gradients can ever be other than 0, from the first step of a training to its
 * last: the least solution, found by repetition. What is not certain to be 0 counts as something.
 */
final class ZeroFlow {

  private final TypedGraph graph;
  private final Set<ValueId> values = new HashSet<>();
  private final Set<ValueId> gradients = new HashSet<>();

  private ZeroFlow(TypedGraph graph) {
    this.graph = graph;
  }

  /** Of a network whose weights start as its fields say. */
  static ZeroFlow of(TypedGraph graph) {
    ZeroFlow flow = new ZeroFlow(graph);
    boolean more = true;
    while (more) {
      more = flow.forward();
      more |= flow.backward();
    }
    return flow;
  }

  private boolean forward() {
    boolean more = false;
    for (Layer layer : graph.graph().layers()) {
      more |= gives(layer) && values.add(layer.output());
    }
    return more;
  }

  private boolean backward() {
    boolean more = false;
    for (Layer layer : graph.graph().layers().reversed()) {
      for (ValueId input : layer.inputs()) {
        more |= arrives(layer) && passes(layer, input) && gradients.add(input);
      }
    }
    return more;
  }

  /** Whether there is a gradient by a layer's output; where the loss is, it begins. */
  private boolean arrives(Layer layer) {
    return layer instanceof Layer.Output || gradients.contains(layer.output());
  }

  /** Whether a gradient gets to a layer, and not to the given input of it. */
  boolean endsBetween(Layer layer, ValueId input) {
    return arrives(layer) && !passes(layer, input);
  }

  /** Whether a layer's output can be other than 0. What is not listed here gives something. */
  private boolean gives(Layer layer) {
    boolean x = !layer.inputs().isEmpty() && values.contains(layer.inputs().getFirst());
    return switch (layer) {
      case Layer.Input in -> true;
      case Layer.Activate a -> x || isPositiveAtZero(a.function());
      case Layer.BatchNorm n -> x || isTrained(n);
      case Layer.Dropout d -> x;
      case Layer.Flatten f -> x;
      case Layer.MaxPool2d p -> x;
      case Layer.AvgPool2d p -> x;
      case LogSoftmax s -> channels(s) > 1;
      case PRelu p -> x;
      case SampleNorm n -> x || (n.affine() && isTrained(n));
      case SpatialDropout d -> x;
      case Reshape r -> x;
      case Pool p -> x;
      case GlobalMaxPool p -> x;
      case Resample r -> x;
      case TopologyLayer.Merge m -> givesMerged(m);
      case TopologyLayer.GlobalAvgPool p -> x;
      case TopologyLayer.MaxUnpool u -> x;
      default ->
          LinearLayer.of(layer)
              .map(linear -> (x && weighs(linear)) || (linear.bias() && isTrained(layer)))
              .orElse(true);
    };
  }

  private boolean givesMerged(TopologyLayer.Merge merge) {
    return merge.kind() == MergeKind.MULTIPLY
        ? values.containsAll(merge.inputs())
        : merge.inputs().stream().anyMatch(values::contains);
  }

  /** Whether a gradient by a layer's output gives one by an input of it. */
  private boolean passes(Layer layer, ValueId input) {
    return switch (layer) {
      case Layer.Activate a -> values.contains(input) || !isFlatAtZero(a.function());
      case Layer.Softmax s -> channels(s) > 1;
      case LogSoftmax s -> channels(s) > 1;
      case TopologyLayer.MaxUnpool u -> input.equals(u.input());
      case TopologyLayer.Merge m -> m.kind() != MergeKind.MULTIPLY || isMultiplied(m, input);
      case Layer.Output o -> hasWeights(o);
      default -> LinearLayer.of(layer).map(this::weighs).orElse(true);
    };
  }

  /** Whether all other factors can be other than 0. */
  private boolean isMultiplied(TopologyLayer.Merge product, ValueId input) {
    return product.inputs().stream()
        .allMatch(
            other -> values.contains(other) || (other.equals(input) && isOnce(product, input)));
  }

  private static boolean isOnce(TopologyLayer.Merge product, ValueId input) {
    return product.inputs().indexOf(input) == product.inputs().lastIndexOf(input);
  }

  private static boolean hasWeights(Layer.Output output) {
    List<Double> weights = output.options().classWeights();
    return weights.isEmpty() || weights.stream().anyMatch(weight -> weight > 0);
  }

  /** Whether a linear layer's weights can be other than 0. */
  private boolean weighs(LinearLayer linear) {
    Layer layer = linear.layer();
    return !linear.startsAsZeros()
        || !isOwn(layer)
        || (arrives(layer) && values.contains(layer.inputs().getFirst()));
  }

  /** Whether a shift of a layer, which starts at 0, can become something else. */
  private boolean isTrained(Layer layer) {
    return arrives(layer) || !isOwn(layer);
  }

  /** Weights that are read from a file or used twice can be anything. */
  private boolean isOwn(Layer layer) {
    boolean reused =
        graph.graph().shared().values().stream()
            .anyMatch(sharing -> sharing.owner().equals(layer.field()));
    return !reused && !graph.graph().isShared(layer) && !graph.graph().isFrozen(layer);
  }

  /** Whether a layer has weights that should learn and cannot. */
  boolean neverLearns(Layer layer) {
    if (!isOwn(layer) || !hasParameters(layer)) {
      return false;
    }
    boolean reads = values.contains(layer.inputs().getFirst());
    return !arrives(layer) || (LinearLayer.is(layer) && !reads);
  }

  private boolean hasParameters(Layer layer) {
    return switch (layer) {
      case Layer.Dense d -> true;
      case Layer.Conv2d c -> true;
      case Layer.BatchNorm n -> true;
      case Layer.Unary u -> u.parameters(graph.shape(u.input())) > 0;
      default -> false;
    };
  }

  private int channels(Layer layer) {
    return graph.shape(layer.output()).channels();
  }

  private static boolean isPositiveAtZero(Activation function) {
    return switch (function.kind()) {
      case SIGMOID, HARD_SIGMOID, SOFTPLUS, LOG_SIGMOID -> true;
      default -> false;
    };
  }

  private static boolean isFlatAtZero(Activation function) {
    return function.kind() == Activation.Kind.RELU || function.kind() == Activation.Kind.RELU6;
  }
}
