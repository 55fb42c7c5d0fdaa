package dev.synapt.processor.plan;

import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.Window;
import java.util.Optional;

/**
 * Winograd's minimal filtering of 3x3 windows, F(2x2, 3x3): tiles of 4x4 input pixels give 2x2
 * output pixels each with 16 multiplications per pair of channels instead of 36 (Lavin and Gray,
 * "Fast Algorithms for Convolutional Neural Networks", 2015). A block of tiles is transformed,
 * multiplied with the 16 matrices that were made of the filters, and transformed back.
 *
 * @param channels what is summed over; also the floats from one pixel of the source to the next
 * @param filters what is computed; also the floats from one pixel of the target to the next
 * @param height rows of the target
 * @param width columns of the target
 * @param top rows of zeros above the source
 * @param left columns of zeros beside the source
 */
public record Winograd(int channels, int filters, int height, int width, int top, int left) {

  /** Entries of a transformed tile, each of which is a product of matrices. */
  public static final int PLANES = 16;

  /** Tiles that a product takes at a time; their number is rounded up to a multiple. */
  public static final int ROWS = 4;

  /**
   * Floats of a block's transformed tiles and products that leave room in a second-level cache of
   * 512 KB for the filters.
   */
  private static final int BLOCK_FLOATS = 48 * 1024;

  /**
   * Keeps the planes, whose size is often a power of two, out of the same sets of the first-level
   * cache.
   */
  private static final int STAGGER = Layout.BLOCK;

  private static final Size2 THREE = new Size2(3, 3);
  private static final Size2 ONE = new Size2(1, 1);

  /** The forward pass of a convolution, where this is how it is computed. */
  public static Optional<Winograd> of(OpGraph graph, Op.Conv2d op) {
    if (isShared(graph, op.w())) {
      return Optional.empty();
    }
    Pads pads = op.window().pads();
    return of(op.window(), graph.shape(op.x()), graph.shape(op.y()), pads.top(), pads.left());
  }

  /** Filters that several layers have are read as they are: not all of them may be such windows. */
  private static boolean isShared(OpGraph graph, ValueId filters) {
    return graph.readers(filters).stream().filter(op -> op instanceof Op.Conv2d).count() > 1;
  }

  /**
   * The gradient by a convolution's input, where this is how it is computed: a convolution with the
   * filters reversed.
   */
  public static Optional<Winograd> of(OpGraph graph, Op.Conv2dGradInput op) {
    if (isShared(graph, op.w())) {
      return Optional.empty();
    }
    Pads pads = op.window().pads();
    return of(
        op.window(),
        graph.shape(op.dy()),
        graph.shape(op.dx()),
        THREE.height() - 1 - pads.top(),
        THREE.width() - 1 - pads.left());
  }

  private static Optional<Winograd> of(Window window, Shape from, Shape to, int top, int left) {
    boolean fits =
        window.size().equals(THREE)
            && window.stride().equals(ONE)
            && window.dilation().equals(ONE)
            && from.channels() % Layout.BLOCK == 0
            && to.channels() % Layout.BLOCK == 0
            && Math.min(from.dim(1), from.dim(2)) >= THREE.height()
            && Math.min(to.dim(1), to.dim(2)) >= THREE.height()
            && Math.min(top, left) >= 0;
    return fits
        ? Optional.of(new Winograd(from.channels(), to.channels(), to.dim(1), to.dim(2), top, left))
        : Optional.empty();
  }

  /** Rows of tiles. */
  public int tileRows() {
    return (height + 1) / 2;
  }

  /** Tiles in a row. */
  public int tileColumns() {
    return (width + 1) / 2;
  }

  /** Columns of the source that must be there behind its last one. */
  int right(int sourceWidth) {
    return Math.max(0, 2 * tileColumns() + 2 - left - sourceWidth);
  }

  /** Rows of tiles in a block: as many as fit, in blocks of nearly the same size. */
  public int blockRows() {
    int most = Math.max(1, BLOCK_FLOATS / (PLANES * (channels + filters) * tileColumns()));
    int blocks = (tileRows() + most - 1) / most;
    return (tileRows() + blocks - 1) / blocks;
  }

  /** Tiles of a block, rounded up to what a product takes at a time. */
  public int blockTiles() {
    return (blockRows() * tileColumns() + ROWS - 1) / ROWS * ROWS;
  }

  /** Floats from one plane of transformed tiles, {@code [tile][channel]}, to the next. */
  public int tilePlane() {
    return blockTiles() * channels + STAGGER;
  }

  /** Floats from one plane of products, {@code [tile][filter]}, to the next. */
  public int productPlane() {
    return blockTiles() * filters + STAGGER;
  }

  /** The transformed filters of a plane, {@code [channel][filter]}. */
  public Panels panels() {
    return new Panels(channels, filters);
  }

  /** Floats of the transformed filters. */
  public int filterFloats() {
    return Math.multiplyExact(PLANES, panels().floats());
  }
}
