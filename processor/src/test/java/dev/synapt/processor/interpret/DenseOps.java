package dev.synapt.processor.interpret;

import dev.synapt.processor.lower.Op;

/**
 * Defines the operations of the dense layer: {@code x [N,in]}, {@code w [out,in]}, {@code y
 * [N,out]}.
 */
final class DenseOps {

  private DenseOps() {}

  static void forward(Op.Dense op, ValueTable v) {
    double[] x = v.data(op.x());
    double[] w = v.data(op.w());
    double[] y = v.zeros(op.y());
    int outs = v.shape(op.w()).dim(0);
    int ins = v.shape(op.w()).dim(1);
    for (int n = 0; n < v.batch(); n++) {
      for (int o = 0; o < outs; o++) {
        double sum = op.b().isPresent() ? v.data(op.b().get())[o] : 0;
        for (int i = 0; i < ins; i++) {
          sum += x[n * ins + i] * w[o * ins + i];
        }
        y[n * outs + o] = ElementwiseOps.apply(op.activation(), sum);
      }
    }
  }

  static void gradInput(Op.DenseGradInput op, ValueTable v) {
    double[] dy = v.data(op.dy());
    double[] w = v.data(op.w());
    double[] dx = v.zeros(op.dx());
    int outs = v.shape(op.w()).dim(0);
    int ins = v.shape(op.w()).dim(1);
    for (int n = 0; n < v.batch(); n++) {
      for (int i = 0; i < ins; i++) {
        double sum = 0;
        for (int o = 0; o < outs; o++) {
          sum += dy[n * outs + o] * w[o * ins + i];
        }
        boolean open = op.gate().isEmpty() || v.data(op.gate().get())[n * ins + i] > 0;
        dx[n * ins + i] = open ? sum : 0;
      }
    }
  }

  static void gradWeights(Op.DenseGradWeights op, ValueTable v) {
    double[] x = v.data(op.x());
    double[] dy = v.data(op.dy());
    double[] dw = v.zeros(op.dw());
    int outs = v.shape(op.dw()).dim(0);
    int ins = v.shape(op.dw()).dim(1);
    for (int n = 0; n < v.batch(); n++) {
      for (int o = 0; o < outs; o++) {
        for (int i = 0; i < ins; i++) {
          dw[o * ins + i] += dy[n * outs + o] * x[n * ins + i];
        }
      }
    }
    op.db().ifPresent(db -> Channels.sum(v.get(op.dy()), v.zeros(db)));
  }
}
