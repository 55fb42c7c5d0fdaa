package dev.synapt.processor.lower;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.InitKind;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossOptions;
import dev.synapt.processor.graph.MergeKind;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.SelfAttention;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.SpatialDropout;
import dev.synapt.processor.graph.TopologyLayer;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Replaces each layer by primitive operations. Training and inference are different graphs: batch
 * norm and dropout mean different things in them, and only training has a loss.
 */
public final class Lowering {

  private static final Size2 ONE = new Size2(1, 1);

  private final TypedGraph graph;
  private final boolean training;
  private final OpGraphBuilder builder = new OpGraphBuilder();
  private final Map<ValueId, ValueId> lowered = new HashMap<>();
  private final Map<ValueId, PositionOp.Max> choices = new HashMap<>();
  private final List<ValueId> results = new ArrayList<>();
  private int dropouts;
  private int answers;
  private ValueId inputRow;
  private int inputColumns;

  private Lowering(TypedGraph graph, boolean training) {
    this.graph = graph;
    this.training = training;
  }

  /** The forward pass of a training step, up to the loss and its gradient by the output. */
  public static OpGraph training(TypedGraph graph) {
    return new Lowering(graph, true).run();
  }

  /** The forward pass of inference, up to what {@code predict} returns. */
  public static OpGraph inference(TypedGraph graph) {
    return new Lowering(graph, false).run();
  }

  private OpGraph run() {
    ValueId input = null;
    if (graph.graph().inputs().size() > 1) {
      inputRow = inputRow();
      input = inputRow;
    }
    for (Layer layer : graph.graph().layers()) {
      builder.frozen(graph.graph().isFrozen(layer));
      builder.owner(layer.field(), graph.graph().owner(layer));
      ValueId result = lower(layer);
      lowered.put(layer.output(), result);
      input = input == null ? result : input;
      if (layer instanceof Layer.Output) {
        results.add(result);
      }
    }
    return builder.build(
        input, Optional.empty(), results.size() == 1 ? results.getFirst() : joinedResults());
  }

  /** The row of all inputs of a sample. */
  private ValueId inputRow() {
    int size =
        graph.graph().inputs().stream().mapToInt(in -> graph.shape(in.output()).size()).sum();
    return builder.sample(graph.graph().inputs().getFirst().name() + ".joined", Shape.of(size));
  }

  /** The input itself, or its part of the row of several. */
  private ValueId input(Layer.Input in) {
    Shape shape = graph.shape(in.output()).asImage();
    if (inputRow == null) {
      return builder.sample(in.field(), shape);
    }
    boolean vector = shape.rank() == 1;
    ValueId part = builder.sample(in.field() + (vector ? "" : ".row"), Shape.of(shape.size()));
    builder.add(new TopologyOp.Part(origin(in), inputRow, JoinAxis.CHANNELS, inputColumns, part));
    inputColumns += shape.size();
    if (vector) {
      return part;
    }
    ValueId y = builder.sample(in.field(), shape);
    builder.add(new Op.Unflatten(origin(in), part, y));
    return y;
  }

  /** The results of several outputs as one row. */
  private ValueId joinedResults() {
    int size = results.stream().mapToInt(id -> builder.at(id).shape().size()).sum();
    ValueId y =
        builder.sample(graph.graph().outputs().getLast().name() + ".joined", Shape.of(size));
    Origin origin = new Origin("outputs", "concat", Direction.FORWARD);
    builder.add(new TopologyOp.Concat(origin, results, JoinAxis.CHANNELS, y));
    return y;
  }

