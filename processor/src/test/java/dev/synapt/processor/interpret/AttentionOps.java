package dev.synapt.processor.interpret;

import dev.synapt.processor.lower.AttentionOp;

/**
 * Defines products of positions: sums over all triples of two positions and a channel of a head.
 */
final class AttentionOps {

  private final int samples;
  private final int heads;
  private final int length;
  private final boolean causal;

  private AttentionOps(AttentionOp op, ValueTable v) {
    this.samples = v.batch();
    this.heads = op.heads();
    this.length = v.shape(op.pairs()).dim(3);
    this.causal = op.causal();
  }

  static void execute(AttentionOp op, ValueTable v) {
    AttentionOps ops = new AttentionOps(op, v);
    switch (op) {
      case AttentionOp.Products o -> {
        double[] a = v.data(o.a());
        double[] b = v.data(o.b());
        double[] w = v.zeros(o.w());
        ops.walk(a.length, (at, i, j) -> w[at] += o.scale() * a[i] * b[j]);
      }
      case AttentionOp.Gather o -> {
        double[] w = v.data(o.w());
        double[] b = v.data(o.b());
        double[] a = v.zeros(o.a());
        ops.walk(b.length, (at, i, j) -> a[i] += o.scale() * w[at] * b[j]);
      }
      case AttentionOp.Spread o -> {
        double[] w = v.data(o.w());
        double[] a = v.data(o.a());
        double[] b = v.zeros(o.b());
        ops.walk(a.length, (at, i, j) -> b[j] += o.scale() * w[at] * a[i]);
      }
      case AttentionOp.Softmax o -> ops.softmax(v.data(o.x()), v.zeros(o.y()));
      case AttentionOp.SoftmaxGrad o ->
          ops.softmaxGrad(v.data(o.y()), v.data(o.dy()), v.zeros(o.dx()));
    }
  }

  private interface Triple {
    void at(int weight, int first, int second);
  }

  /**
   * The weight of j at i, and one channel at i and at j; of {@code [N,heads S,1,L]} with so many
   * entries.
   */
  private void walk(int entries, Triple triple) {
    int size = entries / (samples * heads * length);
    for (int head = 0; head < samples * heads; head++) {
      for (int i = 0; i < length; i++) {
        for (int j = 0; j < end(i); j++) {
          for (int c = 0; c < size; c++) {
            int channel = (head * size + c) * length;
            triple.at(weight(head, i, j), channel + i, channel + j);
          }
        }
      }
    }
  }

  private int end(int i) {
    return causal ? i + 1 : length;
  }

  private int weight(int head, int i, int j) {
    return (head * length + j) * length + i;
  }

  private void softmax(double[] x, double[] y) {
    for (int head = 0; head < samples * heads; head++) {
      for (int i = 0; i < length; i++) {
        double sum = 0;
        for (int j = 0; j < end(i); j++) {
          sum += Math.exp(x[weight(head, i, j)]);
        }
        for (int j = 0; j < end(i); j++) {
          y[weight(head, i, j)] = Math.exp(x[weight(head, i, j)]) / sum;
        }
      }
    }
  }

  private void softmaxGrad(double[] y, double[] dy, double[] dx) {
    for (int head = 0; head < samples * heads; head++) {
      for (int i = 0; i < length; i++) {
        double dot = 0;
        for (int j = 0; j < end(i); j++) {
          dot += y[weight(head, i, j)] * dy[weight(head, i, j)];
        }
        for (int j = 0; j < end(i); j++) {
          int at = weight(head, i, j);
          dx[at] = y[at] * (dy[at] - dot);
        }
      }
    }
  }
}
