package dev.synapt.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * A network in double precision: the base of the twins in generated gradient checks. A twin
 * computes the operations that the generated trainer does, in the same order, each by a plain loop
 * over arrays in logical layout, row-major and channels first.
 */
public abstract class DoubleTwin extends SequenceTwin {

  /**
   * A trained tensor.
   *
   * @param name as in {@code conv1.conv2d.weight}
   * @param value its place among the values
   * @param gradient the place of its gradient
   */
  record Tensor(String name, int value, int gradient) {}

  private record Held(int value, int first, int count) {}

  /** What the operations read and write, by the numbers that the network's compiler gave them. */
  protected final double[][] v;

  private final Branches branches = new Branches();
  private final List<Tensor> tensors = new ArrayList<>();
  private final List<TwinOutput> outputs = new ArrayList<>();
  private final Map<String, Integer> frozen = new HashMap<>();
  private final List<Held> held = new ArrayList<>();
  private final Loss loss;
  private int[] labels;
  private float[] targets;
  private long dropoutKey;
  private double lossValue;

  /**
   * Called by generated code.
   *
   * @param values how many values there are
   * @param loss what the network is trained for
   */
  protected DoubleTwin(int values, Loss loss) {
    this.v = new double[values][];
    this.loss = loss;
  }

  /** The network's name. */
  protected abstract String name();

  /** Multiply-adds of one sample's forward pass. */
  protected abstract long multiplyAdds();

  /** The number of the input among the values. */
  protected abstract int input();

  /** The number of the gradient by the input, or -1 where there is none. */
  protected abstract int inputGradient();

  /** All operations up to the loss. */
  protected abstract void forward();

  /** All operations behind it. */
  protected abstract void backward();

  /** Names a trained tensor; see {@link Tensor}. */
  protected final void tensor(String name, int value, int gradient) {
    tensors.add(new Tensor(name, value, gradient));
  }

  /** Names a tensor that stays as it is: its values are read, and it has no gradient. */
  protected final void frozen(String name, int value) {
    frozen.put(name, value);
  }

  /**
   * Says that some entries of a tensor have no gradient, whatever the loss makes of them.
   *
   * @param value the tensor's place among the values
   */
  protected final void held(int value, int first, int count) {
    held.add(new Held(value, first, count));
  }

  final boolean isHeld(Tensor tensor, int entry) {
    return held.stream()
        .anyMatch(f ->
            f.value() == tensor.value() && entry >= f.first() && entry < f.first() + f.count());
  }

  /**
   * Describes the next of several outputs.
   *
   * @param kind its loss
   * @param first its first column in a row of answers
   * @param columns its columns
   * @param weight of its loss
   */
  protected final void output(Loss kind, int first, int columns, double weight) {
    outputs.add(new TwinOutput(kind, first, columns, weight));
  }

  /** The outputs of a network with several. */
  final List<TwinOutput> outputs() {
    return List.copyOf(outputs);
  }

  final List<Tensor> tensors() {
    return List.copyOf(tensors);
  }

  /** The places of frozen tensors among the values. */
  final Map<String, Integer> frozen() {
    return Map.copyOf(frozen);
  }

  final Loss lossKind() {
    return loss;
  }

  final double[] value(int number) {
    return v[number];
  }

  final void value(int number, double[] entries) {
    v[number] = entries;
  }

  final long branches() {
    return branches.hash();
  }

  /** Sets what a pass reads besides input and weights. */
  final void feed(int count, int[] labelsOfBatch, float[] targetsOfBatch, long key) {
    samples = count;
    labels = labelsOfBatch;
    targets = targetsOfBatch;
    dropoutKey = key;
  }

  /** The loss at the values there are. */
  final double loss() {
    branches.begin();
    lossValue = 0;
    forward();
    return lossValue;
  }

  // What generated code calls: one method for each operation.

  /** {@code y[n,o] = b[o] + sum_i x[n,i] w[o,i]}; b may be null. */
  protected final double[] dense(double[] x, double[] w, double[] b, int outs) {
    return plusBias(Matrices.times(x, w, samples, outs), b);
  }

