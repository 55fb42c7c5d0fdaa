package dev.synapt.processor.lower;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;

/**
 * A tensor that operations read and write.
 *
 * @param id its identity in the {@link OpGraph}
 * @param name for people: {@code conv1.relu}, {@code d conv1.relu}, {@code conv1.conv2d.weight}
 * @param kind what it is, which says whether {@code shape} is per sample
 * @param shape per sample for {@link Kind#SAMPLE}, whole for the others
 */
public record Value(ValueId id, String name, Kind kind, Shape shape) {

  /** What a value is, and so how long it lives and who may write it. */
  public enum Kind {
    /** One tensor per sample: activations, their gradients, masks, winners of pooling. */
    SAMPLE,
    /** A tensor that is trained, or frozen. */
    PARAMETER,
    /** The gradient of the loss by a trained tensor. */
    PARAMETER_GRADIENT,
    /** A tensor that is kept with the weights but not trained: running mean and variance. */
    STATISTIC,
    /** One number per channel, made and used within a step. */
    CHANNEL
  }
}
