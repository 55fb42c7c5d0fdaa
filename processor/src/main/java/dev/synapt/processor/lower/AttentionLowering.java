package dev.synapt.processor.lower;

import dev.synapt.processor.graph.InitKind;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.SelfAttention;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.ValueId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Replaces attention by convolutions of single positions, for the projections, and products of all
 * positions with all others between them.
 */
final class AttentionLowering {

  private static final Size2 ONE = new Size2(1, 1);
  private static final Window POSITION = new Window(ONE, ONE, ONE, Pads.NONE);

  private final OpGraphBuilder builder;
  private final SelfAttention layer;
  private final Origin origin;
  private final int width;
  private final int length;

  /**
   * For one layer.
   *
   * @param x the shape of its input, {@code [C,L]}
   */
  AttentionLowering(OpGraphBuilder builder, SelfAttention layer, Shape x) {
    this.builder = builder;
    this.layer = layer;
    this.origin = Lowering.origin(layer);
    this.width = x.channels();
    this.length = x.dim(1);
  }

  /**
   * Adds the operations, and gives the value that they define.
   *
   * @param dropout the number of its random numbers in training; none where nothing is dropped
   */
  ValueId lower(ValueId x, OptionalInt dropout) {
    int heads = layer.heads();
    boolean causal = layer.causal();
    ValueId all = project(x, "in_proj", "in_proj_", SelfAttention.PROJECTIONS * width);
    List<ValueId> parts =
        Stream.of("queries", "keys", "values").map(part -> sequence("." + part, width)).toList();
    builder.add(new TopologyOp.Split(origin, all, parts));
    ValueId scores = sequence(".scores", heads * length);
    double scale = 1 / Math.sqrt((double) width / heads);
    builder.add(
        new AttentionOp.Products(origin, parts.get(0), parts.get(1), heads, causal, scale, scores));
    ValueId weights = sequence(".weights", heads * length);
    builder.add(new AttentionOp.Softmax(origin, scores, heads, causal, weights));
    ValueId kept = dropout.isPresent() ? dropped(weights, dropout.getAsInt()) : weights;
    ValueId mixed = sequence(".mixed", width);
    builder.add(new AttentionOp.Gather(origin, kept, parts.get(2), heads, causal, 1, mixed));
    return project(mixed, "", "out_proj.", width);
  }

  private ValueId dropped(ValueId weights, int number) {
    ValueId y = sequence(".kept", layer.heads() * length);
    ValueId mask = sequence(".mask", layer.heads() * length);
    builder.add(new Op.Dropout(part("dropout"), weights, layer.dropout(), number, y, mask));
    return y;
  }

  /**
   * A dense layer of each position.
   *
   * @param result what its name adds to the layer's; nothing for the layer's own result
   * @param tensors what those of its tensors add, in front of {@code weight} and {@code bias}
   */
  private ValueId project(ValueId x, String result, String tensors, int units) {
    String name = layer.name() + "." + tensors;
    ValueId w =
        builder.parameter(name + "weight", Shape.of(units, width), layer.init(), width, units);
    Optional<ValueId> b =
        layer.bias()
            ? Optional.of(
                builder.parameter(name + "bias", Shape.of(units), InitKind.ZEROS, units, units))
            : Optional.empty();
    ValueId y = sequence(result.isEmpty() ? "" : "." + result, units);
    Origin at = part(result.isEmpty() ? "out_proj" : result);
    builder.add(new Op.Conv2d(at, x, w, b, POSITION, Optional.empty(), y));
    return y;
  }

  /** Operations that have routines of their own have names of their own. */
  private Origin part(String name) {
    return new Origin(origin.field(), origin.stage() + "." + name, Direction.FORWARD);
  }

  private ValueId sequence(String name, int channels) {
    return builder.sample(layer.name() + name, Shape.of(channels, 1, length));
  }
}
