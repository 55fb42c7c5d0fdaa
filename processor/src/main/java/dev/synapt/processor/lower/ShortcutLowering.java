package dev.synapt.processor.lower;

import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TopologyLayer;
import dev.synapt.processor.graph.ValueId;
import java.util.List;
import java.util.Optional;

/** Replaces a shortcut by what makes the earlier layer fit, and a sum. */
final class ShortcutLowering {

  private static final Size2 ONE = new Size2(1, 1);

  /** What {@code @BatchNorm} has by default. */
  private static final double EPSILON = 1e-5;

  private static final double MOMENTUM = 0.1;

  private final OpGraphBuilder builder;
  private final NormLowering norm;
  private final TopologyLayer.Shortcut layer;
  private final Shape shape;

  /**
   * For one shortcut.
   *
   * @param shape that of its output, as an image or a vector
   */
  ShortcutLowering(
      OpGraphBuilder builder, NormLowering norm, TopologyLayer.Shortcut layer, Shape shape) {
    this.builder = builder;
    this.norm = norm;
    this.layer = layer;
    this.shape = shape;
  }

  /** The sum of {@code x} and what becomes of {@code earlier}. */
  ValueId lower(ValueId x, ValueId earlier) {
    ValueId fitting =
        switch (layer.form()) {
          case IDENTITY -> earlier;
          case ZERO_PADDING -> padded(earlier);
          case PROJECTION -> projected(earlier);
        };
    ValueId y = builder.sample(layer.name(), shape);
    builder.add(
        new TopologyOp.Add(origin(layer.stage()), List.of(x, fitting), Optional.empty(), y));
    return y;
  }

  private ValueId padded(ValueId earlier) {
    ValueId y = builder.sample(layer.name() + ".padded", shape);
    builder.add(new TopologyOp.Subsample(origin("shortcut.padded"), earlier, layer.stride(), y));
    return y;
  }

  private ValueId projected(ValueId earlier) {
    boolean image = shape.rank() == 3;
    String kind = image ? "conv2d" : "dense";
    String name = layer.name() + "." + kind;
    int in = builder.at(earlier).shape().channels();
    int out = shape.channels();
    Shape weights = image ? Shape.of(out, in, 1, 1) : Shape.of(out, in);
    ValueId w = builder.parameter(name + ".weight", weights, layer.init(), in, out);
    ValueId y = builder.sample(name, shape);
    Origin origin = origin("shortcut." + kind);
    Optional<ValueId> none = Optional.empty();
    Window window = new Window(ONE, layer.stride(), ONE, Pads.NONE);
    builder.add(
        image
            ? new Op.Conv2d(origin, earlier, w, none, window, Optional.empty(), y)
            : new Op.Dense(origin, earlier, w, none, Optional.empty(), y));
    return norm.lower(
        origin("shortcut.batchnorm"), layer.name() + ".batchnorm", EPSILON, MOMENTUM, y);
  }

  private Origin origin(String stage) {
    return new Origin(layer.field(), stage, Direction.FORWARD);
  }
}
