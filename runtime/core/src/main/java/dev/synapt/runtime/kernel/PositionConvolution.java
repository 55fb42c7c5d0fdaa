package dev.synapt.runtime.kernel;

/**
 * Convolution with groups, over any number of axes, and its transpose: products of weights {@code
 * [filters][channels of a group][taps]} with the positions of a {@link PositionMap}. An image is
 * the side that windows read, a result the one with a position for each window. Immutable.
 */
public final class PositionConvolution {

  private final PositionMap map;
  private final int filters;
  private final int channels;
  private final int groups;
  private final int lanes;

  /**
   * A convolution.
   *
   * @param filters channels of the result
   * @param channels channels of the image
   * @param lanes floats of a channel at a position: 16 in slices, 1 for a single sample
   */
  public PositionConvolution(PositionMap map, int filters, int channels, int groups, int lanes) {
    this.map = map;
    this.filters = filters;
    this.channels = channels / groups;
    this.groups = groups;
    this.lanes = lanes;
  }

  private int firstChannel(int filter) {
    return filter / (filters / groups) * channels;
  }

  private int weight(int w, int filter, int channel, int term) {
    return w + (filter * channels + channel) * map.taps() + map.tap(term);
  }

  /**
   * {@code y[p,o] = b[o] + sum x[q,c] w[o,c,t]}.
   *
   * @param b where the biases are in the weights, or negative for none
   * @param xPixel floats of a position of the image
   * @param yPixel floats of a position of the result
   */
  public void forward(
      float[] values,
      int x,
      int xRow,
      int xPixel,
      float[] weights,
      int w,
      int b,
      int y,
      int yRow,
      int yPixel) {
    for (int p = 0; p < map.outputs(); p++) {
      int pixel = y + map.output(p, yRow, yPixel);
      java.util.Arrays.fill(values, pixel + filters * lanes, pixel + yPixel, 0f);
      for (int o = 0; o < filters; o++) {
        int to = pixel + o * lanes;
        java.util.Arrays.fill(values, to, to + lanes, b < 0 ? 0f : weights[b + o]);
        for (int t = map.start(p); t < map.start(p + 1); t++) {
          int at = x + map.input(t, xRow, xPixel) + firstChannel(o) * lanes;
          for (int c = 0; c < channels; c++) {
            add(values, weights[weight(w, o, c, t)], at + c * lanes, to);
          }
        }
      }
    }
  }

  /**
   * The transpose: {@code x[q,c] = b[c] + sum y[p,o] w[o,c,t]}, over what {@link #forward} reads.
   */
  public void transposed(
      float[] values,
      int y,
      int yRow,
      int yPixel,
      float[] weights,
      int w,
      int b,
      int x,
      int xRow,
      int xPixel,
      int rows) {
    map.clear(values, x, xRow, rows, xPixel);
    for (int p = 0; p < map.outputs(); p++) {
      for (int o = 0; o < filters; o++) {
        int from = y + map.output(p, yRow, yPixel) + o * lanes;
        for (int t = map.start(p); t < map.start(p + 1); t++) {
          int at = x + map.input(t, xRow, xPixel) + firstChannel(o) * lanes;
          for (int c = 0; c < channels; c++) {
            add(values, weights[weight(w, o, c, t)], from, at + c * lanes);
          }
        }
      }
    }
    if (b >= 0) {
      addBias(values, weights, b, x, xRow, xPixel, rows);
    }
  }

  private void addBias(
      float[] values, float[] weights, int b, int x, int xRow, int xPixel, int rows) {
    for (int r = 0; r < rows; r++) {
      for (int at = x + r * xRow; at < x + r * xRow + map.inputWidth() * xPixel; at += xPixel) {
        for (int i = 0; i < channels * groups * lanes; i++) {
          values[at + i] += weights[b + i / lanes];
        }
      }
    }
  }

  private void add(float[] values, float factor, int from, int to) {
    for (int l = 0; l < lanes; l++) {
      values[to + l] = Math.fma(factor, values[from + l], values[to + l]);
    }
  }

  /**
   * {@code dw[o,c,t] = sum dy[p,o] x[q,c]}, for each lane.
   *
   * @param dw where the sums go, {@code [filters][channels of a group][taps][lanes]}
   */
  public void weightGradient(
      float[] values, int x, int xRow, int xPixel, int dy, int dyRow, int dyPixel, int dw) {
    int count = filters * channels * map.taps() * lanes;
    java.util.Arrays.fill(values, dw, dw + count, 0f);
    for (int p = 0; p < map.outputs(); p++) {
      for (int o = 0; o < filters; o++) {
        int d = dy + map.output(p, dyRow, dyPixel) + o * lanes;
        for (int t = map.start(p); t < map.start(p + 1); t++) {
          int at = x + map.input(t, xRow, xPixel) + firstChannel(o) * lanes;
          for (int c = 0; c < channels; c++) {
            int to = dw + weight(0, o, c, t) * lanes;
            for (int l = 0; l < lanes; l++) {
              int from = at + c * lanes + l;
              values[to + l] = Math.fma(values[d + l], values[from], values[to + l]);
            }
          }
        }
      }
    }
  }

  /**
   * {@code db[c] = sum of dy} over the positions, for each lane.
   *
   * @param width positions of a row
   * @param count channels
   */
  public void biasGradient(
      float[] values, int dy, int row, int pixel, int rows, int width, int count, int db) {
    java.util.Arrays.fill(values, db, db + count * lanes, 0f);
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < width; i++) {
        int at = dy + r * row + i * pixel;
        for (int l = 0; l < count * lanes; l++) {
          values[db + l] += values[at + l];
        }
      }
    }
  }
}
