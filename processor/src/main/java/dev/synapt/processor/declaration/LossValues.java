package dev.synapt.processor.declaration;

import java.util.List;

/**
 * The numbers of an {@code @Output} that shape its loss.
 *
 * @param ignoreLabel as written: none or one
 * @param weight beside other outputs
 */
public record LossValues(
    double delta,
    double labelSmoothing,
    List<Double> classWeights,
    List<Integer> ignoreLabel,
    double weight) {

  /** What the annotation has when nothing is written. */
  public static final LossValues DEFAULT = new LossValues(1, 0, List.of(), List.of(), 1);

  public LossValues {
    classWeights = List.copyOf(classWeights);
    ignoreLabel = List.copyOf(ignoreLabel);
  }
}
