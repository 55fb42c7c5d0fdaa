package dev.synapt.processor.plan;

import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;

/**
 * How a value per sample lies in memory. The last axis is always a multiple of {@value #BLOCK}
 * floats or one block of samples, so that code for any register width up to that runs without a
 * remainder.
 */
public sealed interface Layout {

  /** Floats that every register width divides; samples of a slice. */
  int BLOCK = 16;

  /**
   * Rows of a multiple of so many cache lines share the sets of a cache: of 64 sets of 8 lines, 64
   * rows of 4 lines each just fit where a register tile reads two lines of every row.
   */
  int LONG_LINES = 4;

  /** The next multiple of {@link #BLOCK}. */
  static int padded(int floats) {
    return Math.addExact(floats, BLOCK - 1) / BLOCK * BLOCK;
  }

  /**
   * One row of floats per sample: {@code [n][stride]}, zeros between the features and {@link
   * #width()}.
   *
   * @param image the image that was flattened into the row, which then lies pixel by pixel ({@code
   *     [h][w][c]}); null for a plain vector
   * @param features entries per sample
   */
  record Rows(Shape image, int features) implements Layout {

    /** Floats of a row that are computed with. */
    public int width() {
      return padded(features);
    }

    /**
     * Floats from one sample to the next. Where rows are long, not a multiple of {@value
     * #LONG_LINES} cache lines: code that walks down a few columns would otherwise find all its
     * lines in the same few sets of the first-level cache. Nor a sum of two powers of two, which C2
     * multiplies an index by in five instructions, in place of the one of any other number; six a
     * cycle is all that a core takes.
     */
    public int stride() {
      int stride = width();
      while (stride >= LONG_LINES * BLOCK
          && (stride % (LONG_LINES * BLOCK) == 0 || Integer.bitCount(stride) == 2)) {
        stride += BLOCK;
      }
      return stride;
    }

    @Override
    public String toString() {
      return "rows[n][" + stride() + "]";
    }
  }

  /**
   * A slice of 16 samples side by side in the lanes: {@code [h][w][c][16]}, with a frame of zeros
   * where a convolution reads beyond the image.
   */
  record SliceImage(int channels, int height, int width, Pads halo) implements Layout {

    /** Floats from one pixel to the next. */
    public int pixelStride() {
      return Math.multiplyExact(channels, BLOCK);
    }

    /** Floats from one image row to the next. */
    public int rowStride() {
      return Math.multiplyExact(halo.left() + width + halo.right(), pixelStride());
    }

    /** Floats of a slice. */
    public int floats() {
      return Math.multiplyExact(halo.top() + height + halo.bottom(), rowStride());
    }

    /** Where a pixel starts, from the start of the slice. */
    public int at(int y, int x) {
      return (halo.top() + y) * rowStride() + (halo.left() + x) * pixelStride();
    }

    @Override
    public String toString() {
      return "slice[%s][%s][%s][16]%s"
          .formatted(height, width, channels, halo.isNone() ? "" : " halo " + halo);
    }
  }

  /**
   * One image, channels last: {@code [h][w][stride]}, zeros behind the channels, with a frame of
   * zeros where a convolution reads beyond the image.
   *
   * @param stride floats from one pixel to the next: the channels, padded unless it is the
   *     network's input and convolved
   */
  record Pixels(int channels, int stride, int height, int width, Pads halo) implements Layout {

    /** Floats from one image row to the next. */
    public int rowStride() {
      return Math.multiplyExact(halo.left() + width + halo.right(), stride);
    }

    /** Floats of the image. */
    public int floats() {
      return Math.multiplyExact(halo.top() + height + halo.bottom(), rowStride());
    }

    /** Where a pixel starts, from the start of the image. */
    public int at(int y, int x) {
      return (halo.top() + y) * rowStride() + (halo.left() + x) * stride;
    }

    @Override
    public String toString() {
      return "pixels[%s][%s][%s]%s"
          .formatted(height, width, stride, halo.isNone() ? "" : " halo " + halo);
    }
  }

  /**
   * One image in lines of columns: {@code [h][c][w]}, with a frame of zeros where a convolution
   * reads beyond the image. Of an image in phases, rows and columns with the same remainder lie
   * together: {@code [h / phases][c][phase][w / phases]}, so that neighbouring lanes are
   * neighbouring windows of a pooling.
   *
   * @param phases 1x1 unless every so many rows and columns lie together
   * @param line floats from one line to the next; what is behind a line's columns is not zero
   */
  record Planes(int channels, int height, int width, Pads halo, Size2 phases, int line)
      implements Layout {

    /** Lines of one channel in a row, or in a group of as many rows as there are phases. */
    private int lines() {
      return phases.height() * phases.width();
    }

    /** Floats from one channel to the next. */
    public int channelStride() {
      return Math.multiplyExact(lines(), line);
    }

    /** Floats from one row, or group of as many rows as there are phases, to the next. */
    public int rowStride() {
      return Math.multiplyExact(channels, channelStride());
    }

    /** Floats of the image. */
    public int floats() {
      int rows = halo.top() + height + halo.bottom();
      return Math.multiplyExact((rows + phases.height() - 1) / phases.height(), rowStride());
    }

    /** Where an entry of the first channel is, from the start of the image. */
    public int at(int y, int x) {
      int row = halo.top() + y;
      int column = halo.left() + x;
      int phase = row % phases.height() * phases.width() + column % phases.width();
      return row / phases.height() * rowStride() + phase * line + column / phases.width();
    }

    @Override
    public String toString() {
      return "planes[%s][%s][%s]%s%s"
          .formatted(
              height,
              channels,
              width,
              lines() == 1 ? "" : " in phases " + phases,
              halo.isNone() ? "" : " halo " + halo);
    }
  }
}
