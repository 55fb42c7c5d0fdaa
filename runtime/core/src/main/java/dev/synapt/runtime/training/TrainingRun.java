package dev.synapt.runtime.training;

import dev.synapt.runtime.Weights;

/**
 * What training gave.
 *
 * @param bestWeights the weights that did best in a validation by the {@link Monitor}: the highest
 *     accuracy, or the lowest loss if the data has no labels, unless another was set; the first of
 *     equals. Without validation data, and before the first validation: the last weights
 * @param lastWeights the weights after the last step
 * @param history the figures of every epoch
 * @param end why training ended
 * @param <W> the weights of the network
 */
public record TrainingRun<W extends Weights>(
    W bestWeights, W lastWeights, History history, EndReason end) {}
