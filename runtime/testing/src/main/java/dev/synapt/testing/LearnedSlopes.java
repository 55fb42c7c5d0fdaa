package dev.synapt.testing;

/** ReLU with learned slopes of what is not above zero: one per channel, or one in all. */
final class LearnedSlopes {

  private final double[] x;
  private final int channels;
  private final int positions;

  LearnedSlopes(double[] x, int samples, int channels) {
    this.x = x;
    this.channels = channels;
    this.positions = x.length / (samples * channels);
  }

  private int slope(int entry, int slopes) {
    return slopes == 1 ? 0 : entry / positions % channels;
  }

  double[] forward(double[] w, Branches branches) {
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      branches.note(x[i] > 0 ? 1 : 0);
      y[i] = x[i] > 0 ? x[i] : w[slope(i, w.length)] * x[i];
    }
    return y;
  }

  double[] gradInput(double[] w, double[] dy) {
    double[] dx = new double[x.length];
    for (int i = 0; i < dx.length; i++) {
      dx[i] = x[i] > 0 ? dy[i] : w[slope(i, w.length)] * dy[i];
    }
    return dx;
  }

  double[] gradWeights(double[] dy, int slopes) {
    double[] dw = new double[slopes];
    for (int i = 0; i < x.length; i++) {
      dw[slope(i, slopes)] += x[i] > 0 ? 0 : dy[i] * x[i];
    }
    return dw;
  }
}
