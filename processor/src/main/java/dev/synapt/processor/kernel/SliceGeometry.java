package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lower.Window;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;

/** What the kernels of a convolution on slices need to know of it. */
record SliceGeometry(Slot x, Slot y, Window window, int filters, int channels, int weights) {

  static SliceGeometry of(Kernel kernel, ValueId x, ValueId y, Window window, int weights) {
    Slot in = kernel.slot(x);
    Slot out = kernel.slot(y);
    return new SliceGeometry(
        in, out, window, out.image().channels(), in.image().channels(), weights);
  }

  Layout.SliceImage in() {
    return x.image();
  }

  Layout.SliceImage out() {
    return y.image();
  }

  /**
   * Whether kernel columns and channels are neighbours in memory, so that one loop runs over both.
   */
  boolean joined() {
    return window.dilation().width() == 1;
  }

  /** Entries of a run along kernel columns and channels, or along channels only. */
  int run() {
    return joined() ? window.size().width() * channels : channels;
  }

  /** Runs per kernel row. */
  int runsPerRow() {
    return joined() ? 1 : window.size().width();
  }

  /** Weights of one filter. */
  int filter() {
    return window.taps() * channels;
  }

  /** The pixel under the first tap at output row {@code y} and column 0, from the slice's start. */
  Index first(Index y) {
    Layout.SliceImage in = in();
    return Kernel.base(x)
        .plus(in.at(-window.pads().top(), -window.pads().left()))
        .plus(y.times(window.stride().height() * in.rowStride()));
  }

  /**
   * From the first tap to the run of kernel row {@code ky} and, when runs are not joined, column
   * {@code kx}.
   */
  Index run(Index at, String ky, String kx) {
    Index row = at.plus(window.dilation().height() * in().rowStride(), ky);
    return joined() ? row : row.plus(window.dilation().width() * in().pixelStride(), kx);
  }

  int pixelStep() {
    return window.stride().width() * in().pixelStride();
  }

  /**
   * The weights of kernel row {@code ky}, column {@code kx} and entry {@code k} of a run, of the
   * first filter.
   */
  Index weight(Index k) {
    Index w = Index.of(weights).plus(window.size().width() * channels, "ky").plus(k);
    return joined() ? w : w.plus(channels, "kx");
  }
}
