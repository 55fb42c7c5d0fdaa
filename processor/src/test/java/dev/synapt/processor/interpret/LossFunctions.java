package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.lower.LossOp;
import dev.synapt.processor.lower.LossSlot;
import java.util.Arrays;

/**
 * Defines the losses with settings, in double precision: a weighted sum of log-probabilities for
 * those over classes, a function of prediction and target for the others.
 */
final class LossFunctions {

  private final LossOp op;
  private final ValueTable values;
  private final double[] x;
  private final double[] dx;
  private final int positions;

  private LossFunctions(LossOp op, ValueTable values) {
    this.op = op;
    this.values = values;
    this.x = values.data(op.x());
    this.dx = values.zeros(op.dx());
    this.positions = x.length / (values.batch() * op.channels());
  }

  static void execute(LossOp op, ValueTable values, Feed feed) {
    boolean several = op.slot().isOneOfSeveral();
    new LossFunctions(op, values).run(several ? columns(op.slot(), feed, values.batch()) : feed);
  }

  /** What is given for one of several outputs: columns of the targets. */
  private static Feed columns(LossSlot slot, Feed feed, int batch) {
    double[] rows = feed.targets().orElseThrow().data();
    int rowSize = rows.length / batch;
    Tensor targets = Tensor.zeros(Shape.of(batch, slot.columns()));
    for (int i = 0; i < targets.size(); i++) {
      int n = i / slot.columns();
      targets.data()[i] = rows[n * rowSize + slot.first() + i % slot.columns()];
    }
    int[] labels = Arrays.stream(targets.data()).mapToInt(target -> (int) target).toArray();
    return feed.targets(targets).labels(labels);
  }

  private void run(Feed feed) {
    if (op.loss().hasClasses()) {
      classes(feed);
    } else {
      entries(feed.targets().orElseThrow().data());
    }
  }

  private void classes(Feed feed) {
    double sum = 0;
    double counted = 0;
    for (int place = 0; place < values.batch() * positions; place++) {
      double[] target = target(place, feed);
      counted += counted(place, feed);
      sum += target == null ? 0 : place(place, target);
    }
    scale(sum, counted);
  }

  /**
   * What a position adds to the divisor of the mean: its label's weight, or one for distributions.
   */
  private double counted(int place, Feed feed) {
    if (!op.loss().hasLabels()) {
      return 1;
    }
    int label = feed.labels().orElseThrow()[place];
    return isIgnored(label) ? 0 : weight(label);
  }

  private boolean isIgnored(int label) {
    return op.options().ignoreLabel().isPresent() && op.options().ignoreLabel().getAsInt() == label;
  }

  private double weight(int c) {
    return op.options().classWeights().isEmpty() ? 1 : op.options().classWeights().get(c);
  }

  /** The smoothed target of a position, or null where the label does not count. */
  private double[] target(int place, Feed feed) {
    double[] target = new double[op.channels()];
    if (op.loss().hasLabels()) {
      int label = feed.labels().orElseThrow()[place];
      if (isIgnored(label)) {
        return null;
      }
      target[label] = 1;
    }
    double smoothing = op.options().labelSmoothing();
    for (int c = 0; c < target.length; c++) {
      double given =
          op.loss().hasLabels() ? target[c] : feed.targets().orElseThrow().data()[at(place, c)];
      target[c] = (1 - smoothing) * given + smoothing / target.length;
    }
    return target;
  }

  private int at(int place, int c) {
    return (place / positions * op.channels() + c) * positions + place % positions;
  }

  private double place(int place, double[] target) {
    int channels = op.channels();
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < channels; c++) {
      max = Math.max(max, x[at(place, c)]);
    }
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      sum += Math.exp(x[at(place, c)] - max);
    }
    double logSum = op.loss().appliesSoftmax() ? Math.log(sum) : 0;
    double shift = op.loss().appliesSoftmax() ? max : 0;
    double loss = 0;
    double all = 0;
    for (int c = 0; c < channels; c++) {
      loss -= weight(c) * target[c] * (x[at(place, c)] - shift - logSum);
      all += weight(c) * target[c];
    }
    for (int c = 0; c < channels; c++) {
      double p = op.loss().appliesSoftmax() ? Math.exp(x[at(place, c)] - max) / sum : 0;
      dx[at(place, c)] = p * all - weight(c) * target[c];
    }
    return loss;
  }

  private void entries(double[] targets) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double w = weight(i / positions % op.channels());
      sum += value(x[i], targets[i], w);
      dx[i] = slope(x[i], targets[i], w);
    }
    scale(sum, op.loss() == LossKind.KL_DIVERGENCE ? values.batch() : x.length);
  }

  private double value(double x, double t, double w) {
    double error = Math.abs(x - t);
    double delta = op.options().delta();
    double huber = error <= delta ? error * error / 2 : delta * (error - delta / 2);
    return switch (op.loss()) {
      case MSE -> error * error;
      case MAE -> error;
      case HUBER -> huber;
      case SMOOTH_L1 -> huber / delta;
      case BINARY_CROSS_ENTROPY ->
          (1 - t) * x + ((w - 1) * t + 1) * (Math.max(-x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
      case KL_DIVERGENCE -> t > 0 ? t * (Math.log(t) - x) : 0;
      case HINGE -> Math.max(0, 1 - t * x);
      default -> throw new IllegalArgumentException(op.toString());
    };
  }

  private double slope(double x, double t, double w) {
    double delta = op.options().delta();
    double clamped = Math.clamp(x - t, -delta, delta);
    return switch (op.loss()) {
      case MSE -> 2 * (x - t);
      case MAE -> Math.signum(x - t);
      case HUBER -> clamped;
      case SMOOTH_L1 -> clamped / delta;
      case BINARY_CROSS_ENTROPY -> 1 - t - ((w - 1) * t + 1) / (1 + Math.exp(x));
      case KL_DIVERGENCE -> t > 0 ? -t : 0;
      case HINGE -> t * x < 1 ? -t : 0;
      default -> throw new IllegalArgumentException(op.toString());
    };
  }

  private void scale(double sum, double count) {
    double mean = op.reduction() == LossReduction.MEAN ? 1 / count : 1;
    double scale = op.options().weight() * mean;
    for (int i = 0; i < dx.length; i++) {
      dx[i] *= scale;
    }
    values.loss(sum * scale);
  }
}
