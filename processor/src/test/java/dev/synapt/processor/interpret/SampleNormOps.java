package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.lower.SampleNormOp;
import java.util.Optional;

/** Defines normalisation within each sample. */
final class SampleNormOps {

  /** Groups of all samples, one behind the other: the channels of a group lie together. */
  private final double[] x;

  private final int groups;
  private final int size;
  private final Shape shape;
  private final double[] statistics;

  private SampleNormOps(SampleNormOp op, ValueTable v, double[] statistics) {
    this.x = v.data(op.x());
    this.shape = v.shape(op.x());
    this.groups = shape.dim(0) * op.groups();
    this.size = x.length / groups;
    this.statistics = statistics;
  }

  static void execute(SampleNormOp op, ValueTable v) {
    switch (op) {
      case SampleNormOp.Forward o -> new SampleNormOps(o, v, v.zeros(o.statistics())).forward(o, v);
      case SampleNormOp.GradInput o ->
          new SampleNormOps(o, v, v.data(o.statistics())).gradInput(o, v);
      case SampleNormOp.GradWeights o ->
          new SampleNormOps(o, v, v.data(o.statistics())).gradWeights(o, v);
    }
  }

  private void forward(SampleNormOp.Forward op, ValueTable v) {
    double[] y = v.zeros(op.y());
    Optional<double[]> gamma = op.affine().map(a -> v.data(a.gamma()));
    Optional<double[]> beta = op.affine().map(a -> v.data(a.beta()));
    for (int g = 0; g < groups; g++) {
      double mean = 0;
      for (int i = g * size; i < (g + 1) * size; i++) {
        mean += x[i] / size;
      }
      double variance = 0;
      for (int i = g * size; i < (g + 1) * size; i++) {
        variance += (x[i] - mean) * (x[i] - mean) / size;
      }
      statistics[2 * g] = mean;
      statistics[2 * g + 1] = 1 / Math.sqrt(variance + op.epsilon());
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = z(i) * scale(gamma, i, 1) + scale(beta, i, 0);
    }
  }

  private double z(int entry) {
    int group = entry / size;
    return (x[entry] - statistics[2 * group]) * statistics[2 * group + 1];
  }

  private double scale(Optional<double[]> scales, int entry, double none) {
    return scales.map(s -> s[index(entry, s.length)]).orElse(none);
  }

  /** One number per entry of a sample, or per channel. */
  private int index(int entry, int count) {
    int row = x.length / shape.dim(0);
    return count == row ? entry % row : entry % row / (row / shape.dim(1));
  }

  private void gradInput(SampleNormOp.GradInput op, ValueTable v) {
    double[] dy = v.data(op.dy());
    double[] dx = v.zeros(op.dx());
    double[] means = v.zeros(op.means());
    Optional<double[]> gamma = op.gamma().map(v::data);
    for (int i = 0; i < x.length; i++) {
      double d = dy[i] * scale(gamma, i, 1);
      means[2 * (i / size)] += d / size;
      means[2 * (i / size) + 1] += d * z(i) / size;
    }
    for (int i = 0; i < x.length; i++) {
      int g = i / size;
      double d = dy[i] * scale(gamma, i, 1);
      dx[i] = statistics[2 * g + 1] * (d - means[2 * g] - z(i) * means[2 * g + 1]);
    }
  }

  private void gradWeights(SampleNormOp.GradWeights op, ValueTable v) {
    double[] dy = v.data(op.dy());
    double[] dgamma = v.zeros(op.dgamma());
    double[] dbeta = v.zeros(op.dbeta());
    for (int i = 0; i < x.length; i++) {
      dgamma[index(i, dgamma.length)] += dy[i] * z(i);
      dbeta[index(i, dbeta.length)] += dy[i];
    }
  }
}
