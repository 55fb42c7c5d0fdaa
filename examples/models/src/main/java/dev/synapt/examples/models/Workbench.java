package dev.synapt.examples.models;

import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;
import java.util.function.Supplier;

/**
 * A model with its data, as the commands need them that all models share.
 *
 * @param name of files
 * @param summary the layers
 * @param trainer makes one
 * @param weights makes some, which are all zero
 * @param regimen how it is trained
 * @param epochs for how long, unless the user says
 * @param train what it is trained on
 * @param test what it is judged by
 * @param <W> its weights
 */
record Workbench<W extends Weights>(
    String name,
    String summary,
    Supplier<Trainer<W>> trainer,
    Supplier<W> weights,
    Regimen regimen,
    int epochs,
    Dataset train,
    Dataset test) {

  /** The same with other data. */
  Workbench<W> with(Dataset newTrain, Dataset newTest) {
    return new Workbench<>(name, summary, trainer, weights, regimen, epochs, newTrain, newTest);
  }
}
