package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.lower.PReluOp;

/** Defines ReLU with learned slopes. */
final class PReluOps {

  private PReluOps() {}

  static void execute(PReluOp op, ValueTable v) {
    switch (op) {
      case PReluOp.Forward o -> forward(o, v);
      case PReluOp.GradInput o -> gradInput(o, v);
      case PReluOp.GradWeights o -> gradWeights(o, v);
    }
  }

  private static void forward(PReluOp.Forward op, ValueTable v) {
    double[] x = v.data(op.x());
    double[] w = v.data(op.w());
    double[] y = v.zeros(op.y());
    for (int i = 0; i < y.length; i++) {
      y[i] = x[i] > 0 ? x[i] : w[slope(v.shape(op.x()), i, w)] * x[i];
    }
  }

  private static void gradInput(PReluOp.GradInput op, ValueTable v) {
    double[] x = v.data(op.x());
    double[] w = v.data(op.w());
    double[] dy = v.data(op.dy());
    double[] dx = v.zeros(op.dx());
    for (int i = 0; i < dx.length; i++) {
      dx[i] = x[i] > 0 ? dy[i] : w[slope(v.shape(op.x()), i, w)] * dy[i];
    }
  }

  private static void gradWeights(PReluOp.GradWeights op, ValueTable v) {
    double[] x = v.data(op.x());
    double[] dy = v.data(op.dy());
    double[] dw = v.zeros(op.dw());
    for (int i = 0; i < x.length; i++) {
      dw[slope(v.shape(op.x()), i, dw)] += x[i] > 0 ? 0 : dy[i] * x[i];
    }
  }

  private static int slope(Shape shape, int entry, double[] slopes) {
    int positions = shape.size() / (shape.dim(0) * shape.dim(1));
    return slopes.length == 1 ? 0 : entry / positions % shape.dim(1);
  }
}
