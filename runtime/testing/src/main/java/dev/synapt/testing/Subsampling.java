package dev.synapt.testing;

/**
 * Every few rows and columns of an image: {@code y[n,c,i,j] = x[n,c,i*strideHeight,j*strideWidth]},
 * zero in channels that x does not have.
 *
 * @param in the input's sizes
 * @param strideHeight rows from one that is taken to the next
 * @param strideWidth columns from one that is taken to the next
 * @param out the output's sizes
 */
public record Subsampling(Image in, int strideHeight, int strideWidth, Image out) {

  /** Where an output comes from; -1 for a channel that x does not have. */
  private int source(int output) {
    int place = output % out.positions();
    int channel = output / out.positions() % out.channels();
    int sample = output / out.size();
    int row = place / out.width() * strideHeight;
    int column = place % out.width() * strideWidth;
    return channel < in.channels()
        ? ((sample * in.channels() + channel) * in.height() + row) * in.width() + column
        : -1;
  }

  double[] take(double[] x, int samples) {
    double[] y = new double[samples * out.size()];
    for (int at = 0; at < y.length; at++) {
      y[at] = source(at) < 0 ? 0 : x[source(at)];
    }
    return y;
  }

  double[] giveBack(double[] dy, int samples) {
    double[] dx = new double[samples * in.size()];
    for (int at = 0; at < dy.length; at++) {
      if (source(at) >= 0) {
        dx[source(at)] += dy[at];
      }
    }
    return dx;
  }
}
