package dev.synapt.runtime.training.recipe;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.OutputSpec;
import dev.synapt.runtime.data.Dataset;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Always the same answer, judged by the loss that a network is trained with: the shares of the
 * classes, or the mean of each target. It is the best such answer for cross entropy and squared
 * errors, and near it for other losses.
 */
final class ConstantAnswer {

  private static final int CHUNK = 256;

  /** Keeps logarithms finite, as the losses themselves do. */
  private static final double LEAST = 1e-38;

  private ConstantAnswer() {}

  /**
   * What the answer learned from one data set costs on another.
   *
   * @param network its loss counts, not its weights
   * @param train at least one sample
   * @param validation at least one sample
   * @return comparable with {@link dev.synapt.runtime.training.Evaluation#loss()}
   */
  static double loss(InferenceNetwork network, Dataset train, Dataset validation) {
    int size = network.outputSize();
    Batch chunk = validation.newBatch(Math.min(CHUNK, validation.size()));
    float[] rows = rows(chunk.capacity(), network, answer(network, train));
    int[] order = IntStream.range(0, validation.size()).toArray();
    double loss = 0;
    double weight = 0;
    for (int from = 0; from < order.length; from += chunk.capacity()) {
      validation.fill(chunk, order, from, Math.min(chunk.capacity(), order.length - from));
      loss += network.loss().sum(rows, size, chunk);
      weight += network.loss().weight(size, chunk);
    }
    return loss / weight;
  }

  /** The same prediction for each of some samples. */
  private static float[] rows(int count, InferenceNetwork network, double[] answer) {
    float[] rows = new float[Math.multiplyExact(count, answer.length)];
    for (int i = 0; i < rows.length; i++) {
      int entry = i % answer.length;
      boolean logarithm = network.loss().ofLogarithms(entry);
      double value = answer[entry];
      rows[i] = (float) (logarithm ? Math.log(Math.max(value, LEAST)) : value);
    }
    return rows;
  }

  /** What is answered, output after output. */
  private static double[] answer(InferenceNetwork network, Dataset train) {
    if (train.hasLabels()) {
      int positions = train.targetSize();
      return shares(LabelCounts.of(train, network.outputSize() / positions), positions);
    }
    double[] means = means(train);
    if (network.outputSpecs().isEmpty()) {
      return means;
    }
    return network.outputSpecs().stream()
        .flatMapToDouble(output -> Arrays.stream(answer(output, train, means)))
        .toArray();
  }

  private static double[] answer(OutputSpec output, Dataset train, double[] means) {
    int from = output.firstTarget();
    int to = from + output.targetSize();
    return output
        .labelSpec()
        .map(labels -> shares(LabelCounts.of(train, labels, from), labels.perSample()))
        .orElseGet(() -> Arrays.copyOfRange(means, from, to));
  }

  /** The first class at all positions, then the next. */
  private static double[] shares(LabelCounts counts, int positions) {
    int size = counts.counts().length * positions;
    return IntStream.range(0, size).mapToDouble(i -> counts.share(i / positions)).toArray();
  }

  static double[] means(Dataset train) {
    double[] means = new double[train.targetSize()];
    for (int i = 0; i < train.size(); i++) {
      float[] targets = train.targets(i);
      for (int t = 0; t < means.length; t++) {
        means[t] += targets[t] / train.size();
      }
    }
    return means;
  }
}
