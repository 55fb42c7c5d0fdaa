package dev.synapt.processor.plan;

import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.Window;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Winograd's minimal filtering of 3x3 windows, F(2x2, 3x3) and F(4x4, 3x3): tiles of {@code side +
 * 2} squared input pixels give {@code side} squared output pixels each, with 16 multiplications per
 * pair of channels instead of 36, or 36 instead of 144 (Lavin and Gray, "Fast Algorithms for
 * Convolutional Neural Networks", 2015). A block of tiles is transformed, multiplied with the
 * matrices that were made of the filters, and transformed back. For the gradient by the filters the
 * transformed tiles of input and output gradient are multiplied, and their sums transformed back.
 *
 * @param side rows and columns of a tile of the target
 * @param channels what is summed over; also the floats from one pixel of the source to the next
 * @param filters what is computed; also the floats from one pixel of the target to the next
 * @param height rows of the target
 * @param width columns of the target
 * @param top rows of zeros above the source
 * @param left columns of zeros beside the source
 */
public record Winograd(
    int side, int channels, int filters, int height, int width, int top, int left) {

  /** Tiles that a product takes at a time; their number is rounded up to a multiple. */
  public static final int ROWS = 4;

  /** The sides of tiles to choose from, each with a transform of its own. */
  private static final List<Integer> SIDES = List.of(2, 4);

  /** How many tiles' products take the time in which a matrix of filters is read. */
  private static final int FILTERS_READ = 2;

  /** The same for a matrix of sums that is read and written. */
  private static final int SUMS_MOVED = 6;

  /**
   * Floats of a block's transformed tiles and products that leave room in a second-level cache of
   * 512 KB for the filters.
   */
  private static final int BLOCK_FLOATS = 48 * 1024;

  /** Sums of a gradient by filters that are larger come from memory for each image: 4 MB. */
  private static final int SUMS_FLOATS = 1024 * 1024;

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
    return of(
        op.window(),
        graph.shape(op.x()),
        graph.shape(op.y()),
        pads.top(),
        pads.left(),
        FILTERS_READ);
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
        THREE.width() - 1 - pads.left(),
        FILTERS_READ);
  }

  /**
   * The gradient by a convolution's filters, where this is how it is computed. The target is the
   * output gradient.
   */
  public static Optional<Winograd> of(OpGraph graph, Op.Conv2dGradWeights op) {
    Pads pads = op.window().pads();
    return of(
            op.window(),
            graph.shape(op.x()),
            graph.shape(op.dy()),
            pads.top(),
            pads.left(),
            SUMS_MOVED)
        .filter(w -> w.filterFloats() <= SUMS_FLOATS);
  }

  private static Optional<Winograd> of(
      Window window, Shape from, Shape to, int top, int left, int perMatrix) {
    boolean fits =
        window.size().equals(THREE)
            && window.stride().equals(ONE)
            && window.dilation().equals(ONE)
            && from.channels() % Layout.BLOCK == 0
            && to.channels() % Layout.BLOCK == 0
            && Math.min(from.dim(1), from.dim(2)) >= THREE.height()
            && Math.min(to.dim(1), to.dim(2)) >= THREE.height()
            && Math.min(top, left) >= 0;
    if (!fits) {
      return Optional.empty();
    }
    return SIDES.stream()
        .map(side ->
            new Winograd(side, from.channels(), to.channels(), to.dim(1), to.dim(2), top, left))
        .min(Comparator.comparingInt(w -> w.cost(perMatrix)));
  }

  /** What a pass over an image takes, in products of a tile's channels with one plane's matrix. */
  private int cost(int perMatrix) {
    int blocks = (tileRows() + blockRows() - 1) / blockRows();
    int tiles = (tileRows() * tileColumns() + ROWS - 1) / ROWS * ROWS;
    return planes() * (tiles + blocks * perMatrix);
  }

  /** Rows and columns of a tile of the source, and of a transformed tile. */
  public int tile() {
    return side + THREE.height() - 1;
  }

  /** Entries of a transformed tile, each of which is in a product of matrices. */
  public int planes() {
    return tile() * tile();
  }

  /** Rows of tiles. */
  public int tileRows() {
    return (height + side - 1) / side;
  }

  /** Tiles in a row. */
  public int tileColumns() {
    return (width + side - 1) / side;
  }

  /** Columns of the source that must be there behind its last one. */
  int right(int sourceWidth) {
    return Math.max(0, side * (tileColumns() - 1) + tile() - left - sourceWidth);
  }

  /** Columns that must be there behind the target's last one, where tiles of it are read. */
  int targetRight() {
    return side * tileColumns() - width;
  }

  /** Rows of tiles in a block: as many as fit, in blocks of nearly the same size. */
  public int blockRows() {
    int most = Math.max(1, BLOCK_FLOATS / (planes() * (channels + filters) * tileColumns()));
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

  /**
   * Floats from one plane of products, or of transformed tiles of the target, {@code
   * [tile][filter]}, to the next.
   */
  public int productPlane() {
    return blockTiles() * filters + STAGGER;
  }

  /**
   * Floats from one transformed line of a row of tiles to the next: of columns of pixels, or of
   * products.
   */
  public int line(int floats) {
    return tile() * tileColumns() * floats + STAGGER;
  }

  /** Floats of a row of tiles whose columns are transformed and whose rows are not. */
  public int lineFloats() {
    return tile() * line(Math.max(channels, filters));
  }

  /** The transformed filters of a plane, {@code [channel][filter]}. */
  public Panels panels() {
    return new Panels(channels, filters);
  }

  /**
   * Floats from one plane of transformed filters, or of the sums of their gradient, to the next.
   */
  public int filterPlane() {
    return panels().floats() + STAGGER;
  }

  /** Floats of the transformed filters, or of the sums that become their gradient. */
  public int filterFloats() {
    return Math.multiplyExact(planes(), filterPlane());
  }
}
