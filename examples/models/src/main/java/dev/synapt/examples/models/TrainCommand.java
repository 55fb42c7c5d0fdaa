package dev.synapt.examples.models;

import dev.synapt.runtime.Weights;
import dev.synapt.runtime.training.Checkpoint;
import dev.synapt.runtime.training.Checkpointing;
import dev.synapt.runtime.training.EndReason;
import dev.synapt.runtime.training.Training;
import dev.synapt.runtime.training.TrainingRun;
import dev.synapt.runtime.training.callback.ProgressBar;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a model, or goes on with its training. */
@Command(
    mixinStandardHelpOptions = true,
    description = {
      "Trains and saves the weights; its state is saved after every epoch and on Ctrl-C.",
      "The command resume goes on from there, with the same options."
    })
final class TrainCommand extends SharedCommand {

  private final boolean resuming;

  @Mixin private FileOptions files;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "The state of the training (default: target/ and the name of the model, .checkpoint).")
  private Path checkpoint;

  TrainCommand(ModelCommand model, PrintStream out, boolean resuming) {
    super(model, out);
    this.resuming = resuming;
  }

  @Override
  <W extends Weights> int run(Workbench<W> bench) throws IOException {
    Path state = checkpoint == null ? Path.of("target", bench.name() + ".checkpoint") : checkpoint;
    FileOptions.prepareFolder(state);
    FileOptions.prepareFolder(files.model(bench));
    TrainingRun<W> run = trained(bench, state);
    if (run.end() == EndReason.STOPPED) {
      show("Stopped; the command resume goes on, with the same options");
      return 0;
    }
    // Not those that did best: what judges must not choose.
    W weights = run.lastWeights();
    weights.save(files.model(bench));
    showResult(bench, weights);
    show("Saved to %s", files.model(bench));
    return 0;
  }

  private <W extends Weights> TrainingRun<W> trained(Workbench<W> bench, Path state)
      throws IOException {
    Training<W> training =
        bench
            .regimen()
            .training(bench.trainer().get(), plan(bench.epochs()))
            .data(bench.train())
            .validation(bench.test())
            .listener(new ProgressBar(out(), false))
            .checkpoint(Checkpointing.to(state))
            .stopOnExit();
    if (!resuming) {
      return training.fit();
    }
    Checkpoint saved = saved(state);
    show("Going on after step %d, in epoch %d", saved.steps(), saved.epoch());
    try {
      return training.resume(saved).fit();
    } catch (IllegalArgumentException e) {
      throw new IOException(state + ": " + e.getMessage(), e);
    }
  }

  private static Checkpoint saved(Path state) throws IOException {
    try {
      return Checkpoint.readOrPrevious(state);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "there is no checkpoint at %s: the command train saves one".formatted(state), e);
    }
  }
}
