package dev.synapt.runtime.training;

import java.nio.file.Path;
import java.util.Objects;

/**
 * When a training saves itself, and where. A checkpoint is also saved at the end, however it ends
 * except by an exception.
 *
 * <pre>{@code
 * Training.of(trainer).checkpoint(Checkpointing.to(file).everySteps(500).best(bestFile))
 * }</pre>
 *
 * @param file the last checkpoint; the one before it is kept as {@link Checkpoint#previous}
 * @param everyEpochs after how many epochs it is saved; 0 for not after epochs
 * @param everySteps after how many steps it is saved; 0 for not after steps
 * @param keepEvery after how many epochs a copy is kept for good, as {@code NAME-epoch-7} beside
 *     {@code file}; 0 for none
 * @param best where weights are saved whenever they are the best so far, see {@link
 *     dev.synapt.runtime.Weights#save}; null for nowhere
 */
public record Checkpointing(Path file, int everyEpochs, int everySteps, int keepEvery, Path best) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public Checkpointing {
    Objects.requireNonNull(file, "file");
    if (everyEpochs < 0 || everySteps < 0 || keepEvery < 0) {
      throw new IllegalArgumentException(
          "intervals must be 0 or more, but are %d epochs, %d steps, %d epochs"
              .formatted(everyEpochs, everySteps, keepEvery));
    }
  }

  /**
   * After every epoch.
   *
   * @param file replaced each time in one step
   */
  public static Checkpointing to(Path file) {
    return new Checkpointing(file, 1, 0, 0, null);
  }

  /**
   * The same, after other numbers of epochs.
   *
   * @param epochs 0 for not after epochs, except the last
   * @return the changed copy
   */
  public Checkpointing everyEpochs(int epochs) {
    return new Checkpointing(file, epochs, everySteps, keepEvery, best);
  }

  /**
   * The same, and within epochs.
   *
   * @param steps counted over all epochs; 0 for not within epochs
   * @return the changed copy
   */
  public Checkpointing everySteps(int steps) {
    return new Checkpointing(file, everyEpochs, steps, keepEvery, best);
  }

  /**
   * The same, and some are kept for good.
   *
   * @param epochs after how many epochs; 0 for none
   * @return the changed copy
   */
  public Checkpointing keepEvery(int epochs) {
    return new Checkpointing(file, everyEpochs, everySteps, epochs, best);
  }

  /**
   * The same, and the best weights are saved as soon as they are found.
   *
   * @param weights a safetensors file
   * @return the changed copy
   */
  public Checkpointing best(Path weights) {
    return new Checkpointing(
        file, everyEpochs, everySteps, keepEvery, Objects.requireNonNull(weights, "weights"));
  }

  /**
   * Where the copy after an epoch is kept for good.
   *
   * @param epoch from 1
   */
  public Path kept(int epoch) {
    return file.resolveSibling(file.getFileName() + "-epoch-" + epoch);
  }
}
