package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.lower.SampleNormOp;
import java.util.Optional;

/** Defines normalisation within each sample. */
final class SampleNormOps {

  private final double[] x;
  private final Shape shape;

  /** Entries that are normalised together. */
  private final int size;

  /** From a mean to what belongs to it: to the next channel where each position has one. */
  private final int step;

  private final boolean perPosition;
  private final double[] statistics;

  private SampleNormOps(SampleNormOp op, ValueTable v, double[] statistics) {
    this.x = v.data(op.x());
    this.shape = v.shape(op.x());
    this.perPosition = op.perPosition();
    int positions = x.length / (shape.dim(0) * shape.dim(1));
    this.size = shape.dim(1) / op.groups() * (perPosition ? 1 : positions);
    this.step = perPosition ? positions : 1;
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

  /**
   * Where the mean of an entry's group is. Channels of a group lie together, and so do groups of a
   * sample.
   */
  private int mean(int entry) {
    int sample = entry / (x.length / shape.dim(0));
    return perPosition ? sample * 2 * step + entry % step : entry / size * 2;
  }

  private void forward(SampleNormOp.Forward op, ValueTable v) {
    double[] y = v.zeros(op.y());
    Optional<double[]> gamma = op.affine().map(a -> v.data(a.gamma()));
    Optional<double[]> beta = op.affine().map(a -> v.data(a.beta()));
    for (int i = 0; i < x.length; i++) {
      statistics[mean(i)] += x[i] / size;
    }
    for (int i = 0; i < x.length; i++) {
      double deviation = x[i] - statistics[mean(i)];
      statistics[mean(i) + step] += deviation * deviation / size;
    }
    for (int i = 0; i < statistics.length; i++) {
      if (i / step % 2 == 1) {
        statistics[i] = 1 / Math.sqrt(statistics[i] + op.epsilon());
      }
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = z(i) * scale(gamma, i, 1) + scale(beta, i, 0);
    }
  }

  private double z(int entry) {
    return (x[entry] - statistics[mean(entry)]) * statistics[mean(entry) + step];
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
      means[mean(i)] += d / size;
      means[mean(i) + step] += d * z(i) / size;
    }
    for (int i = 0; i < x.length; i++) {
      int g = mean(i);
      double d = dy[i] * scale(gamma, i, 1);
      dx[i] = statistics[g + step] * (d - means[g] - z(i) * means[g + step]);
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
