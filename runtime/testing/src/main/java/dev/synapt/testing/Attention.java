package dev.synapt.testing;

/**
 * The sizes of attention, and its products of all positions with all others. Sequences are {@code
 * [sample][head][channel][position]}, weights of pairs of positions {@code [sample][head][j][i]},
 * where i is the one that looks at j.
 *
 * @param heads of each sample
 * @param length positions
 * @param causal whether i sees no j behind itself
 */
public record Attention(int heads, int length, boolean causal) {

  private int end(int i) {
    return causal ? i + 1 : length;
  }

  private int weights(int samples) {
    return samples * heads * length * length;
  }

  double[] products(double[] a, double[] b, double scale, int samples) {
    double[] w = new double[weights(samples)];
    int size = a.length / (samples * heads * length);
    for (int at = 0; at < w.length; at++) {
      int i = at % length;
      int j = at / length % length;
      int first = at / (length * length) * size * length;
      for (int c = 0; c < size && j < end(i); c++) {
        w[at] += scale * a[first + c * length + i] * b[first + c * length + j];
      }
    }
    return w;
  }

  double[] gather(double[] w, double[] b, double scale) {
    return sums(w, b, scale, false);
  }

  double[] spread(double[] w, double[] a, double scale) {
    return sums(w, a, scale, true);
  }

  /** Sums over j at each i, or over i at each j. */
  private double[] sums(double[] w, double[] x, double scale, boolean transposed) {
    double[] y = new double[x.length];
    int size = x.length / (w.length / length);
    for (int at = 0; at < y.length; at++) {
      int to = at % length;
      int head = at / (size * length) * length;
      for (int from = 0; from < length; from++) {
        int i = transposed ? from : to;
        int j = transposed ? to : from;
        if (j < end(i)) {
          y[at] += scale * w[(head + j) * length + i] * x[at - to + from];
        }
      }
    }
    return y;
  }

  double[] softmax(double[] x) {
    double[] y = new double[x.length];
    for (int row = 0; row < x.length / length; row++) {
      int first = row / length * length * length + row % length;
      double sum = 0;
      for (int j = 0; j < end(row % length); j++) {
        sum += Math.exp(x[first + j * length]);
      }
      for (int j = 0; j < end(row % length); j++) {
        y[first + j * length] = Math.exp(x[first + j * length]) / sum;
      }
    }
    return y;
  }

  double[] softmaxGrad(double[] y, double[] dy) {
    double[] dx = new double[y.length];
    for (int row = 0; row < y.length / length; row++) {
      int first = row / length * length * length + row % length;
      double dot = 0;
      for (int j = 0; j < length; j++) {
        dot += y[first + j * length] * dy[first + j * length];
      }
      for (int j = 0; j < length; j++) {
        int at = first + j * length;
        dx[at] = y[at] * (dy[at] - dot);
      }
    }
    return dx;
  }
}
