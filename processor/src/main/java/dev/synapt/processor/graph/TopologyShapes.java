package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.DiagnosticCode;
import dev.synapt.processor.diagnostic.ShapeCode;
import dev.synapt.processor.diagnostic.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Says which shapes may meet, and what comes of it. */
final class TopologyShapes {

  private static final String KINDS_APART =
      "bring images to images and vectors to vectors: @GlobalAvgPool and @Dense make a vector";

  private final List<Layer> layers;
  private final int batch;
  private final ShapeReport report;

  /**
   * For one layer.
   *
   * @param layers the layers before it, for their names
   * @param batch the batch of training
   * @param report takes what is wrong
   */
  TopologyShapes(List<Layer> layers, int batch, ShapeReport report) {
    this.layers = layers;
    this.batch = batch;
    this.report = report;
  }

  /** The shape of several layers as one; empty when an error was reported. */
  Optional<Shape> merged(TopologyLayer.Merge merge, List<Shape> shapes) {
    Shape first = shapes.getFirst();
    boolean concat = merge.kind() == MergeKind.CONCAT;
    if (concat && !hasAxis(merge, first)) {
      return Optional.empty();
    }
    for (int i = 1; i < shapes.size(); i++) {
      Shape other = shapes.get(i);
      if (concat ? !sameBut(merge.axis(), first, other) : !other.equals(first)) {
        reportMerge(merge, i, first, other);
        return Optional.empty();
      }
    }
    return concat ? concat(merge, shapes) : Optional.of(first);
  }

  private boolean hasAxis(TopologyLayer.Merge merge, Shape first) {
    if (merge.axis() >= 0 && merge.axis() < first.rank()) {
      return true;
    }
    report.add(
        ShapeCode.CONCAT_AXIS,
        merge.at().value("axis"),
        merge.field(),
        merge.axis(),
        name(merge.inputs().getFirst()),
        first,
        first.rank() - 1);
    return false;
  }

  private static boolean sameBut(int axis, Shape a, Shape b) {
    return a.rank() == b.rank() && others(axis, a).equals(others(axis, b));
  }

  private static List<Integer> others(int axis, Shape shape) {
    List<Integer> dims = new ArrayList<>(shape.dims());
    dims.subList(axis, axis + 1).clear();
    return dims;
  }

  private Optional<Shape> concat(TopologyLayer.Merge merge, List<Shape> shapes) {
    int axis = merge.axis();
    long[] dims = shapes.getFirst().dims().stream().mapToLong(Integer::longValue).toArray();
    dims[axis] = shapes.stream().mapToLong(shape -> shape.dim(axis)).sum();
    return SizeRules.output(merge, batch, report, dims);
  }

  private void reportMerge(TopologyLayer.Merge merge, int index, Shape first, Shape other) {
    String name = name(merge.inputs().get(index));
    report.add(
        code(merge.kind()),
        merge.at().value("value").item(index),
        merge.field(),
        name(merge.inputs().getFirst()),
        first,
        name,
        other,
        axes(first, other, merge.kind() == MergeKind.CONCAT ? merge.axis() : -1),
        merge.kind() == MergeKind.CONCAT
            ? concatFix(merge.axis(), first, other)
            : fix(merge.inputs().get(index), first, other));
  }

  private static DiagnosticCode code(MergeKind kind) {
    return switch (kind) {
      case ADD -> ShapeCode.ADD_SHAPES_DIFFER;
      case MULTIPLY -> ShapeCode.MULTIPLY_SHAPES_DIFFER;
      case CONCAT -> ShapeCode.CONCAT_SHAPES_DIFFER;
    };
  }

  private static String concatFix(int axis, Shape first, Shape other) {
    return first.rank() == other.rank()
        ? "the same strides and poolings on both ways, and padding = SAME: all axes but "
            + (axis == 0 ? "the channels" : "axis " + axis)
            + " must agree"
        : KINDS_APART;
  }

  private String name(ValueId value) {
    return layers.get(value.index()).field();
  }

  /** Which axes differ, as in {@code axis 0}; one of them may. */
  private static String axes(Shape a, Shape b, int free) {
    if (a.rank() != b.rank()) {
      return a.rank() + " axes and " + b.rank();
    }
    StringBuilder axes = new StringBuilder();
    for (int i = 0; i < a.rank(); i++) {
      if (i != free && a.dim(i) != b.dim(i)) {
        axes.append(axes.isEmpty() ? "axis " : ", ").append(i);
      }
    }
    return axes.toString();
  }

  private String fix(ValueId value, Shape wanted, Shape got) {
    if (wanted.rank() != got.rank()) {
      return KINDS_APART;
    }
    int axes = wanted.rank() - 1;
    if (axes == 0) {
      return channelsFix(value, "units", wanted, "@Dense(units = %s)");
    }
    return sameBut(0, wanted, got)
        ? channelsFix(value, "filters", wanted, "@Conv" + axes + "d(filters = %s, kernel = 1)")
        : "the same strides and poolings on both ways, and padding = SAME, or a @Shortcut, which"
            + " fits one image to the other";
  }

  /**
   * Either the field makes as many channels as are wanted, if it chooses them, or another one does.
   */
  private String channelsFix(ValueId value, String attribute, Shape wanted, String layer) {
    String name = name(value);
    String insert = "insert " + layer.formatted(wanted.channels()) + " after " + name;
    boolean chosen =
        layers.stream()
            .filter(other -> other.field().equals(name))
            .anyMatch(TopologyShapes::hasChannels);
    return chosen
        ? "give %s %s = %s, or %s".formatted(name, attribute, wanted.channels(), insert)
        : insert;
  }