  private ValueId lower(Layer layer) {
    return switch (layer) {
      case Layer.Input in -> input(in);
      case Layer.Dense dense -> dense(dense);
      case Layer.Conv2d conv -> conv(conv);
      case Layer.MaxPool2d pool -> maxPool(pool);
      case Layer.AvgPool2d pool -> avgPool(pool);
      case Layer.BatchNorm norm -> batchNorm(norm);
      case Layer.Dropout dropout -> dropout(dropout);
      case Layer.Activate activate -> {
        ValueId y = sample(layer);
        builder.add(new Op.Activate(origin(layer), activate.function(), in(layer), y));
        yield y;
      }
      case Layer.Softmax softmax -> {
        ValueId y = sample(layer);
        builder.add(new Op.Softmax(origin(layer), in(layer), y));
        yield y;
      }
      case SpatialDropout dropout -> spatial(dropout);
      case SelfAttention attention -> attention(attention);
      case Layer.Unary unary -> unary(unary);
      case Layer.Flatten flatten -> {
        ValueId y = sample(layer);
        builder.add(new Op.Flatten(origin(layer), in(layer), y));
        yield y;
      }
      case TopologyLayer.Merge merge -> merge(merge);
      case TopologyLayer.Shortcut shortcut -> shortcut(shortcut);
      case TopologyLayer.GlobalAvgPool pool -> globalAvgPool(pool);
      case TopologyLayer.MaxUnpool unpool -> unpool(unpool);
      case Layer.Output output -> output(output);
    };
  }

  private ValueId unary(Layer.Unary layer) {
    Shape in = graph.shape(layer.input());
    Shape out = graph.shape(layer.output());
    return new UnaryLowering(builder, training, layer, in, out).lower(in(layer));
  }

  private ValueId dense(Layer.Dense dense) {
    int in = graph.shape(dense.input()).size();
    ValueId w =
        builder.parameter(
            dense.name() + ".weight", Shape.of(dense.units(), in), dense.init(), in, dense.units());
    Optional<ValueId> b = bias(dense, dense.bias(), dense.units());
    ValueId y = sample(dense);
    builder.add(new Op.Dense(origin(dense), in(dense), w, b, Optional.empty(), y));
    return y;
  }

  private ValueId conv(Layer.Conv2d conv) {
    int channels = graph.shape(conv.input()).channels();
    Size2 kernel = conv.kernel();
    int taps = kernel.height() * kernel.width();
    Shape shape = Shape.of(conv.filters(), channels, kernel.height(), kernel.width());
    ValueId w =
        builder.parameter(
            conv.name() + ".weight", shape, conv.init(), channels * taps, conv.filters() * taps);
    Optional<ValueId> b = bias(conv, conv.bias(), conv.filters());
    Window window = new Window(kernel, conv.stride(), conv.dilation(), conv.pads());
    ValueId y = sample(conv);
    builder.add(new Op.Conv2d(origin(conv), in(conv), w, b, window, Optional.empty(), y));
    return y;
  }

  private Optional<ValueId> bias(Layer layer, boolean wanted, int size) {
    return wanted
        ? Optional.of(
            builder.parameter(layer.name() + ".bias", Shape.of(size), InitKind.ZEROS, size, size))
        : Optional.empty();
  }

  /** A pooling that is undone later keeps positions, in prediction too. */
  private ValueId choosing(Layer.MaxPool2d pool) {
    Shape image = graph.shape(pool.input());
    Shape windows = graph.shape(pool.output());
    AxisRule rows =
        AxisRule.windows(
            image.dim(1),
            windows.dim(1),
            pool.window().height(),
            pool.stride().height(),
            1,
            pool.pads().top());
    AxisRule columns =
        AxisRule.windows(
            image.dim(2),
            windows.dim(2),
            pool.window().width(),
            pool.stride().width(),
            1,
            pool.pads().left());
    ValueId y = sample(pool);
    ValueId winner = builder.sample(pool.name() + ".winner", windows);
    PositionOp.Max max =
        new PositionOp.Max(origin(pool), in(pool), List.of(rows, columns), y, Optional.of(winner));
    builder.add(max);
    choices.put(pool.output(), max);
    return y;
  }

