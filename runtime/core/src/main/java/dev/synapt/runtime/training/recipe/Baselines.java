package dev.synapt.runtime.training.recipe;

import dev.synapt.runtime.data.Dataset;
import java.util.Arrays;

/**
 * What predictions that do not look at the sample reach: the figures that every network must beat.
 *
 * @param accuracy of always naming the most frequent class of the training data; not a number
 *     without labels
 * @param loss of always giving the same answer: the classes' shares in the training data (cross
 *     entropy; a class that is not in it counts as one sample), or the mean of each target (mean
 *     squared error)
 */
public record Baselines(double accuracy, double loss) {

  /**
   * Learns the answer from one data set and judges it on another.
   *
   * @param train at least one sample; where samples have several labels each, as of pixels, all count
   * @param validation of the same kind, at least one sample
   * @return the figures on {@code validation}
   */
  public static Baselines of(Dataset train, Dataset validation) {
    if (train.size() == 0 || validation.size() == 0) {
      throw new IllegalArgumentException("baselines need samples to learn from and to be judged on");
    }
    return train.hasLabels() ? ofLabels(train, validation) : ofTargets(train, validation);
  }

  /**
   * What a linear model reaches: softmax regression for labels, linear regression for targets, on
   * standardised inputs; 10,000 samples at most. Targets of up to 512 inputs and more samples than
   * that are fitted by least squares; anything else by normalised least mean squares in 10 passes. A
   * network that is no better makes nothing of its hidden layers.
   *
   * @param train at least one sample
   * @param validation of the same kind, at least one sample
   * @return the figures on {@code validation}
   */
  public static Baselines linear(Dataset train, Dataset validation) {
    if (train.size() == 0 || validation.size() == 0) {
      throw new IllegalArgumentException("baselines need samples to learn from and to be judged on");
    }
    LinearBaseline model = new LinearBaseline(train, validation);
    model.learn(train);
    return model.judge(validation);
  }

  /**
   * What saying "as it was last" reaches, for series: the last value of the first channel for every
   * target.
   *
   * @param data windows {@code [channels, length]} with targets, at least one
   * @return the mean squared error; there is no accuracy
   */
  public static Baselines lastValue(Dataset data) {
    int[] shape = data.shape();
    if (data.hasLabels() || shape.length != 2 || data.size() == 0) {
      throw new IllegalArgumentException(
          "the last value is known of windows [channels, length] with targets, not of %d samples %s"
                  .formatted(data.size(), Arrays.toString(shape))
              + (data.hasLabels() ? " with labels" : ""));
    }
    double squares = 0;
    for (int i = 0; i < data.size(); i++) {
      float last = data.input(i)[shape[1] - 1];
      for (float target : data.targets(i)) {
        squares += ((double) target - last) * ((double) target - last);
      }
    }
    return new Baselines(Double.NaN, squares / data.size() / data.targetSize());
  }

  private static Baselines ofLabels(Dataset train, Dataset validation) {
    long[] counts = new long[Math.max(train.classes(), validation.classes())];
    count(train, counts);
    double all = Arrays.stream(counts).sum();
    int most = 0;
    for (int c = 1; c < counts.length; c++) {
      most = counts[c] > counts[most] ? c : most;
    }
    long[] judged = new long[counts.length];
    count(validation, judged);
    double loss = 0;
    for (int c = 0; c < judged.length; c++) {
      loss -= judged[c] * Math.log(Math.max(1, counts[c]) / all);
    }
    double labels = Arrays.stream(judged).sum();
    return new Baselines(judged[most] / labels, loss / labels);
  }

  /** Counts the labels that count, one or several of each sample. */
  private static void count(Dataset data, long[] counts) {
    for (int i = 0; i < data.size(); i++) {
      for (int label : data.labels(i)) {
        if (data.counts(label)) {
          counts[label]++;
        }
      }
    }
  }

  private static Baselines ofTargets(Dataset train, Dataset validation) {
    double[] means = new double[train.targetSize()];
    for (int i = 0; i < train.size(); i++) {
      float[] targets = train.targets(i);
      for (int t = 0; t < means.length; t++) {
        means[t] += targets[t] / train.size();
      }
    }
    double squares = 0;
    for (int i = 0; i < validation.size(); i++) {
      float[] targets = validation.targets(i);
      for (int t = 0; t < means.length; t++) {
        double error = targets[t] - means[t];
        squares += error * error;
      }
    }
    return new Baselines(Double.NaN, squares / validation.size() / means.length);
  }
}
