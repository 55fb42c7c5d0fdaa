package dev.synapt.runtime.training;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.metric.ConfusionMatrix;
import java.util.Arrays;
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
    return new Evaluator(data, network.outputSize(), network.targetSize()).evaluate(network);
  }

  /**
   * The loss that the network is trained with, see {@link InferenceNetwork#loss()}: its mean over
   * the samples and, where the loss is a mean over these, over targets or weighted labels. It is
   * what an epoch reports for the training data if the weights do not change meanwhile.
   *
   * @return the loss; not a number if no label counts
   */
  public double loss() {
    return loss;
  }

  /**
   * The share of labels that are predicted correctly, among those that count; of images with a
   * label for each pixel, of pixels.
   *
   * @return 0 ... 1; not a number if the data has no labels
   */
  public double accuracy() {
    if (!data.hasLabels()) {
      return Double.NaN;
    }
    long wrong = 0;
    long counted = 0;
    for (int i = 0; i < data.size(); i++) {
      int[] labels = data.labels(i);
      for (int p = 0; p < labels.length; p++) {
        counted += data.counts(labels[p]) ? 1 : 0;
        wrong += isWrong(i, p, labels[p]) ? 1 : 0;
      }
    }
    return 1 - (double) wrong / counted;
  }

  private boolean isWrong(int sample, int position, int label) {
    return data.counts(label) && predicted[sample * data.targetSize() + position] != label;
  }

  /**
   * The class that the network predicts for a sample: the first with the largest output.
   *
   * @param sample its position in the data set
   * @return the class, from 0
   * @throws IllegalStateException if samples have not one label each
   */
  public int predicted(int sample) {
    requireLabels();
    if (data.targetSize() > 1) {
      throw new IllegalStateException(
          "samples have " + data.targetSize() + " labels; use predictedLabels");
    }
    return predicted[sample];
  }

  /**
   * The classes that the network predicts for a sample.
   *
   * @param sample its position in the data set
   * @return a copy, one for each label of the sample, in their order
   */
  public int[] predictedLabels(int sample) {
    requireLabels();
    int size = data.targetSize();
    return Arrays.copyOfRange(predicted, sample * size, (sample + 1) * size);
  }

  /**
   * The samples that are classified wrongly; of several labels at least one is.
   *
   * @return their positions in the data set, ascending
   */
  public int[] wrong() {
    requireLabels();
    return IntStream.range(0, data.size()).filter(this::isWrong).toArray();
  }

  private boolean isWrong(int sample) {
    int[] labels = data.labels(sample);
    return IntStream.range(0, labels.length).anyMatch(p -> isWrong(sample, p, labels[p]));
  }

  /**
   * Which classes were taken for which; labels that do not count are left out.
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
    for (int i = 0; i < data.size(); i++) {
      int[] labels = data.labels(i);
      for (int p = 0; p < labels.length; p++) {
        if (data.counts(labels[p])) {
          matrix.add(labels[p], predicted[i * labels.length + p]);
        }
      }
    }
    return matrix;
  }

  private void requireLabels() {
    if (!data.hasLabels()) {
      throw new IllegalStateException("the samples have targets, not labels");
    }
  }
}
