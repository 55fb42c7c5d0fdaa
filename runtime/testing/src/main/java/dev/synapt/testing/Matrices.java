package dev.synapt.testing;

/** Products of matrices: {@code x [N,in]}, {@code w [out,in]}, {@code y [N,out]}. */
final class Matrices {

  private Matrices() {}

  /** {@code y[n,o] = sum_i x[n,i] w[o,i]}. */
  static double[] times(double[] x, double[] w, int samples, int outs) {
    int ins = w.length / outs;
    double[] y = new double[samples * outs];
    for (int at = 0; at < y.length; at++) {
      double sum = 0;
      for (int i = 0; i < ins; i++) {
        sum += x[at / outs * ins + i] * w[at % outs * ins + i];
      }
      y[at] = sum;
    }
    return y;
  }

  /** {@code dx[n,i] = sum_o dy[n,o] w[o,i]}. */
  static double[] timesTransposed(double[] dy, double[] w, int samples, int outs) {
    int ins = w.length / outs;
    double[] dx = new double[samples * ins];
    for (int at = 0; at < dy.length; at++) {
      for (int i = 0; i < ins; i++) {
        dx[at / outs * ins + i] += dy[at] * w[at % outs * ins + i];
      }
    }
    return dx;
  }

  /** {@code dw[o,i] = sum_n dy[n,o] x[n,i]}. */
  static double[] sumOfProducts(double[] dy, double[] x, int samples) {
    int ins = x.length / samples;
    int outs = dy.length / samples;
    double[] dw = new double[outs * ins];
    for (int at = 0; at < dy.length; at++) {
      for (int i = 0; i < ins; i++) {
        dw[at % outs * ins + i] += dy[at] * x[at / outs * ins + i];
      }
    }
    return dw;
  }
}
