package dev.synapt.examples.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** The command of a model: runs its experiment, and has what the commands below it need. */
interface ModelCommand extends Callable<Integer> {

  /** How long and from which seed to train. */
  TrainingOptions options();

  /** The model with its data, as the options say. */
  Workbench<?> workbench() throws IOException;

  /**
   * Samples to predict from.
   *
   * @param file of the user
   * @param shape of a sample
   */
  default List<float[]> samples(Path file, int[] shape) throws IOException {
    return new InputFile(file, shape).read();
  }
}
