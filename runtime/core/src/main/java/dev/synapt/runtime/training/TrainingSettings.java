package dev.synapt.runtime.training;

import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;
import java.util.List;

/**
 * Everything that a {@link TrainingLoop} is told.
 *
 * @param trainer ready to train
 * @param data to train on
 * @param validation to judge weights by, or null
 * @param plan of the steps
 * @param monitor the figure that weights are judged by
 * @param earlyStopping or null
 * @param validateEvery steps between validations within epochs; 0 for none
 * @param stop when to end early
 * @param keeper saves checkpoints
 * @param identity of the training
 * @param listeners are told
 * @param <W> the weights of the network
 */
record TrainingSettings<W extends Weights>(
    Trainer<W> trainer,
    Dataset data,
    Dataset validation,
    TrainingPlan plan,
    Monitor monitor,
    EarlyStopping earlyStopping,
    int validateEvery,
    StopConditions stop,
    CheckpointKeeper keeper,
    TrainingIdentity identity,
    List<TrainingListener> listeners) {}
