package dev.synapt.runtime.training;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.PredictionLoss;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.kernel.EntryLoss;
import dev.synapt.runtime.kernel.TensorLayout;
import dev.synapt.runtime.kernel.TrainingCode;
import dev.synapt.runtime.random.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A trainer by hand of {@link LogisticNetwork}. It keeps the batches that it was given, and it can
 * be told to claim an infinite loss at some step, or to draw random numbers as dropout does, or to
 * mix samples.
 */
final class LogisticTrainer extends Trainer<LogisticWeights> {

  final Code code;

  LogisticTrainer(int batchSize) {
    this(new Code(batchSize), batchSize, true);
  }

  private LogisticTrainer(Code code, int batchSize, boolean classes) {
    super(code, LogisticWeights::new, batchSize, 1, 2, classes);
    this.code = code;
  }

  /** The same with the probabilities of both classes as targets instead of labels. */
  static LogisticTrainer withTargets(int batchSize) {
    return new LogisticTrainer(new Code(batchSize), batchSize, false);
  }

  @Override
  public InferenceNetwork network(LogisticWeights weights) {
    return hasClasses()
        ? new LogisticNetwork(weights)
        : new LogisticNetwork(weights, PredictionLoss.ofEntries(EntryLoss.squaredError()));
  }

  /** One phase, which the first worker does alone. */
  static final class Code extends TrainingCode {

    final List<List<Float>> batches = new ArrayList<>();
    boolean recording = true;
    long explodingStep = -1;
    double explodingLoss = 1e7;
    boolean noisy;
    boolean mixing;
    long failingStep = -1;
    int workers;
    private long steps;

    Code(int batchSize) {
      super(batchSize, 2, 2, 0);
    }

    @Override
    public int phases() {
      return 1;
    }

    @Override
    public void phase(int phase, int worker, int workerCount) {
      if (worker == 0) {
        workers = workerCount;
        steps++;
        if (recording) {
          record();
        }
        backward();
        losses[0] = steps == failingStep ? Double.POSITIVE_INFINITY : losses[0];
        losses[0] = steps == explodingStep ? explodingLoss : losses[0];
      }
    }

    private void record() {
      List<Float> batch = new ArrayList<>();
      for (int i = 0; i < samples; i++) {
        batch.add(inputs[i]);
      }
      batches.add(batch);
    }

    private void backward() {
      Arrays.fill(losses, 0);
      Arrays.fill(correct, 0);
      double slope = 0;
      double intercept = 0;
      for (int i = 0; i < samples; i++) {
        int label = label(i);
        float p = LogisticNetwork.probability(weights[0], weights[1], inputs[i]);
        losses[0] -= StrictMath.log(Math.max(label == 1 ? p : 1 - p, 1e-30)) / samples;
        correct[0] += (p > 0.5f ? 1 : 0) == label ? 1 : 0;
        slope += (p - label) * inputs[i];
        intercept += p - label;
      }
      double noise = noisy ? CounterRandom.uniform(dropoutKey(0), 1) : 1;
      gradients[0] = (float) (noise * slope / samples);
      gradients[1] = (float) (intercept / samples);
    }

    @Override
    public void outputs(float[] rows, int first) {
      for (int i = 0; i < samples; i++) {
        rows[2 * i] = 0;
        float neighbour = mixing ? inputs[(i + 1) % samples] : 0;
        rows[2 * i + 1] = weights[0] * (inputs[i] + neighbour) + weights[1];
      }
    }

    private int label(int i) {
      return labels.length > 0 ? labels[i] : Math.round(targets[2 * i + 1]);
    }

    @Override
    public void refresh(int worker, int workerCount) {}

    @Override
    public TensorLayout[] layouts() {
      return LogisticNetwork.tensorLayouts();
    }
  }
}
