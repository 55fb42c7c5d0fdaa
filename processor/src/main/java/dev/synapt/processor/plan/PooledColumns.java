package dev.synapt.processor.plan;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.Window;
import java.util.List;
import java.util.Optional;

/**
 * The first layers of a network for one sample where lanes run over columns: a convolution of the
 * image that comes in, with too few filters to fill registers, a maximum over 2x2 behind it, and
 * convolutions that read what that gives.
 *
 * <p>The image is split into even and odd columns, and the convolution's result into the four
 * corners of the pooling's windows, so that neighbouring lanes are neighbouring windows and the
 * maximum is one of whole registers. It leaves a line for each row and channel. Convolutions read
 * lines as easily as pixels: all lanes of theirs, which are filters, multiply the same float.
 *
 * @param convolution the first layer
 * @param pool behind it
 * @param frame what the convolutions behind the pooling read around its result
 * @param graph that they are in
 */
record PooledColumns(Op.Conv2d convolution, Op.MaxPool pool, Pads frame, OpGraph graph) {

  /** Columns of a kernel, whose taps are written out: more would be too much code. */
  private static final int MOST_COLUMNS = 5;

  private static final Size2 ONE = new Size2(1, 1);
  private static final Size2 TWO = new Size2(2, 2);

  /**
   * These layers, if a network starts with them and lanes over columns multiply less than lanes
   * over filters.
   */
  static Optional<PooledColumns> of(OpGraph graph) {
    return onlyReader(graph, graph.input())
        .filter(op -> op instanceof Op.Conv2d)
        .map(op -> (Op.Conv2d) op)
        .filter(conv -> isWrittenOut(graph, conv) && conv.activation().isEmpty())
        .filter(conv -> isCheaper(graph, conv))
        .flatMap(conv -> behind(graph, conv));
  }

  private static Optional<PooledColumns> behind(OpGraph graph, Op.Conv2d conv) {
    return onlyReader(graph, conv.y())
        .filter(op -> op instanceof Op.MaxPool)
        .map(op -> (Op.MaxPool) op)
        .filter(pool -> isOfPairs(pool.window()))
        .filter(pool -> isReadByConvolutions(graph, pool.y()))
        .map(pool -> new PooledColumns(conv, pool, frame(graph.readers(pool.y())), graph));
  }

  private static Optional<Op> onlyReader(OpGraph graph, ValueId id) {
    List<Op> readers = graph.readers(id);
    return readers.size() == 1 && !id.equals(graph.output())
        ? Optional.of(readers.getFirst())
        : Optional.empty();
  }

  /** Whether the layer is one of images, with windows one apart and weights of its own. */
  private static boolean isWrittenOut(OpGraph graph, Op.Conv2d conv) {
    return graph.shape(conv.x()).rank() == 3
        && conv.window().isContiguous()
        && conv.window().size().width() <= MOST_COLUMNS
        && graph.readers(conv.w()).size() == 1;
  }

  private static boolean isOfPairs(Window window) {
    return window.size().equals(TWO)
        && window.stride().equals(TWO)
        && window.dilation().equals(ONE)
        && window.pads().isNone();
  }

  private static boolean isReadByConvolutions(OpGraph graph, ValueId id) {
    return !id.equals(graph.output())
        && !graph.readers(id).isEmpty()
        && graph.readers(id).stream()
            .allMatch(op ->
                op instanceof Op.Conv2d conv
                    && isWrittenOut(graph, conv)
                    && conv.activation().stream().allMatch(Activation.RELU::equals)
                    && Winograd.of(graph, conv).isEmpty());
  }

  /**
   * Rows and columns have to be pairs; then what counts is which of filters and pooled columns fill
   * registers.
   */
  private static boolean isCheaper(OpGraph graph, Op.Conv2d conv) {
    Shape y = graph.shape(conv.y());
    int height = y.dim(1);
    int width = y.dim(2);
    int overFilters = height * width * Layout.padded(y.channels());
    int overColumns = 2 * height * Layout.padded(width / 2) * y.channels();
    return height % 2 == 0 && width % 2 == 0 && overColumns < overFilters;
  }

  private static Pads frame(List<Op> readers) {
    Pads frame = Pads.NONE;
    for (Op op : readers) {
      Pads pads = ((Op.Conv2d) op).window().pads();
      frame =
          new Pads(
              Math.max(frame.top(), pads.top()),
              Math.max(frame.left(), pads.left()),
              Math.max(frame.bottom(), pads.bottom()),
              Math.max(frame.right(), pads.right()));
    }
    return frame;
  }

  /** The layout of a value, if it is one of these layers'. */
  Optional<Layout> layout(ValueId id) {
    if (id.equals(convolution.x())) {
      return Optional.of(split());
    }
    if (id.equals(convolution.y())) {
      int lanes = Layout.padded(graph.shape(id).dim(2) / 2);
      return Optional.of(planes(id, Pads.NONE, TWO, lanes));
    }
    if (id.equals(pool.y())) {
      int lanes = Layout.padded(graph.shape(id).dim(2));
      int columns = frame.left() + graph.shape(id).dim(2) + frame.right();
      int line = Layout.padded(Math.max(columns, frame.left() + lanes));
      return Optional.of(planes(id, frame, ONE, line));
    }
    return Optional.empty();
  }

  /** Lanes without a window read beyond a line's last column, less than a block of floats. */
  private Layout split() {
    Pads pads = convolution.window().pads();
    int columns = pads.left() + graph.shape(convolution.x()).dim(2) + pads.right();
    int line = Layout.padded((columns + 1) / 2) + Layout.BLOCK;
    return planes(convolution.x(), pads, new Size2(1, 2), line);
  }

  private Layout planes(ValueId id, Pads halo, Size2 phases, int line) {
    Shape shape = graph.shape(id);
    return new Layout.Planes(shape.channels(), shape.dim(1), shape.dim(2), halo, phases, line);
  }
}
