package dev.synapt.runtime.kernel;

import java.util.Arrays;

/**
 * Products of all positions of a sequence with all others, head by head, for one sample or a slice of
 * 16 side by side. Immutable.
 *
 * <p>A position of a sequence is {@code [head][channel][lanes]}, and positions are a given number of
 * floats apart. Weights of pairs of positions are another sequence, at position i {@code
 * [head][j][lanes]}; causal ones are 0 for j behind i.
 */
public final class AttentionHeads {

  private final int heads;
  private final int size;
  private final int length;
  private final int lanes;
  private final boolean causal;

  /**
   * The sizes of a layer.
   *
   * @param size channels of a head
   * @param length positions
   * @param lanes floats of a channel at a position: 16 in slices, 1 for a single sample
   * @param causal whether a position has no weights for those behind it
   */
  public AttentionHeads(int heads, int size, int length, int lanes, boolean causal) {
    this.heads = heads;
    this.size = size;
    this.length = length;
    this.lanes = lanes;
    this.causal = causal;
  }

  /** Up to which position the one at i has weights. */
  private int end(int i) {
    return causal ? i + 1 : length;
  }

  /** Where the weights of position i in a head start. */
  private int row(int w, int wPixel, int i, int head) {
    return w + i * wPixel + head * length * lanes;
  }

  /** Where a head's channels are at a position. */
  private int channels(int x, int pixel, int position, int head) {
    return x + position * pixel + head * size * lanes;
  }

  /**
   * {@code w[h,j,i] = scale * sum_c a[h,c,i] b[h,c,j]}.
   *
   * @param a where the first position is
   * @param aPixel floats from one position to the next
   */
  public void products(
      float[] values, int a, int aPixel, int b, int bPixel, float scale, int w, int wPixel) {
    for (int i = 0; i < length; i++) {
      for (int h = 0; h < heads; h++) {
        int to = row(w, wPixel, i, h);
        int left = channels(a, aPixel, i, h);
        Arrays.fill(values, to, to + length * lanes, 0f);
        for (int j = 0; j < end(i); j++) {
          int right = channels(b, bPixel, j, h);
          for (int c = 0; c < size; c++) {
            add(values, left + c * lanes, right + c * lanes, to + j * lanes);
          }
          multiply(values, to + j * lanes, lanes, scale);
        }
      }
    }
  }

  /** {@code a[h,c,i] = scale * sum_j w[h,j,i] b[h,c,j]}. */
  public void gather(
      float[] values, int w, int wPixel, int b, int bPixel, float scale, int a, int aPixel) {
    for (int i = 0; i < length; i++) {
      for (int h = 0; h < heads; h++) {
        int from = row(w, wPixel, i, h);
        int to = channels(a, aPixel, i, h);
        Arrays.fill(values, to, to + size * lanes, 0f);
        for (int j = 0; j < end(i); j++) {
          int at = channels(b, bPixel, j, h);
          for (int c = 0; c < size; c++) {
            add(values, from + j * lanes, at + c * lanes, to + c * lanes);
          }
        }
        multiply(values, to, size * lanes, scale);
      }
    }
  }

  /** {@code b[h,c,j] = scale * sum_i w[h,j,i] a[h,c,i]}. */
  public void spread(
      float[] values, int w, int wPixel, int a, int aPixel, float scale, int b, int bPixel) {
    for (int j = 0; j < length; j++) {
      for (int h = 0; h < heads; h++) {
        int to = channels(b, bPixel, j, h);
        Arrays.fill(values, to, to + size * lanes, 0f);
        for (int i = causal ? j : 0; i < length; i++) {
          int from = row(w, wPixel, i, h) + j * lanes;
          int at = channels(a, aPixel, i, h);
          for (int c = 0; c < size; c++) {
            add(values, from, at + c * lanes, to + c * lanes);
          }
        }
        multiply(values, to, size * lanes, scale);
      }
    }
  }

  private void add(float[] values, int x, int y, int to) {
    for (int l = 0; l < lanes; l++) {
      values[to + l] = Math.fma(values[x + l], values[y + l], values[to + l]);
    }
  }

  private static void multiply(float[] values, int at, int count, float factor) {
    for (int i = at; i < at + count; i++) {
      values[i] *= factor;
    }
  }

  /** {@code y[h,j,i] = exp(x[h,j,i] - max) / sum} over j. */
  public void softmax(float[] values, int x, int xPixel, int y, int yPixel) {
    for (int i = 0; i < length; i++) {
      for (int h = 0; h < heads; h++) {
        int to = row(y, yPixel, i, h);
        for (int l = 0; l < lanes; l++) {
          softmax(values, row(x, xPixel, i, h) + l, to + l, end(i));
        }
        Arrays.fill(values, to + end(i) * lanes, to + length * lanes, 0f);
      }
    }
  }

  private void softmax(float[] values, int x, int y, int count) {
    float max = values[x];
    for (int j = 1; j < count; j++) {
      max = Math.max(max, values[x + j * lanes]);
    }
    float sum = 0;
    for (int j = 0; j < count; j++) {
      float e = FloatMath.exp(values[x + j * lanes] - max);
      values[y + j * lanes] = e;
      sum += e;
    }
    for (int j = 0; j < count; j++) {
      values[y + j * lanes] /= sum;
    }
  }

  /** {@code dx[h,j,i] = y[h,j,i] (dy[h,j,i] - sum_k y[h,k,i] dy[h,k,i])}. */
  public void softmaxGradient(
      float[] values, int y, int yPixel, int dy, int dyPixel, int dx, int dxPixel) {
    for (int i = 0; i < length; i++) {
      for (int h = 0; h < heads; h++) {
        int to = row(dx, dxPixel, i, h);
        for (int l = 0; l < lanes; l++) {
          gradient(
              values, row(y, yPixel, i, h) + l, row(dy, dyPixel, i, h) + l, to + l, end(i));
        }
        Arrays.fill(values, to + end(i) * lanes, to + length * lanes, 0f);
      }
    }
  }

  private void gradient(float[] values, int y, int dy, int dx, int count) {
    float dot = 0;
    for (int j = 0; j < count; j++) {
      dot = Math.fma(values[y + j * lanes], values[dy + j * lanes], dot);
    }
    for (int j = 0; j < count; j++) {
      values[dx + j * lanes] = values[y + j * lanes] * (values[dy + j * lanes] - dot);
    }
  }
}
