package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.Window;

/** Defines pooling: {@code x [N,C,H,W]}, {@code y [N,C,P,Q]}. */
final class PoolOps {

  private PoolOps() {}

  /**
   * The first maximum wins, and the first NaN wins over all else; the winner of ReLU's zero is -1.
   */
  static void max(Op.MaxPool op, ValueTable v) {
    double[] y = v.zeros(op.y());
    double[] winner = op.winner().map(v::zeros).orElseGet(() -> new double[y.length]);
    double[] x = v.data(op.x());
    for (int at = 0; at < y.length; at++) {
      int best = winner(op.window(), x, v.shape(op.x()), v.shape(op.y()), at);
      double max = x[source(op.window(), v.shape(op.x()), v.shape(op.y()), at, best)];
      boolean cut = op.relu() && !(max > 0);
      y[at] = op.relu() ? Math.max(max, 0) : max;
      winner[at] = cut ? -1 : best;
    }
  }

  private static int winner(Window window, double[] x, Shape in, Shape out, int at) {
    int best = -1;
    double max = Double.NEGATIVE_INFINITY;
    for (int tap = 0; tap < window.taps(); tap++) {
      int source = source(window, in, out, at, tap);
      if (source >= 0 && (best < 0 || x[source] > max || isFirstNan(x[source], max))) {
        best = tap;
        max = x[source];
      }
    }
    if (best < 0) {
      throw new IllegalArgumentException("a window lies wholly in the padding: " + window);
    }
    return best;
  }

  private static boolean isFirstNan(double value, double max) {
    return Double.isNaN(value) && !Double.isNaN(max);
  }

  static void maxGrad(Op.MaxPoolGrad op, ValueTable v) {
    double[] dy = v.data(op.dy());
    double[] winner = v.data(op.winner());
    double[] dx = v.zeros(op.dx());
    for (int at = 0; at < dy.length; at++) {
      if (winner[at] >= 0) {
        int tap = (int) winner[at];
        dx[source(op.window(), v.shape(op.dx()), v.shape(op.dy()), at, tap)] += dy[at];
      }
    }
  }

  static void average(Op.AvgPool op, ValueTable v) {
    double[] x = v.data(op.x());
    double[] y = v.zeros(op.y());
    int taps = op.window().taps();
    for (int at = 0; at < y.length; at++) {
      for (int tap = 0; tap < taps; tap++) {
        int source = source(op.window(), v.shape(op.x()), v.shape(op.y()), at, tap);
        y[at] += source >= 0 ? x[source] : 0;
      }
      y[at] /= taps;
    }
  }

  static void averageGrad(Op.AvgPoolGrad op, ValueTable v) {
    double[] dy = v.data(op.dy());
    double[] dx = v.zeros(op.dx());
    int taps = op.window().taps();
    for (int at = 0; at < dy.length; at++) {
      for (int tap = 0; tap < taps; tap++) {
        int source = source(op.window(), v.shape(op.dx()), v.shape(op.dy()), at, tap);
        if (source >= 0) {
          dx[source] += dy[at] / taps;
        }
      }
    }
  }

  /**
   * Where in the whole of x a tap of the window of output entry {@code at} lies; -1 for padding.
   */
  private static int source(Window window, Shape in, Shape out, int at, int tap) {
    int q = at % out.dim(3);
    int p = at / out.dim(3) % out.dim(2);
    int plane = at / (out.dim(2) * out.dim(3));
    int position = Taps.position(window, in.dim(2), in.dim(3), p, q, tap);
    return position < 0 ? -1 : plane * in.dim(2) * in.dim(3) + position;
  }
}
