package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.lower.EmbeddingOp;
import dev.synapt.processor.lower.PositionalOp;

/** Defines the layers over sequences of tokens. */
final class SequenceOps {

  private SequenceOps() {}

  static void execute(EmbeddingOp op, ValueTable v) {
    switch (op) {
      case EmbeddingOp.Forward o -> {
        double[] y = v.zeros(o.y());
        double[] w = v.data(o.w());
        walk(
            v.shape(o.y()),
            (i, n, d, t) -> y[i] = w[row(v.get(o.x()), n, t) * v.get(o.w()).dim(1) + d]);
      }
      case EmbeddingOp.GradWeights o -> {
        double[] dy = v.data(o.dy());
        double[] dw = v.zeros(o.dw());
        walk(
            v.shape(o.dy()),
            (i, n, d, t) -> {
              int row = row(v.get(o.x()), n, t);
              dw[row * v.get(o.dw()).dim(1) + d] += row == o.padding().orElse(-1) ? 0 : dy[i];
            });
      }
    }
  }

  private static int row(Tensor ids, int sample, int position) {
    return (int) ids.data()[sample * ids.dim(1) + position];
  }

  static void execute(PositionalOp op, ValueTable v) {
    switch (op) {
      case PositionalOp.Sinusoidal o -> {
        double[] x = v.data(o.x());
        double[] y = v.zeros(o.y());
        int channels = v.shape(o.x()).dim(1);
        walk(v.shape(o.x()), (i, n, c, t) -> y[i] = x[i] + wave(t, c, channels));
      }
      case PositionalOp.Learned o -> {
        double[] x = v.data(o.x());
        double[] y = v.zeros(o.y());
        Tensor w = v.get(o.w());
        walk(v.shape(o.x()), (i, n, c, t) -> y[i] = x[i] + w.data()[t * w.dim(1) + c]);
      }
      case PositionalOp.GradWeights o -> {
        double[] dy = v.data(o.dy());
        double[] dw = v.zeros(o.dw());
        int channels = v.shape(o.dw()).dim(1);
        walk(v.shape(o.dy()), (i, n, c, t) -> dw[t * channels + c] += dy[i]);
      }
    }
  }

  /** Vaswani and others (2017), section 3.5. */
  private static double wave(int position, int channel, int channels) {
    int pair = channel / 2;
    double angle = position / Math.pow(10_000, 2.0 * pair / channels);
    return channel == 2 * pair ? Math.sin(angle) : Math.cos(angle);
  }

  private interface Entry {
    void at(int index, int sample, int channel, int position);
  }

  /** All entries of {@code [N,C,1,L]}. */
  private static void walk(Shape shape, Entry entry) {
    int length = shape.dim(3);
    int size = shape.dim(0) * shape.dim(1) * length;
    for (int i = 0; i < size; i++) {
      entry.at(i, i / (shape.dim(1) * length), i / length % shape.dim(1), i % length);
    }
  }
}
