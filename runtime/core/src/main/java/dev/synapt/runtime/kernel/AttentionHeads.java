package dev.synapt.runtime.kernel;

import java.util.Arrays;

/**
 * Products of all positions of one sample's sequence with all others, head by head. Immutable.
 *
 * <p>A position of a sequence is {@code [head][channel]}, and positions are a given number of
 * floats apart. Weights of pairs of positions are another sequence, at position i {@code
 * [head][j]}; causal ones are 0 for j behind i.
 */
public final class AttentionHeads {

  private final int heads;
  private final int size;
  private final int length;
  private final boolean causal;

  /**
   * The sizes of a layer.
   *
   * @param size channels of a head
   * @param length positions
   * @param causal whether a position has no weights for those behind it
   */
  public AttentionHeads(int heads, int size, int length, boolean causal) {
    this.heads = heads;
    this.size = size;
    this.length = length;
    this.causal = causal;
  }

  /** Up to which position the one at i has weights. */
  private int end(int i) {
    return causal ? i + 1 : length;
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
        int left = a + i * aPixel + h * size;
        int to = w + i * wPixel + h * length;
        for (int j = 0; j < end(i); j++) {
          values[to + j] = scale * dot(values, left, b + j * bPixel + h * size);
        }
      }
    }
  }

  private float dot(float[] values, int a, int b) {
    float sum = 0;
    for (int c = 0; c < size; c++) {
      sum = Math.fma(values[a + c], values[b + c], sum);
    }
    return sum;
  }

  /** {@code a[h,c,i] = scale * sum_j w[h,j,i] b[h,c,j]}. */
  public void gather(
      float[] values, int w, int wPixel, int b, int bPixel, float scale, int a, int aPixel) {
    for (int i = 0; i < length; i++) {
      for (int h = 0; h < heads; h++) {
        int to = a + i * aPixel + h * size;
        Arrays.fill(values, to, to + size, 0f);
        for (int j = 0; j < end(i); j++) {
          float factor = scale * values[w + i * wPixel + h * length + j];
          add(values, factor, b + j * bPixel + h * size, to);
        }
      }
    }
  }

  private void add(float[] values, float factor, int from, int to) {
    for (int c = 0; c < size; c++) {
      values[to + c] = Math.fma(factor, values[from + c], values[to + c]);
    }
  }

  /** {@code y[h,j,i] = exp(x[h,j,i] - max) / sum} over j. */
  public void softmax(float[] values, int x, int xPixel, int y, int yPixel) {
    for (int i = 0; i < length; i++) {
      for (int h = 0; h < heads; h++) {
        int to = y + i * yPixel + h * length;
        Softmax.forward(values, x + i * xPixel + h * length, end(i), values, to);
        Arrays.fill(values, to + end(i), to + length, 0f);
      }
    }
  }
}
