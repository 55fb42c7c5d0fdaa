package dev.synapt.runtime.training;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.metric.ConfusionMatrix;
import java.util.stream.IntStream;

/** How a network does on a data set. */
public final class Evaluation {

  private final Dataset data;
  private final double loss;
  private final int[] predicted;

  Evaluation(Dataset data, double loss, int[] predicted) {
    this.data = data;
    this.loss = loss;
    this.predicted = predicted;
  }

  /**
   * Evaluates a network on all samples of a data set, on the caller's thread.
   *
   * @param network the network; its input must have the size of the samples
   * @param data at least one sample
   * @return the result
   */
  public static Evaluation of(InferenceNetwork network, Dataset data) {
    return new Evaluator(data, network.outputSize()).evaluate(network);
  }

  /**
   * The mean loss over the samples: for labels the cross entropy, -ln of the probability that the
   * network gives to the true class (at least 1e-38, so that it is finite); for targets the mean
   * squared error over samples and outputs.
   *
   * @return 0 or more
   */
  public double loss() {
    return loss;
  }

  /**
   * The share of samples that are classified correctly.
   *
   * @return 0 ... 1; not a number if the data has no labels
   */
  public double accuracy() {
    return data.hasLabels() ? 1 - (double) wrong().length / data.size() : Double.NaN;
  }

  /**
   * The class that the network predicts for a sample: the first with the largest output.
   *
   * @param sample its position in the data set
   * @return the class, from 0
   */
  public int predicted(int sample) {
    requireLabels();
    return predicted[sample];
  }

  /**
   * The samples that are classified wrongly.
   *
   * @return their positions in the data set, ascending
   */
  public int[] wrong() {
    requireLabels();
    return IntStream.range(0, data.size()).filter(i -> predicted[i] != data.label(i)).toArray();
  }

  /**
   * Which classes were taken for which.
   *
   * @return a new matrix with the class names of the data set
   */
  public ConfusionMatrix confusionMatrix() {
    requireLabels();
    int classes = Math.max(data.classes(), IntStream.of(predicted).max().orElse(0) + 1);
    ConfusionMatrix matrix =
        classes == data.classes()
            ? new ConfusionMatrix(data.classNames())
            : new ConfusionMatrix(classes);
    for (int i = 0; i < predicted.length; i++) {
      matrix.add(data.label(i), predicted[i]);
    }
    return matrix;
  }

  private void requireLabels() {
    if (!data.hasLabels()) {
      throw new IllegalStateException("the samples have targets, not labels");
    }
  }
}
