package dev.synapt.processor.lower;

import dev.synapt.processor.graph.Conv;
import dev.synapt.processor.graph.ConvTranspose;
import dev.synapt.processor.graph.Embedding;
import dev.synapt.processor.graph.GlobalMaxPool;
import dev.synapt.processor.graph.InitKind;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LogSoftmax;
import dev.synapt.processor.graph.PRelu;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Pool;
import dev.synapt.processor.graph.PositionalEncoding;
import dev.synapt.processor.graph.Resample;
import dev.synapt.processor.graph.Reshape;
import dev.synapt.processor.graph.SampleNorm;
import dev.synapt.processor.graph.SelfAttention;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.SpatialDropout;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.graph.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Replaces layers that have a file of their own by operations. */
final class UnaryLowering {

  private final OpGraphBuilder builder;
  private final boolean training;
  private final Layer.Unary layer;
  private final Shape in;
  private final Shape out;
  private final Origin origin;

  UnaryLowering(OpGraphBuilder builder, boolean training, Layer.Unary layer, Shape in, Shape out) {
    this.builder = builder;
    this.training = training;
    this.layer = layer;
    this.in = in;
    this.out = out;
    this.origin = Lowering.origin(layer);
  }

  /** Adds the operations, and gives the value that they define. */
  ValueId lower(ValueId x) {
    return switch (layer) {
      case PRelu prelu -> prelu(prelu, x);
      case LogSoftmax _ -> {
        ValueId y = result();
        builder.add(new LogSoftmaxOp.Forward(origin, x, y));
        yield y;
      }
      case Conv conv -> conv(conv, x);
      case ConvTranspose conv -> transposed(conv, x);
      case Pool pool -> pool(pool, x);
      case Resample resample -> resample(resample, x);
      case GlobalMaxPool _ -> globalMax(x);
      case SpatialDropout _, SelfAttention _ ->
          throw new IllegalArgumentException("is numbered: " + layer);
      case SampleNorm norm -> norm(norm, x);
      case Reshape _ -> reshaped(x);
      case Embedding embedding -> embedding(embedding, x);
      case PositionalEncoding encoding -> positions(encoding, x);
    };
  }

  private ValueId result() {
    return builder.sample(layer.name(), out.asImage());
  }

  private ValueId embedding(Embedding embedding, ValueId x) {
    ValueId w =
        builder.parameter(
            layer.name() + ".weight",
            Shape.of(embedding.vocabulary(), embedding.dimension()),
            embedding.init(),
            1,
            embedding.dimension(),
            embedding.padding());
    ValueId y = result();
    builder.add(new EmbeddingOp.Forward(origin, x, w, y));
    return y;
  }

  private ValueId positions(PositionalEncoding encoding, ValueId x) {
    if (!encoding.learned()) {
      ValueId y = result();
      builder.add(new PositionalOp.Sinusoidal(origin, x, y));
      return y;
    }
    Shape table = Shape.of(in.dim(1), in.channels());
    ValueId w = builder.parameter(layer.name() + ".weight", table, InitKind.ZEROS, 1, 1);
    ValueId y = result();
    builder.add(new PositionalOp.Learned(origin, x, w, y));
    return y;
  }

  private ValueId prelu(PRelu prelu, ValueId x) {
    Shape slopes = Shape.of(prelu.shared() ? 1 : in.channels());
    ValueId w = builder.parameter(layer.name() + ".weight", slopes, InitKind.QUARTERS, 1, 1);
    ValueId y = result();
    builder.add(new PReluOp.Forward(origin, x, w, y));
    return y;
  }

  private ValueId conv(Conv conv, ValueId x) {
    Windows windows = conv.windows();
    int channels = in.channels() / conv.groups();
    int fanOut = conv.filters() / conv.groups() * windows.taps();
    ValueId w = weight(conv.filters(), channels, windows, conv.init(), channels, fanOut);
    Optional<ValueId> b = bias(conv.bias(), conv.filters());
    ValueId y = result();
    builder.add(
        conv.groups() == 1 && windows.axes() <= 2
            ? new Op.Conv2d(origin, x, w, b, window(windows), Optional.empty(), y)
            : new ConvOp.Forward(origin, x, w, b, axes(windows, in, out), conv.groups(), y));
    return y;
  }

