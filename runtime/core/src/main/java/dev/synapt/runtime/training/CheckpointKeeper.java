package dev.synapt.runtime.training;

import dev.synapt.runtime.Weights;
import dev.synapt.runtime.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Saves checkpoints when they are due. */
final class CheckpointKeeper {

  private final Checkpointing rule;
  private boolean lastIsIntact;

  /** Saves nothing without a rule (null). */
  CheckpointKeeper(Checkpointing rule) {
    this.rule = rule;
  }

  boolean isWanted() {
    return rule != null;
  }

  /** Removes what a killed program left over. */
  void prepare() throws IOException {
    if (isWanted()) {
      AtomicFile.deleteLeftovers(rule.file());
      AtomicFile.deleteLeftovers(Checkpoint.previous(rule.file()));
    }
  }

  boolean isDueAfterStep(long steps) {
    return isWanted() && rule.everySteps() > 0 && steps % rule.everySteps() == 0;
  }

  boolean isDueAfterEpoch(int epoch, boolean end) {
    return isWanted() && (end || isMultiple(epoch, rule.everyEpochs()) || isKept(epoch));
  }

  private boolean isKept(int epoch) {
    return isMultiple(epoch, rule.keepEvery());
  }

  private static boolean isMultiple(int number, int of) {
    return of > 0 && number % of == 0;
  }

  void save(Checkpoint checkpoint) throws IOException {
    keepFormer();
    checkpoint.write(rule.file());
    lastIsIntact = true;
    int finished = checkpoint.epoch() - 1;
    if (checkpoint.step() == 0 && finished > 0 && isKept(finished)) {
      checkpoint.write(rule.kept(finished));
    }
  }

  /** A damaged file must not replace the last good one. */
  private void keepFormer() throws IOException {
    Path file = rule.file();
    if (Files.exists(file) && (lastIsIntact || CheckpointFile.isIntact(file))) {
      AtomicFile.link(Checkpoint.previous(file), file);
    }
  }

  void saveBest(Weights weights) throws IOException {
    if (isWanted() && rule.best() != null) {
      weights.save(rule.best());
    }
  }
}
