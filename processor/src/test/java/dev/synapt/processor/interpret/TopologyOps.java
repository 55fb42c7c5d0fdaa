package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.JoinAxis;
import dev.synapt.processor.lower.TopologyOp;

/** Defines the operations where branches meet. */
final class TopologyOps {

  private TopologyOps() {}

  static void sum(TopologyOp.Add op, ValueTable v) {
    double[] y = v.zeros(op.y());
    for (ValueId input : op.inputs()) {
      double[] x = v.data(input);
      for (int i = 0; i < y.length; i++) {
        y[i] += x[i];
      }
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = ElementwiseOps.apply(op.activation(), y[i]);
    }
  }

  static void sharedGradient(TopologyOp.SharedGradient op, ValueTable v) {
    double[] dw = v.zeros(op.dw());
    for (ValueId part : op.parts()) {
      double[] gradient = v.data(part);
      for (int i = 0; i < dw.length; i++) {
        dw[i] += gradient[i];
      }
    }
  }

  static void product(TopologyOp.Multiply op, ValueTable v) {
    double[] a = v.data(op.a());
    double[] b = v.data(op.b());
    double[] y = v.zeros(op.y());
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] * b[i];
    }
  }

  static void concat(TopologyOp.Concat op, ValueTable v) {
    double[] y = v.zeros(op.y());
    int runs = v.batch() * repeats(op.axis(), v, op.y());
    int row = y.length / runs;
    int at = 0;
    for (ValueId input : op.inputs()) {
      double[] x = v.data(input);
      int size = x.length / runs;
      for (int n = 0; n < runs; n++) {
        System.arraycopy(x, n * size, y, n * row + at, size);
      }
      at += size;
    }
  }

  static void split(TopologyOp.Split op, ValueTable v) {
    double[] x = v.data(op.x());
    int row = x.length / v.batch();
    int first = 0;
    for (ValueId output : op.outputs()) {
      double[] y = v.zeros(output);
      int size = y.length / v.batch();
      for (int n = 0; n < v.batch(); n++) {
        System.arraycopy(x, n * row + first, y, n * size, size);
      }
      first += size;
    }
  }

  static void part(TopologyOp.Part op, ValueTable v) {
    double[] x = v.data(op.x());
    double[] y = v.zeros(op.y());
    int runs = v.batch() * repeats(op.axis(), v, op.y());
    int size = y.length / runs;
    int row = x.length / runs;
    int first = row / (v.shape(op.x()).dim(1 + op.axis().axis()) / op.axis().blocks()) * op.first();
    for (int n = 0; n < runs; n++) {
      System.arraycopy(x, n * row + first, y, n * size, size);
    }
  }

  /** How often the inputs follow each other: before the last axes, for each index of the others. */
  private static int repeats(JoinAxis axis, ValueTable v, ValueId y) {
    int before = 1;
    for (int i = 1; i <= axis.axis(); i++) {
      before *= v.shape(y).dim(i);
    }
    return before * axis.blocks();
  }

  static void subsample(TopologyOp.Subsample op, ValueTable v) {
    double[] x = v.data(op.x());
    double[] y = v.zeros(op.y());
    for (int at = 0; at < y.length; at++) {
      int source = source(at, v.shape(op.y()), v.shape(op.x()), op.stride());
      y[at] = source < 0 ? 0 : x[source];
    }
  }

  static void subsampleGrad(TopologyOp.SubsampleGrad op, ValueTable v) {
    double[] dy = v.data(op.dy());
    double[] dx = v.zeros(op.dx());
    for (int at = 0; at < dy.length; at++) {
      int source = source(at, v.shape(op.dy()), v.shape(op.dx()), op.stride());
      if (source >= 0) {
        dx[source] += dy[at];
      }
    }
  }

  /** Where an entry of the smaller image comes from; -1 in channels that the larger has not. */
  private static int source(int at, Shape small, Shape large, Size2 stride) {
    int columns = small.rank() == 4 ? small.dim(3) : 1;
    int rows = small.rank() == 4 ? small.dim(2) : 1;
    int width = large.rank() == 4 ? large.dim(3) : 1;
    int height = large.rank() == 4 ? large.dim(2) : 1;
    int x = at % columns * stride.width();
    int y = at / columns % rows * stride.height();
    int channel = at / (columns * rows) % small.dim(1);
    int sample = at / (columns * rows * small.dim(1));
    return channel < large.dim(1)
        ? ((sample * large.dim(1) + channel) * height + y) * width + x
        : -1;
  }
}
