package dev.synapt.runtime.training.recipe;

import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.random.CounterRandom;
import java.util.Arrays;

/**
 * A linear model of standardised inputs: softmax regression for labels, linear regression for
 * targets. Targets are fitted exactly where that is cheap and well defined; else the model learns
 * in steps, which are divided by the size of the sample, so that they need no tuning.
 */
final class LinearBaseline {

  private static final int MOST_SAMPLES = 10_000;
  private static final int PASSES = 10;
  private static final double FIRST_RATE = 0.5;
  private static final double LAST_RATE = 0.02;

  /** With more inputs an exact fit takes seconds: samples times inputs squared. */
  private static final int MOST_SOLVED = 512;

  /** An input that never changes says nothing; one that hardly does must not say too much. */
  private static final double LEAST_DEVIATION = 1e-6;

  private final int inputs;
  private final int outputs;
  private final boolean labels;
  private final double[] means;
  private final double[] factors;
  private final double[] weights;
  private final double[] x;
  private final double[] y;

  /** A model that answers nothing yet, for the classes of both data sets. */
  LinearBaseline(Dataset train, Dataset validation) {
    inputs = train.inputSize();
    labels = train.hasLabels();
    outputs = labels ? Math.max(train.classes(), validation.classes()) : train.targetSize();
    means = new double[inputs];
    factors = new double[inputs];
    weights = new double[outputs * (inputs + 1)];
    x = new double[inputs + 1];
    y = new double[outputs];
  }

  private static int size(Dataset data) {
    return Math.min(MOST_SAMPLES, data.size());
  }

  void learn(Dataset train) {
    int[] order = new int[train.size()];
    CounterRandom.permutation(order, CounterRandom.key(1, "linear baseline"));
    int size = size(train);
    standardize(train, order, size);
    if (!labels && inputs <= MOST_SOLVED && size > inputs) {
      solve(train, order, size);
      return;
    }
    for (int pass = 0; pass < PASSES; pass++) {
      double done = pass / (PASSES - 1.0);
      double rate = FIRST_RATE * StrictMath.pow(LAST_RATE / FIRST_RATE, done);
      for (int i = 0; i < size; i++) {
        step(train, order[i], rate);
      }
    }
  }

  private void solve(Dataset train, int[] order, int size) {
    NormalEquations equations = new NormalEquations(x.length, outputs);
    for (int i = 0; i < size; i++) {
      scale(train.input(order[i]));
      equations.add(x, train.targets(order[i]));
    }
    System.arraycopy(equations.solve(), 0, weights, 0, weights.length);
  }

  private void standardize(Dataset train, int[] order, int size) {
    for (int i = 0; i < size; i++) {
      float[] input = train.input(order[i]);
      for (int j = 0; j < inputs; j++) {
        means[j] += input[j] / size;
        factors[j] += (double) input[j] * input[j] / size;
      }
    }
    for (int j = 0; j < inputs; j++) {
      double deviation = Math.sqrt(Math.max(0, factors[j] - means[j] * means[j]));
      factors[j] = deviation < LEAST_DEVIATION ? 0 : 1 / deviation;
    }
  }

  private void step(Dataset data, int sample, double rate) {
    predict(data.input(sample));
    double size = 0;
    for (double value : x) {
      size += value * value;
    }
    for (int o = 0; o < outputs; o++) {
      double move = rate * (wanted(data, sample, o) - y[o]) / size;
      for (int j = 0; j < x.length; j++) {
        weights[o * x.length + j] += move * x[j];
      }
    }
  }

  private double wanted(Dataset data, int sample, int output) {
    if (labels) {
      return data.label(sample) == output ? 1 : 0;
    }
    return data.targets(sample)[output];
  }

  /** Fills {@link #x}: the standardised input, and 1. */
  private void scale(float[] input) {
    for (int j = 0; j < inputs; j++) {
      x[j] = (input[j] - means[j]) * factors[j];
    }
    x[inputs] = 1;
  }

  /** Fills {@link #y}: probabilities of classes, or numbers. */
  private void predict(float[] input) {
    scale(input);
    for (int o = 0; o < outputs; o++) {
      double sum = 0;
      for (int j = 0; j < x.length; j++) {
        sum += weights[o * x.length + j] * x[j];
      }
      y[o] = sum;
    }
    if (labels) {
      softmax();
    }
  }

  private void softmax() {
    double most = Arrays.stream(y).max().orElse(0);
    double sum = 0;
    for (int o = 0; o < outputs; o++) {
      y[o] = StrictMath.exp(y[o] - most);
      sum += y[o];
    }
    for (int o = 0; o < outputs; o++) {
      y[o] /= sum;
    }
  }

  Baselines judge(Dataset data) {
    double right = 0;
    double loss = 0;
    for (int i = 0; i < data.size(); i++) {
      predict(data.input(i));
      for (int o = 0; o < outputs; o++) {
        double wanted = wanted(data, i, o);
        double error = wanted - y[o];
        loss += labels ? -wanted * StrictMath.log(Math.max(y[o], 1e-38)) : error * error / outputs;
      }
      right += labels && largest() == data.label(i) ? 1 : 0;
    }
    return new Baselines(labels ? right / data.size() : Double.NaN, loss / data.size());
  }

  private int largest() {
    int best = 0;
    for (int o = 1; o < outputs; o++) {
      best = y[o] > y[best] ? o : best;
    }
    return best;
  }
}