  private static boolean hasChannels(Layer layer) {
    return layer instanceof Layer.Dense
        || layer instanceof Layer.Conv2d
        || layer instanceof Conv
        || layer instanceof ConvTranspose;
  }

  /**
   * A shortcut with its form and stride settled.
   *
   * @param x the shape of what arrives
   * @param earlier that of the layer further up
   * @return empty when an error was reported
   */
  Optional<TopologyLayer.Shortcut> resolve(TopologyLayer.Shortcut layer, Shape x, Shape earlier) {
    if (x.equals(earlier)) {
      return Optional.of(resolved(layer, ShortcutForm.IDENTITY, layer.stride()));
    }
    Optional<Size2> stride = stride(earlier, x);
    if (layer.form() == ShortcutForm.IDENTITY || stride.isEmpty()) {
      reportShortcut(layer, x, earlier);
      return Optional.empty();
    }
    if (layer.form() == ShortcutForm.ZERO_PADDING && x.channels() < earlier.channels()) {
      reportShortcut(layer, x, earlier);
      return Optional.empty();
    }
    return projected(layer, x, stride.get());
  }

  private Optional<TopologyLayer.Shortcut> projected(
      TopologyLayer.Shortcut layer, Shape x, Size2 stride) {
    if (layer.form() == ShortcutForm.PROJECTION && batch == 1 && x.positions() == 1) {
      report.add(ShapeCode.BATCH_NORM_SINGLE_VALUE, layer.at(), layer.field(), x);
      return Optional.empty();
    }
    return Optional.of(resolved(layer, layer.form(), stride));
  }

  /**
   * The smallest strides that make one image as large as another. Planes of volumes are not left
   * out, and neither are their rows.
   */
  private static Optional<Size2> stride(Shape from, Shape to) {
    boolean samePlanes =
        from.rank() != 4 || from.dims().subList(1, 3).equals(to.dims().subList(1, 3));
    if (from.rank() != to.rank() || !samePlanes) {
      return Optional.empty();
    }
    OptionalInt rows = stride(from.asImage(), to.asImage(), 1);
    OptionalInt columns = stride(from.asImage(), to.asImage(), 2);
    return rows.isPresent() && columns.isPresent()
        ? Optional.of(new Size2(rows.getAsInt(), columns.getAsInt()))
        : Optional.empty();
  }

  /** The smallest stride that makes one axis of {@code from} as long as that of {@code to}. */
  private static OptionalInt stride(Shape from, Shape to, int axis) {
    if (axis >= Math.min(from.rank(), to.rank())) {
      return OptionalInt.of(1);
    }
    int wanted = to.dim(axis);
    int stride = 1;
    while (stride < from.dim(axis) && taken(from.dim(axis), stride) > wanted) {
      stride++;
    }
    return taken(from.dim(axis), stride) == wanted ? OptionalInt.of(stride) : OptionalInt.empty();
  }

  private static int taken(int size, int stride) {
    return (size - 1) / stride + 1;
  }

  private void reportShortcut(TopologyLayer.Shortcut layer, Shape x, Shape earlier) {
    boolean identity = layer.form() == ShortcutForm.IDENTITY;
    SourceRef at = layer.at().value(identity ? "from" : "kind");
    boolean fits = stride(earlier, x).isPresent();
    report.add(
        ShapeCode.SHORTCUT_SHAPES_DIFFER,
        at,
        layer.field(),
        name(layer.earlier()),
        earlier,
        x,
        fits
            ? "kind = PROJECTION"
            : "name a layer of " + x + ", or of a larger image that a stride can reduce to it");
  }

  private static TopologyLayer.Shortcut resolved(
      TopologyLayer.Shortcut layer, ShortcutForm form, Size2 stride) {
    return new TopologyLayer.Shortcut(
        layer.field(),
        layer.input(),
        layer.earlier(),
        layer.output(),
        form,
        stride,
        layer.init(),
        layer.at());
  }

  /** The pooling that is undone, if it can be. */
  Optional<Layer.MaxPool2d> unpooled(TopologyLayer.MaxUnpool unpool, List<Shape> shapes) {
    Layer.MaxPool2d pool = (Layer.MaxPool2d) layers.get(unpool.pool().index());
    SourceRef of = unpool.at().value("of");
    if (!shapes.getFirst().equals(shapes.getLast())) {
      report.add(
          ShapeCode.UNPOOL_SHAPES_DIFFER,
          of,
          unpool.field(),
          shapes.getFirst(),
          pool.name(),
          shapes.getLast());
      return Optional.empty();
    }
    if (pool.stride().height() < pool.window().height()
        || pool.stride().width() < pool.window().width()) {
      report.add(
          ShapeCode.UNPOOL_OF_OVERLAPS,
          of,
          unpool.field(),
          pool.name(),
          pool.window(),
          pool.stride());
      return Optional.empty();
    }
    return Optional.of(pool);
  }

  /** The channels of a sequence, image or volume; empty when an error was reported. */
  Optional<Shape> pooled(TopologyLayer.GlobalAvgPool pool, Shape x) {
    return x.rank() > 1 || WindowRules.isImage(pool, "@GlobalAvgPool", x, report)
        ? Optional.of(Shape.of(x.channels()))
        : Optional.empty();
  }
}
