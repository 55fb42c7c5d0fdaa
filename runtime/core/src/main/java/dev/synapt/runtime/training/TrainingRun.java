package dev.synapt.runtime.training;

import dev.synapt.runtime.Weights;

/**
 * What training gave.
 *
 * @param bestWeights the weights after the epoch with the highest validation accuracy, or with the
 *     lowest validation loss if the data has no labels; the first of equals. Without validation
 *     data: the last weights
 * @param lastWeights the weights after the last epoch
 * @param history the figures of every epoch
 * @param <W> the weights of the network
 */
public record TrainingRun<W extends Weights>(W bestWeights, W lastWeights, History history) {}
