package dev.synapt.processor.graph;

import java.util.List;
import java.util.OptionalInt;

/**
 * The numbers that shape a loss.
 *
 * @param delta where Huber's loss goes over to the absolute value
 * @param labelSmoothing the share of a target that is spread over all classes
 * @param classWeights a factor per class; empty for 1
 * @param ignoreLabel a label that does not count
 * @param weight what the loss is multiplied by, beside those of other outputs
 */
public record LossOptions(
    double delta,
    double labelSmoothing,
    List<Double> classWeights,
    OptionalInt ignoreLabel,
    double weight) {

  /** The loss as it is. */
  public static final LossOptions NONE = new LossOptions(1, 0, List.of(), OptionalInt.empty());

  public LossOptions {
    classWeights = List.copyOf(classWeights);
  }

  /** Of the only output. */
  public LossOptions(
      double delta, double labelSmoothing, List<Double> classWeights, OptionalInt ignoreLabel) {
    this(delta, labelSmoothing, classWeights, ignoreLabel, 1);
  }

  /** What differs from {@link #NONE}, for people. */
  public String text() {
    return (delta == NONE.delta ? "" : ", delta " + delta)
        + (labelSmoothing == 0 ? "" : ", label smoothing " + labelSmoothing)
        + (classWeights.isEmpty() ? "" : ", class weights " + classWeights)
        + (ignoreLabel.isEmpty() ? "" : ", ignoring label " + ignoreLabel.getAsInt())
        + (weight == 1 ? "" : ", weight " + weight);
  }
}
