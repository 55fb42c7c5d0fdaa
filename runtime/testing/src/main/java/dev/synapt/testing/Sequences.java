package dev.synapt.testing;

/** Layers over sequences of tokens; sequences are {@code [samples][channels][positions]}. */
final class Sequences {

  private Sequences() {}

  static double[] embedding(double[] ids, double[] w, int samples, int dimension) {
    double[] y = new double[ids.length * dimension];
    int length = ids.length / samples;
    for (int i = 0; i < y.length; i++) {
      int id = (int) ids[token(i, length, dimension)];
      y[i] = w[id * dimension + i / length % dimension];
    }
    return y;
  }

  static double[] embeddingGradWeights(
      double[] ids, double[] dy, int samples, int dimension, double[] dw, int padding) {
    int length = ids.length / samples;
    for (int i = 0; i < dy.length; i++) {
      int id = (int) ids[token(i, length, dimension)];
      if (id != padding) {
        dw[id * dimension + i / length % dimension] += dy[i];
      }
    }
    return dw;
  }

  /** The place of the id that an entry of the result belongs to. */
  private static int token(int entry, int length, int dimension) {
    return entry / (length * dimension) * length + entry % length;
  }

  /** Adds {@code w [positions][channels]}. */
  static double[] plus(double[] x, double[] w, int channels) {
    double[] y = x.clone();
    int length = w.length / channels;
    for (int i = 0; i < y.length; i++) {
      y[i] += w[i % length * channels + i / length % channels];
    }
    return y;
  }

  static double[] gradWeights(double[] dy, int samples, int channels) {
    int length = dy.length / (samples * channels);
    double[] dw = new double[length * channels];
    for (int i = 0; i < dy.length; i++) {
      dw[i % length * channels + i / length % channels] += dy[i];
    }
    return dw;
  }

  /** {@code sin(t / 10000^(2i/C))} in channel 2i, the cosine in the next one. */
  static double[] waves(int length, int channels) {
    double[] w = new double[length * channels];
    for (int i = 0; i < w.length; i++) {
      int c = i % channels;
      int t = i / channels;
      double angle = t / Math.pow(10_000, (c - c % 2) / (double) channels);
      w[i] = c % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
    }
    return w;
  }
}
