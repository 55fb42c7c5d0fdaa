package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Shape;

/** The channels of {@code [N,C,...]}; of a matrix {@code [N,F]}, its columns. */
final class Channels {

  private Channels() {}

  /** The channel of the entry at a row-major position. */
  static int of(Shape shape, int index) {
    int positions = shape.size() / (shape.dim(0) * shape.dim(1));
    return index / positions % shape.dim(1);
  }

  /** {@code sums[c] += t[n,c,...]} over samples and positions. */
  static void sum(Tensor t, double[] sums) {
    for (int i = 0; i < t.size(); i++) {
      sums[of(t.shape(), i)] += t.data()[i];
    }
  }
}