  private ValueId unpool(TopologyLayer.MaxUnpool unpool) {
    PositionOp.Max max = choices.get(unpool.pool());
    ValueId y = sample(unpool);
    builder.add(
        new PositionOp.Unpool(
            origin(unpool), in(unpool), max.winner().orElseThrow(), max.axes(), y));
    return y;
  }

  private boolean isUndone(Layer.MaxPool2d pool) {
    return graph.graph().layers().stream()
        .anyMatch(layer ->
            layer instanceof TopologyLayer.MaxUnpool unpool && unpool.pool().equals(pool.output()));
  }

  private ValueId maxPool(Layer.MaxPool2d pool) {
    if (isUndone(pool)) {
      return choosing(pool);
    }
    Window window = new Window(pool.window(), pool.stride(), ONE, pool.pads());
    ValueId y = sample(pool);
    Optional<ValueId> winner =
        training
            ? Optional.of(
                builder.sample(pool.name() + ".winner", graph.shape(pool.output()).asImage()))
            : Optional.empty();
    builder.add(new Op.MaxPool(origin(pool), in(pool), window, false, y, winner));
    return y;
  }

  private ValueId avgPool(Layer.AvgPool2d pool) {
    Window window = new Window(pool.window(), pool.stride(), ONE, pool.pads());
    ValueId y = sample(pool);
    builder.add(new Op.AvgPool(origin(pool), in(pool), window, y));
    return y;
  }

  private ValueId batchNorm(Layer.BatchNorm norm) {
    return new NormLowering(builder, training)
        .lower(origin(norm), norm.name(), norm.epsilon(), norm.momentum(), in(norm));
  }

  private ValueId merge(TopologyLayer.Merge merge) {
    List<ValueId> inputs = merge.inputs().stream().map(lowered::get).toList();
    if (merge.kind() == MergeKind.MULTIPLY) {
      return product(merge, inputs);
    }
    ValueId y = sample(merge);
    builder.add(
        merge.kind() == MergeKind.ADD
            ? new TopologyOp.Add(origin(merge), inputs, Optional.empty(), y)
            : new TopologyOp.Concat(
                origin(merge), inputs, JoinAxis.of(merge.axis(), graph.shape(merge.output())), y));
    return y;
  }

  /** From left to right, two at a time: a gradient is the product with the other one. */
  private ValueId product(TopologyLayer.Merge merge, List<ValueId> inputs) {
    ValueId product = inputs.getFirst();
    for (int i = 1; i < inputs.size(); i++) {
      boolean last = i == inputs.size() - 1;
      String part = last ? "" : ".first" + (i + 1);
      ValueId y = builder.sample(merge.name() + part, graph.shape(merge.output()).asImage());
      Origin origin = new Origin(merge.field(), merge.stage() + part, Direction.FORWARD);
      builder.add(new TopologyOp.Multiply(origin, product, inputs.get(i), y));
      product = y;
    }
    return product;
  }

  private ValueId shortcut(TopologyLayer.Shortcut shortcut) {
    NormLowering norm = new NormLowering(builder, training);
    return new ShortcutLowering(builder, norm, shortcut, graph.shape(shortcut.output()).asImage())
        .lower(in(shortcut), lowered.get(shortcut.earlier()));
  }

  /** The mean over one window that is the whole image. */
  private ValueId globalAvgPool(TopologyLayer.GlobalAvgPool pool) {
    Shape image = graph.shape(pool.input()).asImage();
    Size2 size = new Size2(image.dim(1), image.dim(2));
    ValueId means = builder.sample(pool.name() + ".means", Shape.of(image.channels(), 1, 1));
    builder.add(
        new Op.AvgPool(origin(pool), in(pool), new Window(size, size, ONE, Pads.NONE), means));
    ValueId y = sample(pool);
    builder.add(new Op.Flatten(origin(pool), means, y));
    return y;
  }

  private ValueId dropout(Layer.Dropout dropout) {
    return dropout(dropout, dropout.rate(), graph.shape(dropout.output()).asImage());
  }

