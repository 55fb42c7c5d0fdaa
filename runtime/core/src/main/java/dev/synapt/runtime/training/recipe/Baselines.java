package dev.synapt.runtime.training.recipe;

import dev.synapt.runtime.data.Dataset;
import java.util.Arrays;

/**
 * What predictions that do not look at the sample reach: the figures that every network must beat.
 *
 * @param accuracy of always naming the most frequent class of the training data, among the labels
 *     that count; not a number without labels
 * @param loss of always giving the same answer: the classes' shares in the training data (cross
 *     entropy; a class that is not in it counts as one sample), or the mean of each target (mean
 *     squared error)
 */
public record Baselines(double accuracy, double loss) {

  /**
   * Learns the answer from one data set and judges it on another.
   *
   * @param train at least one sample; where samples have several labels each, as of pixels, all
   *     count
   * @param validation of the same kind, at least one sample
   * @return the figures on {@code validation}
   */
  public static Baselines of(Dataset train, Dataset validation) {
    if (train.size() == 0 || validation.size() == 0) {
      throw new IllegalArgumentException(
          "baselines need samples to learn from and to be judged on");
    }
    return train.hasLabels() ? ofLabels(train, validation) : ofTargets(train, validation);
  }

  /**
   * What a linear model reaches: softmax regression for labels, linear regression for targets, on
   * standardised inputs; 10,000 samples at most. Targets of up to 512 inputs and more samples than
   * that are fitted by least squares; anything else by normalised least mean squares in 10 passes.
   * A network that is no better makes nothing of its hidden layers.
   *
   * @param train at least one sample
   * @param validation of the same kind, at least one sample
   * @return the figures on {@code validation}
   */
  public static Baselines linear(Dataset train, Dataset validation) {
    if (train.size() == 0 || validation.size() == 0) {
      throw new IllegalArgumentException(
          "baselines need samples to learn from and to be judged on");
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
    LabelCounts counts = LabelCounts.of(train, Math.max(train.classes(), validation.classes()));
    int most = counts.mostFrequent();
    long counted = 0;
    long right = 0;
    double loss = 0;
    for (int i = 0; i < validation.size(); i++) {
      for (int label : validation.labels(i)) {
        if (validation.counts(label)) {
          counted++;
          right += label == most ? 1 : 0;
          loss -= Math.log(counts.share(label));
        }
      }
    }
    return new Baselines((double) right / counted, loss / counted);
  }

  private static Baselines ofTargets(Dataset train, Dataset validation) {
    double[] means = ConstantAnswer.means(train);
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
