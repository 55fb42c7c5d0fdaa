package dev.synapt.runtime.training;

import dev.synapt.runtime.TrainerState;
import dev.synapt.runtime.Weights;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A moment of a training, from which it goes on as if it had never been interrupted, bit for bit:
 * weights with running statistics, what the optimizer remembers, the position in schedule, data
 * order and random numbers, the best weights so far, and the history.
 *
 * <p>A file of it is replaced in one step, and carries a version and a checksum. {@link
 * Training#resume} takes it.
 */
public final class Checkpoint {

  private final TrainingIdentity identity;
  private final Position position;
  private final TrainerState trainer;
  private final BestWeights.State best;
  private final History history;

  Checkpoint(
      TrainingIdentity identity,
      Position position,
      TrainerState trainer,
      BestWeights.State best,
      History history) {
    this.identity = identity;
    this.position = position;
    this.trainer = trainer;
    this.best = best;
    this.history = history;
  }

  /**
   * Reads a checkpoint.
   *
   * @param file written by {@link #write}, or while training, see {@link Checkpointing}
   * @return the checkpoint
   * @throws CheckpointFormatException if the file is no checkpoint, truncated, or changed in any
   *     bit; it names the byte and the reason
   * @throws IOException if it cannot be read
   */
  public static Checkpoint read(Path file) throws IOException {
    return CheckpointFile.read(file);
  }

  /**
   * Reads a checkpoint; if it is missing or damaged, the one that was saved before it, see {@link
   * #previous}.
   *
   * @param file written while training
   * @return the latest checkpoint that is whole
   * @throws IOException if there is none; the reason is that of {@code file}
   */
  public static Checkpoint readOrPrevious(Path file) throws IOException {
    try {
      return read(file);
    } catch (IOException e) {
      try {
        return read(previous(file));
      } catch (IOException alsoBad) {
        e.addSuppressed(alsoBad);
        throw e;
      }
    }
  }

  /**
   * Where the checkpoint that was saved before the last one is kept: beside it, with {@code
   * .previous} after its name.
   *
   * @param file the place of the last one
   */
  public static Path previous(Path file) {
    return file.resolveSibling(file.getFileName() + ".previous");
  }

  /**
   * Writes a file in one step: at every moment either the former or the new content is there.
   *
   * @param file created or replaced
   * @throws IOException if that fails; the former file then stays
   */
  public void write(Path file) throws IOException {
    CheckpointFile.write(file, this);
  }

  /** The epoch that goes on, from 1; one more than all if training was over. */
  public int epoch() {
    return position.epoch();
  }

  /** How many steps of that epoch were done. */
  public int step() {
    return position.step();
  }

  /** How many steps were done over all epochs. */
  public long steps() {
    return identity.steps(position);
  }

  /** The seed from which the training's randomness follows. */
  public long seed() {
    return identity.seed();
  }

  /** The figures of the epochs and validations that were finished. */
  public History history() {
    return history;
  }

  /** The hash of the network's architecture, see {@link Weights#fingerprint()}. */
  public String fingerprint() {
    return trainer.fingerprint();
  }

  /**
   * Copies the weights after the last step.
   *
   * @param weights of the same network, overwritten
   * @throws IllegalArgumentException if they are of another network
   */
  public void copyWeightsTo(Weights weights) {
    copy(trainer.weights(), weights);
  }

  /**
   * Copies the best weights so far; those after the last step if there was no validation yet.
   *
   * @param weights of the same network, overwritten
   * @throws IllegalArgumentException if they are of another network
   */
  public void copyBestWeightsTo(Weights weights) {
    copy(best == null ? trainer.weights() : best.weights(), weights);
  }

  private void copy(float[] values, Weights weights) {
    if (!weights.fingerprint().equals(fingerprint()) || weights.values().length != values.length) {
      throw new IllegalArgumentException(
          "the checkpoint is of another network: its fingerprint is "
              + fingerprint()
              + ", wanted "
              + weights.fingerprint());
    }
    System.arraycopy(values, 0, weights.values(), 0, values.length);
    weights.normalizer(trainer.normalizer());
  }

  TrainingIdentity identity() {
    return identity;
  }

  Position position() {
    return position;
  }

  TrainerState trainer() {
    return trainer;
  }

  /** Null before the first validation. */
  BestWeights.State best() {
    return best;
  }
}