  /** One choice for all positions of a channel. */
  private ValueId spatial(SpatialDropout dropout) {
    Shape x = graph.shape(dropout.output());
    return dropout(dropout, dropout.rate(), x.rank() == 1 ? x : Shape.of(x.channels(), 1, 1));
  }

  private ValueId attention(SelfAttention layer) {
    boolean drops = training && layer.dropout() > 0;
    return new AttentionLowering(builder, layer, graph.shape(layer.input()))
        .lower(in(layer), drops ? OptionalInt.of(dropouts++) : OptionalInt.empty());
  }

  private ValueId dropout(Layer layer, double rate, Shape choices) {
    if (!training) {
      return in(layer);
    }
    ValueId y = sample(layer);
    ValueId mask = builder.sample(layer.name() + ".mask", choices);
    builder.add(new Op.Dropout(origin(layer), in(layer), rate, dropouts++, y, mask));
    return y;
  }

  private ValueId output(Layer.Output output) {
    ValueId x = in(output);
    Origin origin = origin(output);
    if (!training) {
      ValueId y = prediction(output, x);
      return isAlone() || builder.at(y).shape().rank() == 1 ? y : flattened(output, y);
    }
    Shape shape = builder.at(x).shape();
    ValueId rows = shape.rank() == 1 ? x : flattened(output, x);
    ValueId dx = builder.sample("d " + builder.at(rows).name(), builder.at(rows).shape());
    builder.add(loss(output, origin, shape, rows, dx));
    return rows;
  }

  private boolean isAlone() {
    return graph.graph().outputs().size() == 1;
  }

  private LossSlot slot(Layer.Output output, Shape shape) {
    if (isAlone()) {
      return LossSlot.ALONE;
    }
    int columns = output.loss().hasLabels() ? shape.positions() : shape.size();
    int first = answers;
    answers += columns;
    return new LossSlot(results.size(), first, columns, graph.graph().outputs().size());
  }

  private Op loss(Layer.Output output, Origin origin, Shape shape, ValueId rows, ValueId dx) {
    boolean plain = output.options().equals(LossOptions.NONE) && isAlone();
    if (output.loss() == LossKind.CROSS_ENTROPY && plain && shape.rank() == 1) {
      return new BasicLossOp.SoftmaxCrossEntropy(origin, rows, output.reduction(), dx);
    }
    return output.loss() == LossKind.MSE && isAlone()
        ? new BasicLossOp.SquaredError(origin, rows, output.reduction(), dx)
        : new LossOp(
            origin,
            rows,
            output.loss(),
            shape.channels(),
            output.options(),
            output.reduction(),
            slot(output, shape),
            dx);
  }

  private ValueId prediction(Layer.Output output, ValueId x) {
    if (output.loss().appliesSoftmax()) {
      return probabilities(output, x);
    }
    if (output.loss() != LossKind.BINARY_CROSS_ENTROPY) {
      return x;
    }
    ValueId y = builder.sample(output.name(), builder.at(x).shape());
    builder.add(new Op.Activate(origin(output), Activation.SIGMOID, x, y));
    return y;
  }

  private ValueId flattened(Layer.Output output, ValueId image) {
    ValueId rows =
        builder.sample(output.name() + ".rows", Shape.of(builder.at(image).shape().size()));
    builder.add(new Op.Flatten(origin(output), image, rows));
    return rows;
  }

  private ValueId probabilities(Layer.Output output, ValueId logits) {
    ValueId y = builder.sample(output.name(), builder.at(logits).shape());
    builder.add(new Op.Softmax(origin(output), logits, y));
    return y;
  }

  private ValueId in(Layer layer) {
    return lowered.get(layer.inputs().getFirst());
  }

  private ValueId sample(Layer layer) {
    return builder.sample(layer.name(), graph.shape(layer.output()).asImage());
  }

  static Origin origin(Layer layer) {
    return new Origin(layer.field(), layer.stage(), Direction.FORWARD);
  }
}
