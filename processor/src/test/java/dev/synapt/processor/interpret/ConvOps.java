package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.Window;

/**
 * Defines the operations of convolution: {@code x [N,C,H,W]}, {@code w [O,C,R,S]}, {@code y
 * [N,O,P,Q]}. All three sum over the same triples of positions {@code (x, w, y)} that a
 * multiplication joins; they differ in which of the three they define from the other two.
 */
final class ConvOps {

  private ConvOps() {}

  static void forward(Op.Conv2d op, ValueTable v) {
    double[] x = v.data(op.x());
    double[] w = v.data(op.w());
    double[] y = v.zeros(op.y());
    Shape shape = v.shape(op.y());
    op.b().ifPresent(b -> addPerChannel(v.data(b), y, shape));
    forEachProduct(
        op.window(), v.shape(op.x()), shape, (xAt, wAt, yAt) -> y[yAt] += x[xAt] * w[wAt]);
    for (int i = 0; i < y.length; i++) {
      y[i] = ElementwiseOps.apply(op.activation(), y[i]);
    }
  }

  static void gradInput(Op.Conv2dGradInput op, ValueTable v) {
    double[] dy = v.data(op.dy());
    double[] w = v.data(op.w());
    double[] dx = v.zeros(op.dx());
    forEachProduct(
        op.window(),
        v.shape(op.dx()),
        v.shape(op.dy()),
        (xAt, wAt, yAt) -> dx[xAt] += dy[yAt] * w[wAt]);
  }

  static void gradWeights(Op.Conv2dGradWeights op, ValueTable v) {
    double[] x = v.data(op.x());
    double[] dy = v.data(op.dy());
    double[] dw = v.zeros(op.dw());
    forEachProduct(
        op.window(),
        v.shape(op.x()),
        v.shape(op.dy()),
        (xAt, wAt, yAt) -> dw[wAt] += dy[yAt] * x[xAt]);
    op.db().ifPresent(db -> Channels.sum(v.get(op.dy()), v.zeros(db)));
  }

  private static void addPerChannel(double[] b, double[] y, Shape shape) {
    for (int i = 0; i < y.length; i++) {
      y[i] += b[Channels.of(shape, i)];
    }
  }

  private interface Product {
    void at(int x, int w, int y);
  }

  /** Sizes are looked up once: most of the tests' products are made here. */
  private static void forEachProduct(Window window, Shape x, Shape y, Product product) {
    int channels = x.dim(1);
    int area = x.dim(2) * x.dim(3);
    int filters = y.dim(1);
    int width = y.dim(3);
    int positions = y.dim(2) * width;
    int outputs = y.size();
    int taps = window.taps();
    int[] in = new int[positions * taps];
    for (int i = 0; i < in.length; i++) {
      int at = i / taps;
      in[i] = Taps.position(window, x.dim(2), x.dim(3), at / width, at % width, i % taps);
    }
    for (int yAt = 0; yAt < outputs; yAt++) {
      int at = yAt % positions;
      int o = yAt / positions % filters;
      int n = yAt / (positions * filters);
      for (int c = 0; c < channels; c++) {
        for (int tap = 0; tap < taps; tap++) {
          int pixel = in[at * taps + tap];
          if (pixel >= 0) {
            product.at((n * channels + c) * area + pixel, (o * channels + c) * taps + tap, yAt);
          }
        }
      }
    }
  }
}