  /** {@code dx[n,i] = sum_o dy[n,o] w[o,i]}. */
  protected final double[] denseGradInput(double[] dy, double[] w, int outs) {
    return Matrices.timesTransposed(dy, w, samples, outs);
  }

  /** {@code dw[o,i] = sum_n dy[n,o] x[n,i]}. */
  protected final double[] denseGradWeights(double[] x, double[] dy) {
    return Matrices.sumOfProducts(dy, x, samples);
  }

  /** A convolution with groups of channels, and a bias per channel, which may be null. */
  protected final double[] conv(double[] x, double[] w, double[] b, Positions p, int groups) {
    return plusBias(p.conv(x, w, groups, samples), b);
  }

  /** Its gradient by the image, which with a bias is a layer of its own. */
  protected final double[] convTransposed(
      double[] dy, double[] w, double[] b, Positions p, int groups) {
    return plusBias(p.transposed(dy, w, groups, samples), b);
  }

  /** Its gradient by the weights. */
  protected final double[] convGradWeights(double[] x, double[] dy, Positions p, int groups) {
    return p.gradWeights(x, dy, groups, samples);
  }

  private double[] plusBias(double[] y, double[] b) {
    int positions = b == null ? 0 : y.length / (samples * b.length);
    for (int i = 0; b != null && i < y.length; i++) {
      y[i] += b[i / positions % b.length];
    }
    return y;
  }

  /** Sums over samples and positions. */
  protected final double[] channelSums(double[] x, int channels) {
    return Normalization.channelSums(x, samples, channels);
  }

  /** Where the maxima of windows are; with ReLU, -1 where none is above zero. */
  protected final double[] winners(double[] x, Pooling pool, boolean relu) {
    return pool.winners(x, relu, samples, branches);
  }

  /** Where the maxima of positions are. */
  protected final double[] winners(double[] x, Positions p) {
    return p.winners(x, branches);
  }

  /** The maxima; zero where there is none. */
  protected final double[] maxima(double[] x, double[] winners) {
    return map(winners, winner -> winner < 0 ? 0 : x[(int) winner]);
  }

  /** Each gradient at the place of its maximum, in samples of so many entries. */
  protected final double[] maximaGrad(double[] dy, double[] winners, int entries) {
    return Entries.scattered(dy, winners, samples * entries);
  }

  /** Weighted sums of positions. */
  protected final double[] weighted(double[] x, Positions p) {
    return p.weighted(x);
  }

  /** Each gradient at the positions that were summed. */
  protected final double[] weightedGrad(double[] dy, Positions p) {
    return p.weightedGrad(dy);
  }

  /** The means of windows. */
  protected final double[] means(double[] x, Pooling pool) {
    return pool.means(x, samples);
  }

  /** Each gradient spread over its window. */
  protected final double[] meansGrad(double[] dy, Pooling pool) {
    return pool.spread(dy, samples);
  }

  /** A function of each entry. */
  protected final double[] activate(double[] x, Activation function, double parameter) {
    return map(
        x,
        value -> {
          branches.note(function.piece(value));
          return function.value(value, parameter);
        });
  }

  /** {@code dy} times the slope, from what was saved: x or y. */
  protected final double[] activateGrad(
      double[] saved, double[] dy, Activation function, double parameter) {
    double[] slopes = map(saved, value -> function.slope(value, parameter));
    return product(slopes, dy);
  }

  /** {@code x} where the gate is above zero, else zero. */
  protected final double[] gated(double[] x, double[] gate) {
    return product(x, map(gate, value -> value > 0 ? 1 : 0));
  }