  private ValueId weight(
      int first, int second, Windows windows, InitKind init, int inputs, int fanOut) {
    List<Integer> dims = new ArrayList<>(List.of(first, second));
    dims.addAll(windows.size());
    return builder.parameter(
        layer.name() + ".weight", new Shape(dims), init, inputs * windows.taps(), fanOut);
  }

  private Optional<ValueId> bias(boolean wanted, int filters) {
    return wanted
        ? Optional.of(
            builder.parameter(
                layer.name() + ".bias", Shape.of(filters), InitKind.ZEROS, filters, filters))
        : Optional.empty();
  }

  /** Windows over a sequence are those over an image of one row. */
  private Window window(Windows windows) {
    int axes = windows.axes();
    Pads pads =
        new Pads(
            axes == 1 ? 0 : windows.before(0, in.dim(1)),
            windows.before(axes - 1, in.dim(axes)),
            axes == 1 ? 0 : windows.after(0, in.dim(1)),
            windows.after(axes - 1, in.dim(axes)));
    return new Window(pair(windows.size()), pair(windows.stride()), pair(windows.dilation()), pads);
  }

  private static Size2 pair(List<Integer> numbers) {
    return new Size2(numbers.size() == 1 ? 1 : numbers.getFirst(), numbers.getLast());
  }

  private static List<AxisRule> axes(Windows windows, Shape image, Shape result) {
    return IntStream.range(0, windows.axes())
        .mapToObj(i -> axis(windows, i, image.dim(i + 1), result.dim(i + 1)))
        .toList();
  }

  private static AxisRule axis(Windows windows, int axis, int image, int result) {
    return AxisRule.windows(
        image,
        result,
        windows.size().get(axis),
        windows.stride().get(axis),
        windows.dilation().get(axis),
        windows.before(axis, image));
  }

  /** The windows of the convolution that it is the transpose of: they read the result. */
  private ValueId transposed(ConvTranspose conv, ValueId x) {
    Windows windows = conv.windows();
    int filters = conv.filters() / conv.groups();
    int fanOut = filters * windows.taps();
    int inputs = in.channels() / conv.groups();
    ValueId w = weight(in.channels(), filters, windows, conv.init(), inputs, fanOut);
    Optional<ValueId> b = bias(conv.bias(), conv.filters());
    ValueId y = result();
    builder.add(new ConvOp.Transposed(origin, x, w, b, axes(windows, out, in), conv.groups(), y));
    return y;
  }

  private ValueId pool(Pool pool, ValueId x) {
    Windows windows = pool.windows();
    boolean plain = windows.axes() <= 2 && windows.isDense();
    if (plain && pool.max()) {
      Window window = window(windows);
      ValueId y = result();
      builder.add(new Op.MaxPool(origin, x, window, false, y, winner()));
      return y;
    }
    if (plain && (pool.counted() || windows.pads().isNone())) {
      ValueId y = result();
      builder.add(new Op.AvgPool(origin, x, window(windows), y));
      return y;
    }
    List<AxisRule> axes = axes(windows, in, out);
    return pool.max() ? max(axes, x) : weighted(axes, x);
  }

  private Optional<ValueId> winner() {
    return training
        ? Optional.of(builder.sample(layer.name() + ".winner", out.asImage()))
        : Optional.empty();
  }

  private ValueId max(List<AxisRule> axes, ValueId x) {
    ValueId y = result();
    builder.add(new PositionOp.Max(origin, x, axes, y, winner()));
    return y;
  }

  private ValueId weighted(List<AxisRule> axes, ValueId x) {
    ValueId y = result();
    builder.add(new PositionOp.Weighted(origin, x, axes, y));
    return y;
  }

  private ValueId resample(Resample resample, ValueId x) {
    List<AxisRule> axes = List.of(axis(resample, 0), axis(resample, 1));
    return resample.kind() == Resample.Kind.MAX_OF_PARTS ? max(axes, x) : weighted(axes, x);
  }

