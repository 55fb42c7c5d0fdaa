package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.lower.BasicLossOp;
import dev.synapt.processor.lower.LogSoftmaxOp;
import dev.synapt.processor.lower.Op;

/** Defines softmax and the losses. */
final class LossOps {

  private LossOps() {}

  /** Over the channels, at each position of an image by itself. */
  static void softmax(Op.Softmax op, ValueTable v) {
    double[] x = v.data(op.x());
    double[] y = v.zeros(op.y());
    Shape shape = v.shape(op.x());
    forEachColumn(
        shape,
        (first, step) -> {
          double[] logarithms = logSoftmax(x, first, step, shape.dim(1));
          for (int c = 0; c < shape.dim(1); c++) {
            y[first + c * step] = Math.exp(logarithms[c]);
          }
        });
  }

  static void logSoftmax(LogSoftmaxOp.Forward op, ValueTable v) {
    double[] x = v.data(op.x());
    double[] y = v.zeros(op.y());
    Shape shape = v.shape(op.x());
    forEachColumn(
        shape,
        (first, step) -> {
          double[] logarithms = logSoftmax(x, first, step, shape.dim(1));
          for (int c = 0; c < shape.dim(1); c++) {
            y[first + c * step] = logarithms[c];
          }
        });
  }

  static void logSoftmaxGrad(LogSoftmaxOp.Gradient op, ValueTable v) {
    double[] y = v.data(op.y());
    double[] dy = v.data(op.dy());
    double[] dx = v.zeros(op.dx());
    Shape shape = v.shape(op.y());
    forEachColumn(
        shape,
        (first, step) -> {
          double sum = 0;
          for (int c = 0; c < shape.dim(1); c++) {
            sum += dy[first + c * step];
          }
          for (int c = 0; c < shape.dim(1); c++) {
            int i = first + c * step;
            dx[i] = dy[i] - Math.exp(y[i]) * sum;
          }
        });
  }

  static void softmaxGrad(Op.SoftmaxGrad op, ValueTable v) {
    double[] y = v.data(op.y());
    double[] dy = v.data(op.dy());
    double[] dx = v.zeros(op.dx());
    Shape shape = v.shape(op.y());
    forEachColumn(
        shape,
        (first, step) -> {
          double mean = 0;
          for (int c = 0; c < shape.dim(1); c++) {
            mean += y[first + c * step] * dy[first + c * step];
          }
          for (int c = 0; c < shape.dim(1); c++) {
            dx[first + c * step] = y[first + c * step] * (dy[first + c * step] - mean);
          }
        });
  }

  static void crossEntropy(BasicLossOp.SoftmaxCrossEntropy op, ValueTable v, int[] labels) {
    Tensor x = v.get(op.x());
    if (x.shape().rank() != 2 || labels.length != v.batch()) {
      throw new IllegalArgumentException(labels.length + " labels for logits " + x.shape());
    }
    double[] dx = v.zeros(op.dx());
    int classes = x.dim(1);
    double scale = op.reduction() == LossReduction.MEAN ? 1.0 / v.batch() : 1;
    double loss = 0;
    for (int n = 0; n < v.batch(); n++) {
      double[] logarithms = logSoftmax(x.data(), n * classes, 1, classes);
      loss -= logarithms[labels[n]] * scale;
      for (int c = 0; c < classes; c++) {
        double wanted = c == labels[n] ? 1 : 0;
        dx[n * classes + c] = (Math.exp(logarithms[c]) - wanted) * scale;
      }
    }
    v.loss(loss);
  }

  static void squaredError(BasicLossOp.SquaredError op, ValueTable v, Tensor targets) {
    Tensor x = v.get(op.x());
    if (!targets.shape().equals(x.shape())) {
      throw new IllegalArgumentException(
          "targets " + targets.shape() + " for predictions " + x.shape());
    }
    double[] dx = v.zeros(op.dx());
    double scale = op.reduction() == LossReduction.MEAN ? 1.0 / x.size() : 1;
    double loss = 0;
    for (int i = 0; i < dx.length; i++) {
      double difference = x.data()[i] - targets.data()[i];
      loss += difference * difference * scale;
      dx[i] = 2 * difference * scale;
    }
    v.loss(loss);
  }

  /**
   * The logarithm of softmax, shifted by the maximum so that nothing overflows and large logits
   * lose no digits.
   *
   * @param first where the logits start
   * @param step how far they are apart
   */
  private static double[] logSoftmax(double[] x, int first, int step, int count) {
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < count; c++) {
      max = Math.max(max, x[first + c * step]);
    }
    double sum = 0;
    for (int c = 0; c < count; c++) {
      sum += Math.exp(x[first + c * step] - max);
    }
    double[] result = new double[count];
    for (int c = 0; c < count; c++) {
      result[c] = x[first + c * step] - max - Math.log(sum);
    }
    return result;
  }

  private interface Column {
    void at(int first, int step);
  }

  /**
   * Visits the channels of each sample and position: where they start and how far they are apart.
   */
  private static void forEachColumn(Shape shape, Column column) {
    int channels = shape.dim(1);
    int positions = shape.size() / (shape.dim(0) * channels);
    for (int n = 0; n < shape.dim(0); n++) {
      for (int position = 0; position < positions; position++) {
        column.at(n * channels * positions + position, positions);
      }
    }
  }
}
