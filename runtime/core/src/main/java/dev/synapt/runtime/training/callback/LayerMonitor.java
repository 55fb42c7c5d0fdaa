package dev.synapt.runtime.training.callback;

import dev.synapt.runtime.TensorSpec;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.training.StepReport;
import dev.synapt.runtime.training.TrainingListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects every few steps how large the weights and gradients of each trained tensor are, so that
 * vanishing and exploding gradients are seen: their norms by depth. Gradients are as the update
 * rule was given them, after penalties and clipping.
 *
 * @param <W> the weights of the network
 */
public final class LayerMonitor<W extends Weights> implements TrainingListener {

  private final Trainer<W> trainer;
  private final int everySteps;
  private final Map<String, List<Norms>> norms = new LinkedHashMap<>();

  /**
   * Norms of a tensor after a step.
   *
   * @param epoch how many epochs were done, with the share of the current one
   * @param weight the Euclidean norm of the weights, after the update
   * @param gradient that of the gradient
   */
  public record Norms(double epoch, double weight, double gradient) {}

  /**
   * Begins empty.
   *
   * @param trainer that trains
   * @param everySteps of each epoch, at least 1; reading all gradients takes about as long as a
   *     small part of a step
   */
  public LayerMonitor(Trainer<W> trainer, int everySteps) {
    if (everySteps < 1) {
      throw new IllegalArgumentException("steps must be at least 1, but are " + everySteps);
    }
    this.trainer = trainer;
    this.everySteps = everySteps;
  }

  @Override
  public void onStep(StepReport report) {
    if (report.step() % everySteps != 0) {
      return;
    }
    double epoch = report.epoch() - 1 + (double) report.step() / report.stepsPerEpoch();
    W weights = trainer.weights();
    for (TensorSpec spec : weights.tensors()) {
      if (spec.trainable()) {
        norms
            .computeIfAbsent(spec.name(), name -> new ArrayList<>())
            .add(
                new Norms(
                    epoch,
                    norm(weights.tensor(spec.name()).toArray()),
                    norm(trainer.gradient(spec.name()))));
      }
    }
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  /**
   * What was collected.
   *
   * @return by tensor in the order of the weights, the first layer's first
   */
  public Map<String, List<Norms>> norms() {
    Map<String, List<Norms>> copy = new LinkedHashMap<>();
    norms.forEach((name, list) -> copy.put(name, List.copyOf(list)));
    return copy;
  }
}
