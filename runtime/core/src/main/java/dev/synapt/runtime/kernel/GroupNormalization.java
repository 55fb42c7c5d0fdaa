package dev.synapt.runtime.kernel;

import java.util.Arrays;

/**
 * Normalisation of each sample over groups of its channels, for one image, one row or a slice of 16
 * samples side by side. A position's channels lie together. Immutable.
 *
 * <p>Statistics and means lie as {@code [group][2][lanes]}: the mean and {@code 1 / sqrt(variance +
 * epsilon)}, or the two means that the gradient needs.
 */
public final class GroupNormalization {

  private final int size;
  private final int groups;
  private final int height;
  private final int width;
  private final int lanes;
  private final boolean perEntry;
  private final float epsilon;
  private final float count;

  /**
   * The sizes of a layer.
   *
   * @param channels a multiple of the groups
   * @param lanes floats of a channel at a position: 16 in slices, 1 for a single sample
   * @param perEntry whether each entry, and not only each channel, has a scale and shift of its own
   * @param epsilon is added to the variance
   */
  public GroupNormalization(
      int channels, int groups, int height, int width, int lanes, boolean perEntry, float epsilon) {
    this.size = channels / groups;
    this.groups = groups;
    this.height = height;
    this.width = width;
    this.lanes = lanes;
    this.perEntry = perEntry;
    this.epsilon = epsilon;
    this.count = (float) size * height * width;
  }

  /**
   * {@code y = (x - mean) inverse gamma + beta}, and the statistics.
   *
   * @param x where the first position is
   * @param xRow floats from one row to the next
   * @param xPixel floats from one position to the next
   * @param gamma where the scales are in the weights, or negative for none
   * @param beta where the shifts are
   * @param statistics where mean and inverse go
   */
  public void forward(
      float[] values,
      int x,
      int xRow,
      int xPixel,
      float[] weights,
      int gamma,
      int beta,
      int y,
      int yRow,
      int yPixel,
      int statistics) {
    for (int g = 0; g < groups; g++) {
      int mean = statistics + 2 * g * lanes;
      measure(values, x + g * size * lanes, xRow, xPixel, mean);
      for (int p = 0; p < height * width; p++) {
        int from = x + place(p, xRow, xPixel);
        int to = y + place(p, yRow, yPixel);
        for (int c = g * size; c < (g + 1) * size; c++) {
          float scale = gamma < 0 ? 1f : weights[gamma + weight(c, p)];
          float shift = gamma < 0 ? 0f : weights[beta + weight(c, p)];
          normalize(values, from + c * lanes, mean, scale, shift, to + c * lanes);
        }
      }
    }
  }

  private int place(int position, int row, int pixel) {
    return position / width * row + position % width * pixel;
  }

  private int weight(int channel, int position) {
    return perEntry ? channel * height * width + position : channel;
  }

  /**
   * Mean and inverse of a group, from its first channel on; two passes, so that nothing cancels.
   */
  private void measure(float[] values, int x, int row, int pixel, int mean) {
    int inverse = mean + lanes;
    Arrays.fill(values, mean, mean + 2 * lanes, 0f);
    for (int p = 0; p < height * width; p++) {
      int from = x + place(p, row, pixel);
      for (int c = 0; c < size; c++) {
        for (int l = 0; l < lanes; l++) {
          values[mean + l] += values[from + c * lanes + l];
        }
      }
    }
    divide(values, mean);
    for (int p = 0; p < height * width; p++) {
      int from = x + place(p, row, pixel);
      for (int c = 0; c < size; c++) {
        for (int l = 0; l < lanes; l++) {
          float d = values[from + c * lanes + l] - values[mean + l];
          values[inverse + l] = Math.fma(d, d, values[inverse + l]);
        }
      }
    }
    for (int l = 0; l < lanes; l++) {
      values[inverse + l] = 1f / (float) Math.sqrt(values[inverse + l] / count + epsilon);
    }
  }

