package dev.synapt.examples.mnist;

import dev.synapt.runtime.training.Checkpoint;
import dev.synapt.runtime.training.Checkpointing;
import dev.synapt.runtime.training.EndReason;
import dev.synapt.runtime.training.Training;
import dev.synapt.runtime.training.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The file with the state of a training.
 *
 * @param path of the checkpoint
 * @param resuming whether the training in it goes on
 */
record TrainingFile(Path path, boolean resuming) {

  /** Before training, so that a wrong path costs no training. */
  void prepareFolder() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(path)) {
      throw new IOException("the checkpoint needs a file, but this is a folder: " + path);
    }
    Files.createDirectories(folder);
  }

  /** Saves the training there, after every epoch and on Ctrl-C. */
  void prepare(Training<?> training, Terminal terminal) throws IOException {
    training.checkpoint(Checkpointing.to(path)).stopOnExit().listener(new Goodbye(terminal));
    if (resuming) {
      Checkpoint saved = read();
      terminal.line("Going on after step " + saved.steps() + ", in epoch " + saved.epoch());
      training.resume(saved);
    }
  }

  private Checkpoint read() throws IOException {
    try {
      return Checkpoint.readOrPrevious(path);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "there is no checkpoint at " + path + ": the command train saves one after every epoch",
          e);
    }
  }

  /** What a training threw: if it goes on from a file of another training, that is said. */
  RuntimeException explained(IllegalArgumentException error) {
    String message = path + ": " + error.getMessage();
    return resuming ? new UncheckedIOException(message, new IOException(message, error)) : error;
  }

  private record Goodbye(Terminal terminal) implements TrainingListener {

    @Override
    public void onEnd(EndReason reason) {
      if (reason == EndReason.STOPPED) {
        terminal.line("Stopped; the command resume goes on, with the same options");
      }
    }
  }
}
