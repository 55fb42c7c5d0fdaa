package dev.synapt.runtime.training;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.metric.Accuracy;
import java.util.stream.IntStream;

/** Evaluates networks on one data set, in chunks, with buffers that are used again. */
final class Evaluator {

  private static final int CHUNK = 256;

  /** Keeps the logarithm finite; about the smallest normal float. */
  private static final double LEAST_PROBABILITY = 1e-38;

  private final Dataset data;
  private final Batch chunk;
  private final float[] outputs;
  private final int outputSize;
  private final int[] order;

  Evaluator(Dataset data, int outputSize) {
    if (data.size() == 0) {
      throw new IllegalArgumentException("there are no samples to evaluate on");
    }
    Fit.requireOutputs(data, outputSize);
    this.data = data;
    this.outputSize = outputSize;
    this.chunk = data.newBatch(Math.min(CHUNK, data.size()));
    this.outputs = new float[Math.multiplyExact(chunk.capacity(), outputSize)];
    this.order = IntStream.range(0, data.size()).toArray();
  }

  Evaluation evaluate(InferenceNetwork network) {
    Fit.requireInputs(data, network.inputSize());
    int[] predicted = new int[data.hasLabels() ? data.size() : 0];
    double loss = 0;
    for (int from = 0; from < data.size(); from += chunk.capacity()) {
      int count = Math.min(chunk.capacity(), data.size() - from);
      data.fill(chunk, order, from, count);
      network.predictBatch(chunk.inputs(), count, outputs);
      for (int i = 0; i < count; i++) {
        loss += loss(i);
        if (data.hasLabels()) {
          predicted[from + i] = Accuracy.argMax(outputs, i * outputSize, outputSize);
        }
      }
    }
    return new Evaluation(data, loss / data.size(), predicted);
  }

  private double loss(int row) {
    if (data.hasLabels()) {
      double probability = outputs[row * outputSize + chunk.labels()[row]];
      return -Math.log(Math.max(probability, LEAST_PROBABILITY));
    }
    double sum = 0;
    for (int i = row * outputSize; i < (row + 1) * outputSize; i++) {
      double error = outputs[i] - chunk.targets()[i];
      sum += error * error;
    }
    return sum / outputSize;
  }
}