  private void divide(float[] values, int at) {
    for (int l = 0; l < lanes; l++) {
      values[at + l] /= count;
    }
  }

  private void normalize(float[] values, int from, int mean, float scale, float shift, int to) {
    for (int l = 0; l < lanes; l++) {
      float z = (values[from + l] - values[mean + l]) * values[mean + lanes + l];
      values[to + l] = Math.fma(z, scale, shift);
    }
  }

  /**
   * {@code dx = inverse (d - mean(d) - z mean(d z))} with {@code d = gamma dy}.
   *
   * @param statistics what {@link #forward} left
   * @param means takes the means
   */
  public void gradInput(
      float[] values,
      int x,
      int xRow,
      int xPixel,
      int dy,
      int dyRow,
      int dyPixel,
      float[] weights,
      int gamma,
      int statistics,
      int means,
      int dx,
      int dxRow,
      int dxPixel) {
    Arrays.fill(values, means, means + 2 * groups * lanes, 0f);
    for (int p = 0; p < height * width; p++) {
      int from = x + place(p, xRow, xPixel);
      int d = dy + place(p, dyRow, dyPixel);
      for (int c = 0; c < groups * size; c++) {
        float scale = gamma < 0 ? 1f : weights[gamma + weight(c, p)];
        int at = 2 * (c / size) * lanes;
        sums(values, from + c * lanes, d + c * lanes, statistics + at, scale, means + at);
      }
    }
    for (int i = 0; i < 2 * groups; i++) {
      divide(values, means + i * lanes);
    }
    for (int p = 0; p < height * width; p++) {
      int from = x + place(p, xRow, xPixel);
      int d = dy + place(p, dyRow, dyPixel);
      int to = dx + place(p, dxRow, dxPixel);
      for (int c = 0; c < groups * size; c++) {
        float scale = gamma < 0 ? 1f : weights[gamma + weight(c, p)];
        int at = 2 * (c / size) * lanes;
        back(
            values,
            from + c * lanes,
            d + c * lanes,
            statistics + at,
            scale,
            means + at,
            to + c * lanes);
      }
    }
  }

  private void sums(float[] values, int from, int d, int mean, float scale, int to) {
    for (int l = 0; l < lanes; l++) {
      float z = (values[from + l] - values[mean + l]) * values[mean + lanes + l];
      float scaled = scale * values[d + l];
      values[to + l] += scaled;
      values[to + lanes + l] = Math.fma(scaled, z, values[to + lanes + l]);
    }
  }

  private void back(float[] values, int from, int d, int mean, float scale, int means, int to) {
    for (int l = 0; l < lanes; l++) {
      float inverse = values[mean + lanes + l];
      float z = (values[from + l] - values[mean + l]) * inverse;
      float centred = Math.fma(scale, values[d + l], -values[means + l]);
      values[to + l] = inverse * Math.fma(-z, values[means + lanes + l], centred);
    }
  }

  /**
   * {@code dgamma += dy z} and {@code dbeta += dy}, for each lane.
   *
   * @param dgamma where the sums by the scales are, {@code [scale][lanes]}
   * @param dbeta where those by the shifts are
   */
  public void gradWeights(
      float[] values,
      int x,
      int xRow,
      int xPixel,
      int dy,
      int dyRow,
      int dyPixel,
      int statistics,
      int dgamma,
      int dbeta) {
    for (int p = 0; p < height * width; p++) {
      int from = x + place(p, xRow, xPixel);
      int d = dy + place(p, dyRow, dyPixel);
      for (int c = 0; c < groups * size; c++) {
        int mean = statistics + 2 * (c / size) * lanes;
        int to = weight(c, p) * lanes;
        for (int l = 0; l < lanes; l++) {
          float z = (values[from + c * lanes + l] - values[mean + l]) * values[mean + lanes + l];
          float share = values[d + c * lanes + l];
          values[dgamma + to + l] = Math.fma(share, z, values[dgamma + to + l]);
          values[dbeta + to + l] += share;
        }
      }
    }
  }
}
