package dev.synapt.examples.benchmarks;

/**
 * A layer in plain loops, as one would write them from the formula: a convolution without padding,
 * of which a dense layer is the case of 1x1 windows on a 1x1 image.
 *
 * @param channels C
 * @param size H = W
 * @param filters K
 * @param kernel R = S
 */
record PlainLayer(int channels, int size, int filters, int kernel) {

  int outputSize() {
    return size - kernel + 1;
  }

  int inputs() {
    return channels * size * size;
  }

  int outputs() {
    return filters * outputSize() * outputSize();
  }

  int weights() {
    return filters * channels * kernel * kernel;
  }

  private int weight(int k, int c, int r, int s) {
    return ((k * channels + c) * kernel + r) * kernel + s;
  }

  /** y = conv(x, w) + b for n samples: x [n, C, H, W], w [K, C, R, S], b [K], y [n, K, H', W']. */
  void forward(float[] x, float[] w, float[] b, float[] y, int n) {
    int out = outputSize();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < filters; k++) {
        for (int row = 0; row < out; row++) {
          for (int column = 0; column < out; column++) {
            int x0 = i * inputs() + row * size + column;
            y[i * outputs() + (k * out + row) * out + column] = b[k] + window(x, x0, w, k);
          }
        }
      }
    }
  }

  private float window(float[] x, int x0, float[] w, int k) {
    float sum = 0;
    for (int c = 0; c < channels; c++) {
      for (int r = 0; r < kernel; r++) {
        for (int s = 0; s < kernel; s++) {
          sum += x[x0 + (c * size + r) * size + s] * w[weight(k, c, r, s)];
        }
      }
    }
    return sum;
  }

  /** Adds dw, db and dx for n samples, from dy in the shape of y. */
  void backward(float[] x, float[] w, float[] dy, float[] dx, float[] dw, float[] db, int n) {
    int out = outputSize();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < filters; k++) {
        for (int row = 0; row < out; row++) {
          for (int column = 0; column < out; column++) {
            float g = dy[i * outputs() + (k * out + row) * out + column];
            db[k] += g;
            spread(x, i * inputs() + row * size + column, w, k, g, dx, dw);
          }
        }
      }
    }
  }

  private void spread(float[] x, int x0, float[] w, int k, float g, float[] dx, float[] dw) {
    for (int c = 0; c < channels; c++) {
      for (int r = 0; r < kernel; r++) {
        for (int s = 0; s < kernel; s++) {
          int position = x0 + (c * size + r) * size + s;
          int tap = weight(k, c, r, s);
          dw[tap] += g * x[position];
          dx[position] += g * w[tap];
        }
      }
    }
  }
}
