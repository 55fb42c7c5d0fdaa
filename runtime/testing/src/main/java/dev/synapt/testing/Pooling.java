package dev.synapt.testing;

/**
 * Pooling: {@code x [N,C,H,W]}, {@code y [N,C,P,Q]}.
 *
 * @param in the input's sizes
 * @param window how the window moves
 * @param out the output's sizes
 */
public record Pooling(Image in, Window window, Image out) {

  /** Where in x a tap of the window of an output lies; -1 on the padding. */
  private int source(int output, int tap) {
    int place = output % out.positions();
    int position = window.position(in, place / out.width(), place % out.width(), tap);
    return position < 0 ? -1 : output / out.positions() * in.positions() + position;
  }

  /** Where in x the first maximum of each window is; -1 where ReLU cuts it off. */
  double[] winners(double[] x, boolean relu, int samples, Branches branches) {
    double[] winners = new double[samples * out.size()];
    for (int at = 0; at < winners.length; at++) {
      int best = -1;
      for (int tap = 0; tap < window.taps(); tap++) {
        int source = source(at, tap);
        best = source >= 0 && (best < 0 || x[source] > x[best]) ? source : best;
      }
      winners[at] = relu && !(x[best] > 0) ? -1 : best;
      branches.note((int) winners[at]);
    }
    return winners;
  }

  /** Means; padding counts as zeros. */
  double[] means(double[] x, int samples) {
    double[] y = new double[samples * out.size()];
    for (int at = 0; at < y.length; at++) {
      for (int tap = 0; tap < window.taps(); tap++) {
        int source = source(at, tap);
        y[at] += source < 0 ? 0 : x[source] / window.taps();
      }
    }
    return y;
  }

  double[] spread(double[] dy, int samples) {
    double[] dx = new double[samples * in.size()];
    for (int at = 0; at < dy.length; at++) {
      for (int tap = 0; tap < window.taps(); tap++) {
        int source = source(at, tap);
        if (source >= 0) {
          dx[source] += dy[at] / window.taps();
        }
      }
    }
    return dx;
  }
}
