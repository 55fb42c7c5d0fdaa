package dev.synapt.processor.lower;

import dev.synapt.processor.graph.ValueId;
import java.util.List;

/**
 * {@code dx = dy gamma / sqrt(runningVariance + epsilon)} per channel: the gradient of {@link
 * Op.BatchNormInference} by its input.
 */
public record FrozenNormGrad(
    Origin origin, ValueId dy, ValueId gamma, ValueId runningVariance, double epsilon, ValueId dx)
    implements Op.Frozen {

  @Override
  public List<ValueId> inputs() {
    return List.of(dy, gamma, runningVariance);
  }

  @Override
  public List<ValueId> outputs() {
    return List.of(dx);
  }
}
