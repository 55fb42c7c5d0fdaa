package dev.synapt.runtime.training;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.data.Dataset;
import java.util.stream.IntStream;

/** Evaluates networks on one data set, in chunks, with buffers that are used again. */
final class Evaluator {

  private static final int CHUNK = 256;

  private final Dataset data;
  private final Batch chunk;
  private final float[] outputs;
  private final int outputSize;
  private final int positions;
  private final int[] order;

  /**
   * For one data set.
   *
   * @param outputSize results of a sample
   * @param targetSize targets of a sample, if it has any
   */
  Evaluator(Dataset data, int outputSize, int targetSize) {
    if (data.size() == 0) {
      throw new IllegalArgumentException("there are no samples to evaluate on");
    }
    Fit.requireOutputs(data, outputSize, targetSize);
    this.data = data;
    this.outputSize = outputSize;
    this.positions = data.hasLabels() ? data.targetSize() : 0;
    this.chunk = data.newBatch(Math.min(CHUNK, data.size()));
    this.outputs = new float[Math.multiplyExact(chunk.capacity(), outputSize)];
    this.order = IntStream.range(0, data.size()).toArray();
  }

  Evaluation evaluate(InferenceNetwork network) {
    Fit.requireInputs(data, network.inputSize());
    Fit.requireJudgeable(data, network.loss());
    int[] predicted = new int[Math.multiplyExact(data.size(), positions)];
    double loss = 0;
    double weight = 0;
    for (int from = 0; from < data.size(); from += chunk.capacity()) {
      int count = Math.min(chunk.capacity(), data.size() - from);
      data.fill(chunk, order, from, count);
      network.predictBatch(chunk.inputs(), count, outputs);
      loss += network.loss().sum(outputs, outputSize, chunk);
      weight += network.loss().weight(outputSize, chunk);
      predict(predicted, from * positions, count);
    }
    return new Evaluation(data, loss / weight, predicted);
  }

  private void predict(int[] predicted, int at, int count) {
    for (int i = 0; i < count; i++) {
      for (int p = 0; p < positions; p++) {
        predicted[at + i * positions + p] = largest(i * outputSize + p);
      }
    }
  }

  /**
   * The class with the largest output, the first of equals; classes are {@code positions} apart.
   */
  private int largest(int at) {
    int best = 0;
    for (int c = 1; c < outputSize / positions; c++) {
      best = outputs[at + c * positions] > outputs[at + best * positions] ? c : best;
    }
    return best;
  }
}
