package dev.synapt.testing;

import java.util.List;
import java.util.OptionalInt;

/**
 * The numbers of a loss.
 *
 * @param mean whether losses are averaged and not summed
 * @param channels classes, or channels with weights of their own
 * @param delta where Huber's loss goes over to the absolute value
 * @param labelSmoothing the share of a target that is spread over all classes
 * @param classWeights a factor per class; empty for 1
 * @param ignoreLabel a label that does not count
 */
public record LossSettings(
    boolean mean,
    int channels,
    double delta,
    double labelSmoothing,
    List<Double> classWeights,
    OptionalInt ignoreLabel) {

  public LossSettings {
    classWeights = List.copyOf(classWeights);
  }

  double weight(int channel) {
    return classWeights.isEmpty() ? 1 : classWeights.get(channel);
  }

  boolean ignores(int label) {
    return ignoreLabel.isPresent() && ignoreLabel.getAsInt() == label;
  }
}
