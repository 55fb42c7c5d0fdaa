package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.FrozenNormGrad;
import dev.synapt.processor.lower.NormFold;
import dev.synapt.processor.lower.Op;
import java.util.Optional;

/** Defines batch normalisation over {@code [N,C,...]}: one mean and variance per channel. */
final class NormOps {

  private NormOps() {}

  /**
   * Normalisation uses the biased variance, the running variance the unbiased one. A channel of a
   * single entry has no unbiased variance; the biased one, zero, stands in.
   */
  static void statistics(Op.BatchNormStatistics op, ValueTable v) {
    Tensor x = v.get(op.x());
    int channels = x.dim(1);
    int count = x.size() / channels;
    double[] mean = v.zeros(op.mean());
    double[] inverse = v.zeros(op.inverse());
    double[] unbiased = new double[channels];
    Channels.sum(x.map(value -> value / count), mean);
    double[] variance = new double[channels];
    Channels.sum(squaredDeviations(x, mean), variance);
    for (int c = 0; c < channels; c++) {
      inverse[c] = 1 / Math.sqrt(variance[c] / count + op.epsilon());
      unbiased[c] = variance[c] / Math.max(count - 1, 1);
    }
    v.statistic(op.runningMean(), blend(v.data(op.runningMean()), mean, op.momentum()));
    v.statistic(op.runningVariance(), blend(v.data(op.runningVariance()), unbiased, op.momentum()));
  }

  private static Tensor squaredDeviations(Tensor x, double[] mean) {
    Tensor result = Tensor.zeros(x.shape());
    for (int i = 0; i < x.size(); i++) {
      double deviation = x.data()[i] - mean[Channels.of(x.shape(), i)];
      result.data()[i] = deviation * deviation;
    }
    return result;
  }

  private static double[] blend(double[] running, double[] current, double momentum) {
    double[] after = new double[running.length];
    for (int c = 0; c < after.length; c++) {
      after[c] = (1 - momentum) * running[c] + momentum * current[c];
    }
    return after;
  }

  static void apply(Op.BatchNormApply op, ValueTable v) {
    Tensor normalised = normalise(v, op.x(), op.mean(), op.inverse());
    double[] y = v.zeros(op.y());
    for (int i = 0; i < y.length; i++) {
      int c = Channels.of(normalised.shape(), i);
      y[i] = normalised.data()[i] * v.data(op.gamma())[c] + v.data(op.beta())[c];
      y[i] = op.activation().isPresent() ? Math.max(y[i], 0) : y[i];
    }
  }

  static void gradParameters(Op.BatchNormGradParameters op, ValueTable v) {
    Tensor dy = gated(v, op.dy(), op.gate());
    Tensor products = normalise(v, op.x(), op.mean(), op.inverse());
    for (int i = 0; i < products.size(); i++) {
      products.data()[i] *= dy.data()[i];
    }
    Channels.sum(products, v.zeros(op.dgamma()));
    Channels.sum(dy, v.zeros(op.dbeta()));
  }

  private static Tensor gated(ValueTable v, ValueId dy, Optional<ValueId> gate) {
    Tensor result = v.get(dy).copy();
    for (int i = 0; gate.isPresent() && i < result.size(); i++) {
      result.data()[i] = v.data(gate.get())[i] > 0 ? result.data()[i] : 0;
    }
    return result;
  }

  static void gradInput(Op.BatchNormGradInput op, ValueTable v) {
    Tensor normalised = normalise(v, op.x(), op.mean(), op.inverse());
    double[] dy = gated(v, op.dy(), op.gate()).data();
    double[] dx = v.zeros(op.dx());
    int count = normalised.size() / normalised.dim(1);
    for (int i = 0; i < dx.length; i++) {
      int c = Channels.of(normalised.shape(), i);
      double shift = v.data(op.dbeta())[c] / count;
      double stretch = normalised.data()[i] * v.data(op.dgamma())[c] / count;
      dx[i] = v.data(op.gamma())[c] * v.data(op.inverse())[c] * (dy[i] - shift - stretch);
    }
  }

  static void inference(Op.BatchNormInference op, ValueTable v) {
    Tensor x = v.get(op.x());
    double[] y = v.zeros(op.y());
    for (int i = 0; i < y.length; i++) {
      int c = Channels.of(x.shape(), i);
      double deviation = x.data()[i] - v.data(op.runningMean())[c];
      double scale = Math.sqrt(v.data(op.runningVariance())[c] + op.epsilon());
      y[i] = deviation / scale * v.data(op.gamma())[c] + v.data(op.beta())[c];
    }
  }

  static void inferenceGrad(FrozenNormGrad op, ValueTable v) {
    Tensor dy = v.get(op.dy());
    double[] dx = v.zeros(op.dx());
    for (int i = 0; i < dx.length; i++) {
      int c = Channels.of(dy.shape(), i);
      double scale = Math.sqrt(v.data(op.runningVariance())[c] + op.epsilon());
      dx[i] = dy.data()[i] * v.data(op.gamma())[c] / scale;
    }
  }

  /** Puts scale and shift where {@link NormFold} says. */
  static void fold(NormFold fold, ValueTable v) {
    Tensor gamma = v.get(fold.gamma()).copy();
    Tensor beta = v.get(fold.beta()).copy();
    for (int c = 0; c < gamma.size(); c++) {
      int channel = c;
      double scale = gamma.data()[c] / Math.sqrt(v.data(fold.variance())[c] + fold.epsilon());
      double start = fold.bias().map(b -> v.data(b)[channel]).orElse(0.0);
      beta.data()[c] += (start - v.data(fold.mean())[c]) * scale;
      gamma.data()[c] = scale;
    }
    v.put(fold.beta(), beta);
    if (fold.weight().isEmpty()) {
      v.put(fold.gamma(), gamma);
    } else {
      Tensor weight = v.get(fold.weight().get()).copy();
      int row = weight.size() / gamma.size();
      for (int i = 0; i < weight.size(); i++) {
        weight.data()[i] *= gamma.data()[i / row];
      }
      v.put(fold.weight().get(), weight);
    }
  }

  static void scaleShift(Op.ScaleShift op, ValueTable v) {
    Tensor x = v.get(op.x());
    double[] y = v.zeros(op.y());
    for (int i = 0; i < y.length; i++) {
      int c = Channels.of(x.shape(), i);
      y[i] = x.data()[i] * v.data(op.scale())[c] + v.data(op.shift())[c];
    }
  }

  private static Tensor normalise(ValueTable v, ValueId x, ValueId mean, ValueId inverse) {
    Tensor result = v.get(x).copy();
    for (int i = 0; i < result.size(); i++) {
      int c = Channels.of(result.shape(), i);
      result.data()[i] = (result.data()[i] - v.data(mean)[c]) * v.data(inverse)[c];
    }
    return result;
  }
}
