package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Window;
import dev.synapt.processor.plan.GradientTaps;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;

/**
 * A pass over a channels-last image in which every position of the target sums a window of the
 * source: a convolution's forward pass, or, for the positions that a stride puts in one class, its
 * gradient by the input.
 *
 * @param source what is read
 * @param target what is written
 * @param rows how windows lie along the rows
 * @param columns how windows lie along the columns
 * @param channels entries of a source pixel that count
 * @param weights where the weights of the first tap start; entry {@code k} of a tap is {@code k}
 *     target pixels further
 * @param weightRow floats from the weights of one tap to those of the tap below
 * @param weightColumn floats from the weights of one tap to those of the tap beside
 */
record Correlation(
    Slot source,
    Slot target,
    Axis rows,
    Axis columns,
    int channels,
    int weights,
    int weightRow,
    int weightColumn) {

  /**
   * Windows along one axis.
   *
   * @param positions how many there are
   * @param taps taps of each
   * @param start the source position of the first tap of the first window
   * @param step source positions from one window to the next
   * @param advance source positions from one tap to the next
   * @param first the first target position
   * @param stride target positions from one window to the next
   */
  record Axis(int positions, int taps, int start, int step, int advance, int first, int stride) {

    private static Axis of(GradientTaps taps, int size, int stride) {
      int positions = taps.positions(size, stride);
      return new Axis(
          positions, taps.count(), taps.from(), 1, taps.advance(), taps.residue(), stride);
    }

    /** Whether some tap of some window is outside a source of this size. */
    boolean leaves(int size) {
      int last = start + (positions - 1) * step + (taps - 1) * advance;
      return taps > 0 && (start < 0 || last >= size);
    }
  }

  /** The forward pass. */
  static Correlation forward(Slot x, Slot y, Window window, int weights) {
    Layout.Pixels in = x.pixels();
    Layout.Pixels out = y.pixels();
    Size2 size = window.size();
    int column = in.channels() * out.stride();
    return new Correlation(
        x,
        y,
        new Axis(
            out.height(),
            size.height(),
            -window.pads().top(),
            window.stride().height(),
            window.dilation().height(),
            0,
            1),
        new Axis(
            out.width(),
            size.width(),
            -window.pads().left(),
            window.stride().width(),
            window.dilation().width(),
            0,
            1),
        in.channels(),
        weights,
        size.width() * column,
        column);
  }

  /**
   * The gradient by the input at some rows and columns, with the weights' rows and columns
   * reversed.
   *
   * @param rows the taps that reach these rows
   * @param columns the taps that reach these columns
   */
  static Correlation gradient(
      Slot dy, Slot dx, Window window, int weights, GradientTaps rows, GradientTaps columns) {
    Layout.Pixels in = dy.pixels();
    Layout.Pixels out = dx.pixels();
    int column = in.channels() * out.stride();
    int row = window.size().width() * column;
    int first =
        (window.size().height() - 1 - rows.first()) * row
            + (window.size().width() - 1 - columns.first()) * column;
    return new Correlation(
        dy,
        dx,
        Axis.of(rows, out.height(), window.stride().height()),
        Axis.of(columns, out.width(), window.stride().width()),
        in.channels(),
        weights + first,
        rows.step() * row,
        columns.step() * column);
  }

  Layout.Pixels in() {
    return source.pixels();
  }

  Layout.Pixels out() {
    return target.pixels();
  }

  /**
   * Whether a tap's neighbour follows it in the source and in the weights, so that one loop runs
   * over columns and channels.
   */
  boolean joined() {
    return columns.advance() * in().stride() == channels
        && weightColumn == channels * out().stride();
  }

  /** Whether there are target positions. */
  boolean isEmpty() {
    return rows.positions() == 0 || columns.positions() == 0;
  }

  /** Whether no tap reaches the target's positions. */
  boolean isZero() {
    return rows.taps() == 0 || columns.taps() == 0;
  }

  /** Whether some rows of windows are outside the source, and have to be left out. */
  boolean hasOuterRows() {
    return !isZero() && rows.leaves(in().height());
  }

  /** The source pixel under the first tap of the windows in row {@code y}, at the first column. */
  Index sourceRow(Index y) {
    Layout.Pixels in = in();
    return Kernel.base(source)
        .plus(in.at(0, columns.start()))
        .plus(rows.start() * in.rowStride())
        .plus(y.times(rows.step() * in.rowStride()));
  }

  /** The target pixel of the windows in row {@code y}, at the first column. */
  Index targetRow(Index y) {
    Layout.Pixels out = out();
    return Kernel.base(target)
        .plus(out.at(rows.first(), columns.first()))
        .plus(y.times(rows.stride() * out.rowStride()));
  }

  /** Declares from which to which tap the windows in row {@code y} are inside the source. */
  Stmt rowRange() {
    int advance = rows.advance();
    Index before = Index.of(-rows.start() + advance - 1).plus(-rows.step(), "y");
    Index behind = before.plus(in().height());
    return new Stmt.Java(
        "int top = Math.max(0, %s);\nint bottom = Math.min(%s, %s);"
            .formatted(over(before, advance), rows.taps(), over(behind, advance)));
  }

  private static String over(Index dividend, int divisor) {
    return divisor == 1 ? dividend.toString() : "(" + dividend + ") / " + divisor;
  }
}