  private AxisRule axis(Resample resample, int axis) {
    int inputs = in.dim(axis + 1);
    int outputs = out.dim(axis + 1);
    return switch (resample.kind()) {
      case NEAREST, NEAREST_TO -> AxisRule.of(AxisRule.Kind.NEAREST, inputs, outputs);
      case BILINEAR, BILINEAR_TO -> AxisRule.of(AxisRule.Kind.LINEAR, inputs, outputs);
      case BILINEAR_ALIGNED, BILINEAR_ALIGNED_TO ->
          AxisRule.of(AxisRule.Kind.LINEAR_ALIGNED, inputs, outputs);
      case MEAN_OF_PARTS, MAX_OF_PARTS -> AxisRule.of(AxisRule.Kind.PARTS, inputs, outputs);
      case ZEROS -> padded(AxisRule.Kind.ZEROS, resample, axis, inputs);
      case MIRRORED -> padded(AxisRule.Kind.MIRRORED, resample, axis, inputs);
      case REPEATED -> padded(AxisRule.Kind.REPEATED, resample, axis, inputs);
    };
  }

  private static AxisRule padded(AxisRule.Kind kind, Resample resample, int axis, int inputs) {
    return AxisRule.padded(
        kind, inputs, resample.sizes().get(axis), resample.sizes().get(axis + 2));
  }

  private ValueId norm(SampleNorm norm, ValueId x) {
    Optional<SampleNormOp.Affine> affine =
        norm.affine()
            ? Optional.of(
                new SampleNormOp.Affine(
                    scales(norm, "weight", InitKind.ONES), scales(norm, "bias", InitKind.ZEROS)))
            : Optional.empty();
    int groups = norm.groups(in);
    boolean perPosition = norm.kind() == SampleNorm.Kind.CHANNELS && in.rank() > 1;
    ValueId y = result();
    ValueId statistics = builder.sample(norm.name() + ".statistics", statistics(norm));
    builder.add(
        new SampleNormOp.Forward(
            origin, x, affine, groups, perPosition, norm.epsilon(), y, statistics));
    return y;
  }

  private Shape statistics(SampleNorm norm) {
    int count = 2 * norm.groups(in);
    Shape image = in.asImage();
    if (in.rank() == 1) {
      return Shape.of(count);
    }
    return norm.kind() == SampleNorm.Kind.CHANNELS
        ? Shape.of(count, image.dim(1), image.dim(2))
        : Shape.of(count, 1, 1);
  }

  private ValueId scales(SampleNorm norm, String name, InitKind init) {
    Shape shape = norm.scales(in);
    return builder.parameter(layer.name() + "." + name, shape, init, shape.size(), shape.size());
  }

  /** From one image to another by way of a vector, whose order both have. */
  private ValueId reshaped(ValueId x) {
    if (in.asImage().equals(out.asImage())) {
      return x;
    }
    ValueId row = x;
    if (in.rank() > 1) {
      row = out.rank() == 1 ? result() : builder.sample(layer.name() + ".row", Shape.of(in.size()));
      builder.add(new Op.Flatten(origin, x, row));
    }
    if (out.rank() == 1) {
      return row;
    }
    ValueId y = result();
    builder.add(new Op.Unflatten(origin, row, y));
    return y;
  }

  private ValueId globalMax(ValueId x) {
    if (in.rank() == 1) {
      return x;
    }
    Shape image = in.asImage();
    Shape one = Shape.of(in.channels(), 1, 1);
    List<AxisRule> axes =
        List.of(
            AxisRule.of(AxisRule.Kind.PARTS, image.dim(1), 1),
            AxisRule.of(AxisRule.Kind.PARTS, image.dim(2), 1));
    ValueId most = builder.sample(layer.name() + ".most", one);
    Optional<ValueId> winner =
        training ? Optional.of(builder.sample(layer.name() + ".winner", one)) : Optional.empty();
    builder.add(new PositionOp.Max(origin, x, axes, most, winner));
    ValueId y = result();
    builder.add(new Op.Flatten(origin, most, y));
    return y;
  }
}
