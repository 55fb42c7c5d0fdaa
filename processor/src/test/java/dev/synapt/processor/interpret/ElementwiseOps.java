package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.lower.Op;
import java.util.Optional;

/** Defines the operations that treat each entry alone. */
final class ElementwiseOps {

  private ElementwiseOps() {}

  static double apply(Optional<Activation> function, double x) {
    return function.isPresent() ? Functions.value(function.get(), x) : x;
  }

  static void activate(Op.Activate op, ValueTable v) {
    v.put(op.y(), v.get(op.x()).map(x -> Functions.value(op.function(), x)));
  }

  static void activateGrad(Op.ActivateGrad op, ValueTable v) {
    double[] saved = v.data(op.saved());
    double[] dy = v.data(op.dy());
    double[] dx = v.zeros(op.dx());
    for (int i = 0; i < dx.length; i++) {
      double slope = Functions.derivative(op.function(), saved[i]);
      dx[i] = slope == 0 ? 0 : dy[i] * slope;
    }
  }

  static void dropout(Op.Dropout op, ValueTable v, DropoutMask keep) {
    double[] x = v.data(op.x());
    double[] y = v.zeros(op.y());
    double[] mask = v.zeros(op.mask());
    int entries = mask.length / v.batch();
    for (int i = 0; i < mask.length; i++) {
      boolean kept = keep.keeps(op.layerIndex(), op.rate(), i / entries, i % entries);
      mask[i] = kept ? 1 / (1 - op.rate()) : 0;
    }
    multiply(x, mask, y);
  }

  /** A mask for each entry, or one for all positions of a channel. */
  private static void multiply(double[] x, double[] mask, double[] y) {
    int positions = x.length / mask.length;
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * mask[i / positions];
    }
  }

  static void dropoutGrad(Op.DropoutGrad op, ValueTable v) {
    double[] dy = v.data(op.dy());
    double[] mask = v.data(op.mask());
    multiply(dy, mask, v.zeros(op.dx()));
  }
}
