package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.ShapeCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The shapes of layers that have a file of their own. */
final class UnaryShapes {

  private static final List<String> FORMS =
      List.of("", "sequences [C,L]", "images [C,H,W]", "volumes [C,D,H,W]");

  private final int batch;
  private final ShapeReport report;

  private UnaryShapes(int batch, ShapeReport report) {
    this.batch = batch;
    this.report = report;
  }

  /** The shape of a layer's output; empty when an error was reported. */
  static Optional<Shape> infer(Layer.Unary layer, Shape x, int batch, ShapeReport report) {
    UnaryShapes shapes = new UnaryShapes(batch, report);
    return switch (layer) {
      case PRelu _, LogSoftmax _, SpatialDropout _ -> Optional.of(x);
      case Conv conv -> shapes.conv(conv, x);
      case ConvTranspose conv -> shapes.transposed(conv, x);
      case Pool pool -> shapes.pool(pool, x);
      case Resample resample -> shapes.resample(resample, x);
      case GlobalMaxPool pool -> Optional.of(Shape.of(x.channels()));
      case SampleNorm norm -> shapes.norm(norm, x);
      case Reshape reshape -> shapes.reshaped(reshape, x);
      case Embedding embedding -> shapes.embedding(embedding, x);
      case PositionalEncoding encoding ->
          shapes.hasAxes(encoding, 1, x) ? Optional.of(x) : Optional.empty();
      case SelfAttention attention -> shapes.attention(attention, x);
    };
  }

  private Optional<Shape> reshaped(Reshape reshape, Shape x) {
    long[] sizes = reshape.shape().dims().stream().mapToLong(Integer::longValue).toArray();
    Optional<Shape> shape = SizeRules.output(reshape, batch, report, sizes);
    if (shape.isEmpty() || shape.get().size() == x.size()) {
      return shape;
    }
    report.add(
        ShapeCode.RESHAPE_SIZES_DIFFER,
        reshape.at().value("value"),
        reshape.field(),
        x,
        x.size(),
        shape.get(),
        shape.get().size());
    return Optional.empty();
  }

  private boolean hasAxes(Layer layer, int axes, Shape x) {
    if (x.rank() == axes + 1) {
      return true;
    }
    report.add(
        ShapeCode.INPUT_AXES,
        layer.at(),
        layer.field(),
        "@" + annotation(layer),
        FORMS.get(axes),
        x);
    return false;
  }

  private static String annotation(Layer layer) {
    return switch (layer) {
      case Conv conv -> "Conv" + conv.windows().axes() + "d";
      case ConvTranspose conv -> "ConvTranspose" + conv.windows().axes() + "d";
      case Pool pool -> (pool.max() ? "MaxPool" : "AvgPool") + pool.windows().axes() + "d";
      case Resample resample -> resample.kind().annotation();
      case PositionalEncoding _ -> "PositionalEncoding";
      case SelfAttention _ -> "SelfAttention";
      default -> layer.stage();
    };
  }

  private Optional<Shape> conv(Conv conv, Shape x) {
    if (!hasAxes(conv, conv.windows().axes(), x)
        || !divides(conv, conv.groups(), x.channels(), conv.filters())) {
      return Optional.empty();
    }
    SizeRules.weight(
        conv, report, conv.filters(), x.channels() / conv.groups(), conv.windows().taps());
    return windows(conv, conv.windows(), "kernel", conv.filters(), x);
  }

  private boolean divides(Layer layer, int groups, int channels, int filters) {
    if (channels % groups == 0 && filters % groups == 0) {
      return true;
    }
    report.add(
        ShapeCode.GROUPS_DO_NOT_DIVIDE,
        layer.at().value("groups"),
        layer.field(),
        groups,
        channels,
        filters);
    return false;
  }

  private Optional<Shape> windows(
      Layer layer, Windows windows, String attribute, int channels, Shape x) {
    for (int axis = 0; axis < windows.axes(); axis++) {
      WindowAxis along = windows.over(axis, x.dim(axis + 1));
      if (!along.fits()) {
        report.add(
            ShapeCode.AXIS_WINDOW_TOO_LARGE,
            layer.at().value(attribute),
            layer.field(),
            along.extent(),
            along.padded(),
            along.largestKernel());
        return Optional.empty();
      }
    }
    Shape shape = windows.shape(channels, x);
    return SizeRules.output(layer, batch, report, sizes(shape));
  }

  private static long[] sizes(Shape shape) {
    return shape.dims().stream().mapToLong(Integer::longValue).toArray();
  }