  private static double[] map(double[] x, DoubleUnaryOperator function) {
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = function.applyAsDouble(x[i]);
    }
    return y;
  }

  /** ReLU with learned slopes: one per channel, or one in all. */
  protected final double[] prelu(double[] x, double[] w, int channels) {
    return new LearnedSlopes(x, samples, channels).forward(w, branches);
  }

  /** Its gradient by x. */
  protected final double[] preluGradInput(double[] x, double[] w, double[] dy, int channels) {
    return new LearnedSlopes(x, samples, channels).gradInput(w, dy);
  }

  /** Its gradient by the slopes, of which there are so many. */
  protected final double[] preluGradWeights(double[] x, double[] dy, int slopes, int channels) {
    return new LearnedSlopes(x, samples, channels).gradWeights(dy, slopes);
  }

  /** The mean of each channel. */
  protected final double[] channelMeans(double[] x, int channels) {
    return Normalization.means(x, samples, channels);
  }

  /** {@code 1 / sqrt(variance + epsilon)} of each channel. */
  protected final double[] inverseDeviations(double[] x, double[] means, double epsilon) {
    return Normalization.inverseDeviations(x, means, epsilon, samples);
  }

  /** {@code (x - mean) inverse gamma + beta}. */
  protected final double[] norm(
      double[] x, double[] means, double[] inverse, double[] gamma, double[] beta) {
    return Normalization.affine(scaled(x, means, inverse), gamma, beta, samples);
  }

  /** {@code 1 / sqrt(variance + epsilon)}. */
  protected final double[] inverseRoots(double[] variances, double epsilon) {
    return map(variances, variance -> 1 / Math.sqrt(variance + epsilon));
  }

  /** Each entry times its channel's factor. */
  protected final double[] timesChannels(double[] x, double[] factors) {
    return Normalization.affine(x, factors, null, samples);
  }

  /** {@code dgamma = sum dy (x - mean) inverse}. */
  protected final double[] normGradScale(
      double[] x, double[] dy, double[] means, double[] inverse) {
    double[] scaled = Normalization.scaled(x, means, inverse, samples);
    return channelSums(product(scaled, dy), means.length);
  }

  /**
   * Mean and inverse deviation of each group of channels of each sample; of each position with 0
   * groups.
   */
  protected final double[] groupStatistics(double[] x, int groups, int channels, double epsilon) {
    return new SampleNormalization(x, samples, groups, channels).statistics(epsilon);
  }

  /** {@code (x - mean) inverse gamma + beta}, group by group; null for no gamma and no beta. */
  protected final double[] groupNorm(
      double[] x, double[] statistics, double[] gamma, double[] beta, int groups, int channels) {
    return new SampleNormalization(x, samples, groups, channels).forward(statistics, gamma, beta);
  }

  /** The two means that the gradient of {@link #groupNorm} by x reads. */
  protected final double[] groupNormMeans(
      double[] x, double[] dy, double[] statistics, double[] gamma, int groups, int channels) {
    return new SampleNormalization(x, samples, groups, channels)
        .gradientMeans(dy, statistics, gamma);
  }

  /** The gradient of {@link #groupNorm} by x. */
  protected final double[] groupNormGrad(
      double[] x,
      double[] dy,
      double[] statistics,
      double[] gamma,
      double[] means,
      int groups,
      int channels) {
    return new SampleNormalization(x, samples, groups, channels)
        .gradInput(dy, statistics, gamma, means);
  }

  /** The gradient of {@link #groupNorm} by gamma. */
  protected final double[] groupNormGradScale(
      double[] x, double[] dy, double[] statistics, int groups, int channels, int parameters) {
    return new SampleNormalization(x, samples, groups, channels)
        .gradScale(dy, statistics, parameters);
  }

  /** The gradient of {@link #groupNorm} by beta. */
  protected final double[] groupNormGradShift(
      double[] x, double[] dy, int groups, int channels, int parameters) {
    return new SampleNormalization(x, samples, groups, channels).gradShift(dy, parameters);
  }

  /** {@code dx = gamma inverse (dy - dbeta/M - scaled dgamma/M)}; scaled as {@link #scaled}. */
  protected final double[] normGradInput(
      double[] scaled, double[] dy, double[] factors, double[] dgamma, double[] dbeta) {
    return Normalization.gradInput(scaled, dy, factors, dgamma, dbeta, samples);
  }

  /** {@code (x - mean) inverse}. */
  protected final double[] scaled(double[] x, double[] means, double[] inverse) {
    return Normalization.scaled(x, means, inverse, samples);
  }

  /** The entries' products. */
  protected final double[] product(double[] a, double[] b) {
    return Entries.product(a, b);
  }

  /** The entries' sums. */
  protected final double[] sum(double[]... terms) {
    return Entries.sum(terms);
  }

  /** A run of the first term, then one of the second, and so on; a sample has so many of each. */
  protected final double[] concat(int runs, double[]... terms) {
    return Joining.concat(samples * runs, terms);
  }

  /** So many entries of each run of a sample, from the given one. */
  protected final double[] part(double[] x, int runs, int first, int count) {
    return Joining.part(samples * runs, x, first, count);
  }

  /** The trainer's dropout mask of vectors. */
  protected final double[] rowMask(int layer, float rate, int entries) {
    return new DropoutMasks(dropoutKey, layer, rate, samples).ofRows(entries);
  }

  /** The trainer's dropout mask of images that lie pixel by pixel, so many floats apart. */
  protected final double[] pixelMask(int layer, float rate, Image image, int stride) {
    return new DropoutMasks(dropoutKey, layer, rate, samples).ofPixels(image, stride);
  }

  /** The trainer's dropout mask of images that lie with 16 samples side by side. */
  protected final double[] sliceMask(int layer, float rate, Image image) {
    return new DropoutMasks(dropoutKey, layer, rate, samples).ofSlices(image);
  }

  /** Probabilities over the channels. */
  protected final double[] softmax(double[] x, int channels) {
    return Softmax.map(x, samples, channels, Softmax::probabilities);
  }

  /** {@code dx = y (dy - sum y dy)}. */
  protected final double[] softmaxGrad(double[] y, double[] dy, int channels) {
    double[] sums = Softmax.sums(product(y, dy), samples, channels);
    double[] dx = new double[y.length];
    for (int i = 0; i < dx.length; i++) {
      dx[i] = y[i] * (dy[i] - sums[i]);
    }
    return dx;
  }

  /** Log-probabilities over the channels. */
  protected final double[] logSoftmax(double[] x, int channels) {
    return Softmax.map(x, samples, channels, Softmax::logarithms);
  }

  /** {@code dx = dy - exp(y) sum dy}. */
  protected final double[] logSoftmaxGrad(double[] y, double[] dy, int channels) {
    double[] sums = Softmax.sums(dy, samples, channels);
    double[] dx = new double[y.length];
    for (int i = 0; i < dx.length; i++) {
      dx[i] = dy[i] - Math.exp(y[i]) * sums[i];
    }
    return dx;
  }

  /** Every few rows and columns. */
  protected final double[] subsample(double[] x, Subsampling some) {
    return some.take(x, samples);
  }

  /** Its gradient: zeros where nothing was taken. */
  protected final double[] subsampleGrad(double[] dy, Subsampling some) {
    return some.giveBack(dy, samples);
  }

  /** Sets the loss; the result is its gradient by the outputs. */
  protected final double[] loss(double[] outputs, LossSettings settings) {
    LossPass pass = new LossPass(loss, settings, outputs, samples);
    pass.run(labels, targets, branches);
    lossValue = pass.sum();
    return pass.gradient();
  }

  /** Adds the loss of one of several outputs; the result is the gradient by that output. */
  protected final double[] loss(double[] results, LossSettings settings, int number) {
    TwinOutput output = outputs.get(number);
    LossPass pass = new LossPass(output.loss(), settings, results, samples);
    int columns = outputs.stream().mapToInt(TwinOutput::columns).sum();
    float[] answers = output.answers(targets, columns, samples);
    pass.run(TwinOutput.labels(answers), answers, branches);
    lossValue += output.weight() * pass.sum();
    return map(pass.gradient(), slope -> output.weight() * slope);
  }
}
