package dev.synapt.examples.mnist;

import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.training.recipe.Finding;
import dev.synapt.runtime.training.recipe.Recipe;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks the network before a long training. */
@Command(
    name = "recipe",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Checks that the network can learn; exit code 1 if a check fails.")
final class RecipeCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private DataOption data;

  RecipeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Dataset train = data.read().train();
    try (LeNet5Trainer trainer = new LeNet5Trainer()) {
      trainer.normalizer(Normalization.standardize().fit(train));
      List<Finding> findings = new Recipe<>(trainer, train).run();
      findings.forEach(finding -> terminal.line(finding.toString()));
      return exitCode(findings);
    }
  }

  static int exitCode(List<Finding> findings) {
    return findings.stream().anyMatch(f -> f.outcome() == Finding.Outcome.FAILED) ? 1 : 0;
  }
}
