package dev.synapt.examples.mnist;

import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.data.Splits;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.training.recipe.Finding;
import dev.synapt.runtime.training.recipe.Recipe;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks the network before a long training. */
@Command(
    name = "recipe",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Checks that the network can learn, at what rate, how it does beside simple models, and bias"
          + " and variance by three folds; exit code 1 if a check fails.",
      "A part of the training images is used, a fifth of it to judge by; the test images are not."
    })
final class RecipeCommand implements Callable<Integer> {

  private static final int MOST_IMAGES = 10_000;
  private static final double TRAINED_ON = 0.8;
  private static final int FOLDS = 3;
  private static final double LEARNING_RATE = 1e-3;

  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Mixin private DataOption data;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How long the short trainings are (default: ${DEFAULT-VALUE}).")
  private int epochs = 3;

  RecipeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (epochs < 1) {
      throw new ParameterException(
          spec.commandLine(), "--epochs must be at least 1, but is " + epochs);
    }
    Dataset images = data.read().train();
    Dataset part = images.slice(0, Math.min(MOST_IMAGES, images.size()));
    Dataset.Split split = Splits.random(part, TRAINED_ON, 1);
    try (LeNet5Trainer trainer = new LeNet5Trainer()) {
      // The rate of the command train is too high without its warm-up.
      trainer.optimizer(Adam.withLearningRate(LEARNING_RATE));
      trainer.normalizer(Normalization.standardize().fit(split.first()));
      List<Finding> findings =
          new Recipe<>(trainer, split.first())
              .validation(split.second())
              .epochs(epochs)
              .folds(FOLDS)
              .run();
      findings.forEach(finding -> terminal.line(finding.toString()));
      return exitCode(findings);
    }
  }

  static int exitCode(List<Finding> findings) {
    return findings.stream().anyMatch(f -> f.outcome() == Finding.Outcome.FAILED) ? 1 : 0;
  }
}