  private Optional<Shape> transposed(ConvTranspose conv, Shape x) {
    int axes = conv.windows().axes();
    if (!hasAxes(conv, axes, x) || !divides(conv, conv.groups(), x.channels(), conv.filters())) {
      return Optional.empty();
    }
    SizeRules.weight(
        conv, report, x.channels(), conv.filters() / conv.groups(), conv.windows().taps());
    long[] positions =
        IntStream.range(0, axes).mapToLong(i -> conv.positions(i, x.dim(i + 1))).toArray();
    return positive(conv, "pad", conv.filters(), positions);
  }

  private Optional<Shape> positive(Layer layer, String attribute, int channels, long[] sizes) {
    if (LongStream.of(sizes).anyMatch(size -> size < 1)) {
      report.add(
          ShapeCode.NOTHING_LEFT,
          layer.at().value(attribute),
          layer.field(),
          java.util.Arrays.toString(sizes).replace(" ", ""));
      return Optional.empty();
    }
    long[] all = LongStream.concat(LongStream.of(channels), LongStream.of(sizes)).toArray();
    return SizeRules.output(layer, batch, report, all);
  }

  private Optional<Shape> pool(Pool pool, Shape x) {
    Windows windows = pool.windows();
    if (!hasAxes(pool, windows.axes(), x)) {
      return Optional.empty();
    }
    for (int axis = 0; axis < windows.axes(); axis++) {
      WindowAxis along = windows.over(axis, x.dim(axis + 1));
      int half = windows.size().get(axis) / 2;
      if (along.before() > half || along.after() > half) {
        report.add(
            ShapeCode.POOL_PADDING_TOO_LARGE,
            pool.at().value("pad"),
            pool.field(),
            Math.max(along.before(), along.after()),
            windows.size().get(axis),
            half);
        return Optional.empty();
      }
    }
    return windows(pool, windows, "value", x.channels(), x);
  }

  private Optional<Shape> norm(SampleNorm norm, Shape x) {
    int groups = norm.groups(x);
    if (x.channels() % groups != 0) {
      report.add(
          ShapeCode.NORM_GROUPS, norm.at().value("groups"), norm.field(), groups, x.channels());
      return Optional.empty();
    }
    if (norm.together(x) == 1) {
      report.add(
          ShapeCode.NORM_SINGLE_VALUE, norm.at(), norm.field(), "@" + norm.kind().annotation(), x);
      return Optional.empty();
    }
    return Optional.of(x);
  }

  /** The network's input is its first value. */
  private Optional<Shape> embedding(Embedding layer, Shape x) {
    if (layer.input().index() > 0) {
      report.add(ShapeCode.EMBEDDING_NOT_FIRST, layer.at(), layer.field());
      return Optional.empty();
    }
    if (x.rank() != 1) {
      String form = "rows of token ids [L]";
      report.add(ShapeCode.INPUT_AXES, layer.at(), layer.field(), "@Embedding", form, x);
      return Optional.empty();
    }
    SizeRules.weight(layer, report, layer.vocabulary(), layer.dimension());
    return SizeRules.output(layer, batch, report, layer.dimension(), x.size());
  }

  private Optional<Shape> attention(SelfAttention layer, Shape x) {
    if (!hasAxes(layer, 1, x)) {
      return Optional.empty();
    }
    int width = x.channels();
    if (width % layer.heads() != 0) {
      String divisors =
          IntStream.rangeClosed(1, width)
              .filter(heads -> width % heads == 0)
              .mapToObj(String::valueOf)
              .collect(Collectors.joining(", "));
      report.add(
          ShapeCode.HEADS_DO_NOT_DIVIDE,
          layer.at().value("heads"),
          layer.field(),
          layer.heads(),
          width,
          divisors);
      return Optional.empty();
    }
    SizeRules.weight(layer, report, SelfAttention.PROJECTIONS * (long) width, width);
    long pairs = (long) layer.heads() * x.dim(1);
    return SizeRules.output(layer, batch, report, pairs, x.dim(1)).map(_ -> x);
  }

  private Optional<Shape> resample(Resample layer, Shape x) {
    if (!hasAxes(layer, 2, x)) {
      return Optional.empty();
    }
    if (layer.kind() == Resample.Kind.MIRRORED && !hasMirror(layer, x)) {
      return Optional.empty();
    }
    return positive(
        layer,
        "value",
        x.channels(),
        new long[] {layer.positions(0, x.dim(1)), layer.positions(1, x.dim(2))});
  }

  /** A mirror image without its border has one position less than the image. */
  private boolean hasMirror(Resample layer, Shape x) {
    for (int i = 0; i < 4; i++) {
      int size = x.dim(1 + i % 2);
      if (layer.sizes().get(i) >= size) {
        report.add(
            ShapeCode.MIRROR_TOO_LARGE,
            layer.at().value("value"),
            layer.field(),
            layer.sizes().get(i),
            size,
            size - 1);
        return false;
      }
    }
    return true;
  }
}
