package dev.synapt.processor.plan;

import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.BasicLossOp;
import dev.synapt.processor.lower.LossOp;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.TopologyOp;
import dev.synapt.processor.lower.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the layout of every value per sample: rows for vectors; for images channels last in
 * inference, where there is one sample, and in training where every convolution has at least
 * {@value #LANES} filters, so that few lanes idle and an image stays in the cache from layer to
 * layer; else slices of 16 samples, where no lane ever idles. The first layers of inference may be
 * in lines, see {@link PooledColumns}.
 */
public final class LayoutSelection {

  /** Filters from which on channels fill the widest registers. */
  private static final int LANES = 16;

  private final OpGraph graph;
  private final boolean training;
  private final boolean channelsLast;
  private final Optional<PooledColumns> columns;
  private final Map<ValueId, Layout> layouts = new LinkedHashMap<>();

  private LayoutSelection(OpGraph graph, boolean training) {
    this.graph = graph;
    this.training = training;
    this.channelsLast = !training || hasWideConvolutionsOnly();
    this.columns = training ? Optional.empty() : PooledColumns.of(graph);
  }

  /**
   * The layout of each value of kind {@link Value.Kind#SAMPLE} that an operation reads or writes.
   */
  public static Map<ValueId, Layout> run(OpGraph graph, boolean training) {
    return new LayoutSelection(graph, training).select();
  }

  private Map<ValueId, Layout> select() {
    place(graph.input());
    for (Op op : graph.ops()) {
      op.outputs().forEach(this::place);
      carryRowOrder(op);
    }
    return layouts;
  }

  /**
   * Softmax over the channels of each pixel, and the layers with files of their own, train on
   * slices only.
   */
  private boolean hasWideConvolutionsOnly() {
    boolean convolved = graph.ops().stream().anyMatch(op -> op instanceof Op.Conv2d);
    return convolved
        && graph.ops().stream()
            .noneMatch(op ->
                (op instanceof Op.Conv2d conv && graph.shape(conv.y()).channels() < LANES)
                    || (op instanceof Op.Family && !isLoss(op))
                    || (op instanceof Op.Softmax soft && graph.shape(soft.x()).rank() > 1));
  }

  private static boolean isLoss(Op op) {
    return op instanceof LossOp || op instanceof BasicLossOp;
  }

  private void place(ValueId id) {
    Value value = graph.value(id);
    if (value.kind() != Value.Kind.SAMPLE) {
      return;
    }
    Shape shape = value.shape();
    Optional<Layout> inLines = columns.flatMap(front -> front.layout(id));
    if (inLines.isPresent()) {
      layouts.put(id, inLines.get());
    } else if (shape.rank() == 1) {
      layouts.put(id, new Layout.Rows(null, shape.size()));
    } else if (!channelsLast) {
      layouts.put(id, new Layout.SliceImage(shape.dim(0), shape.dim(1), shape.dim(2), halo(id)));
    } else {
      int stride = isDense(id) ? shape.dim(0) : Layout.padded(shape.dim(0));
      layouts.put(
          id, new Layout.Pixels(shape.dim(0), stride, shape.dim(1), shape.dim(2), halo(id)));
    }
  }

  /**
   * Whether an image has no zeros behind its channels: the network's input, so that one loop runs
   * over the columns and channels of a convolution. Everything else works on whole registers of
   * channels.
   */
  private boolean isDense(ValueId id) {
    return id.equals(graph.input())
        && graph.readers(id).stream()
            .allMatch(op ->
                op instanceof Op.Conv2d
                    || op instanceof Op.Conv2dGradWeights
                    || op instanceof Op.Flatten);
  }

  /**
   * Rows made from an image keep its pixel order, and so does everything computed entry by entry
   * from them.
   */
  private void carryRowOrder(Op op) {
    switch (op) {
      case Op.Flatten flat -> {
        if (isReadByDenseOnly(flat.y())) {
          flattened(flat.y(), graph.shape(flat.x()), flat.x());
        }
      }
      case Op.Activate f -> sameRows(f.x(), f.y());
      case Op.ActivateGrad f -> sameRows(f.saved(), f.dx());
      case Op.DenseGradInput g -> likeForward(g.dx());
      case Op.Dropout d -> {
        sameRows(d.x(), d.y());
        sameRows(d.x(), d.mask());
      }
      case Op.DropoutGrad d -> sameRows(d.mask(), d.dx());
      case TopologyOp.Add sum -> sameRows(sum.inputs().getFirst(), sum.y());
      case TopologyOp.Multiply product -> sameRows(product.b(), product.y());
      case TopologyOp.Part part -> likeForward(part.y());
      default -> {
        // its result has an order of its own
      }
    }
  }

  /**
   * A dense layer's weights can be in any order. Everything else, as a loss with the caller's
   * targets, counts on the caller's: channel by channel.
   */
  private boolean isReadByDenseOnly(ValueId id) {
    List<Op> readers = graph.readers(id);
    boolean shared = readers.stream().anyMatch(op -> op instanceof Op.Dense d && isShared(d.w()));
    return !shared
        && readers.stream().anyMatch(op -> op instanceof Op.Dense)
        && readers.stream()
            .allMatch(op ->
                op instanceof Op.Dense
                    || (op instanceof Op.DenseGradWeights g && !g.dy().equals(id)));
  }

  /** Weights that several layers have can be in one order only. */
  private boolean isShared(ValueId weights) {
    return graph.readers(weights).stream().filter(op -> op instanceof Op.Dense).count() > 1;
  }

  private void flattened(ValueId y, Shape image, ValueId x) {
    layouts.put(y, imageRows(image, layouts.get(x)));
  }

  /**
   * In inference channels-last pixels, padding included, already are the row. In training weights
   * behind the padding would be trained, where an activation makes something of its zeros.
   */
  private Layout imageRows(Shape image, Layout source) {
    int channels =
        !training && source instanceof Layout.Pixels pixels ? pixels.stride() : image.channels();
    return new Layout.Rows(image, channels * image.positions());
  }

  /** A gradient's rows are in the order of the rows they are the gradient of. */
  private void likeForward(ValueId dx) {
    if (!graph.value(dx).name().startsWith("d ")) {
      return;
    }
    String name = graph.value(dx).name().substring("d ".length()).replaceFirst("\\.part\\d+$", "");
    layouts.keySet().stream()
        .filter(id -> graph.value(id).name().equals(name))
        .findFirst()
        .ifPresent(x -> sameRows(x, dx));
  }

  private void sameRows(ValueId from, ValueId to) {
    if (layouts.get(from) instanceof Layout.Rows rows) {
      layouts.put(to, rows);
    }
  }

  /**
   * The frame that the convolutions around a value need. Around slices: read by the forward pass,
   * written by a backward pass that scatters. Beside the pixels of an image: read by both passes,
   * while rows that are not there are left out.
   */
  private Pads halo(ValueId id) {
    Pads halo = Pads.NONE;
    for (Op op : graph.ops()) {
      if (op instanceof Op.Conv2d conv && conv.x().equals(id)) {
        Pads pads = conv.window().pads();
        halo = max(halo, channelsLast ? columns(conv) : pads);
      } else if (op instanceof Op.Conv2dGradInput g) {
        halo = max(halo, halo(id, g));
      } else if (op instanceof Op.Conv2dGradWeights g && channelsLast) {
        halo = max(halo, halo(id, g));
      }
    }
    return halo;
  }

  private Pads halo(ValueId id, Op.Conv2dGradInput g) {
    if (channelsLast) {
      return g.dy().equals(id) ? columns(g) : Pads.NONE;
    }
    return g.dx().equals(id) && !g.window().isContiguous() ? g.window().pads() : Pads.NONE;
  }

  /** The columns that tiles have beside the image and its gradient. */
  private Pads halo(ValueId id, Op.Conv2dGradWeights g) {
    if (id.equals(g.dy())) {
      return new Pads(0, 0, 0, Winograd.of(graph, g).map(Winograd::targetRight).orElse(0));
    }
    if (id.equals(g.x())) {
      int width = graph.shape(g.x()).dim(2);
      return new Pads(0, 0, 0, Winograd.of(graph, g).map(w -> w.right(width)).orElse(0));
    }
    return Pads.NONE;
  }

  /** The columns of zeros beside what a convolution reads. */
  private Pads columns(Op.Conv2d conv) {
    Pads pads = conv.window().pads();
    int right = Winograd.of(graph, conv).map(w -> w.right(graph.shape(conv.x()).dim(2))).orElse(0);
    return new Pads(0, pads.left(), 0, Math.max(right, pads.right()));
  }

  private Pads columns(Op.Conv2dGradInput g) {
    Pads pads = GradientTaps.halo(g.window(), graph.shape(g.dx()), graph.shape(g.dy()));
    int right = Winograd.of(graph, g).map(w -> w.right(graph.shape(g.dy()).dim(2))).orElse(0);
    return new Pads(0, pads.left(), 0, Math.max(right, pads.right()));
  }

  private static Pads max(Pads a, Pads b) {
    return new Pads(
        Math.max(a.top(), b.top()),
        Math.max(a.left(), b.left()),
        Math.max(a.bottom(), b.bottom()),
        Math.max(a.right(), b.right()));
  }
}
