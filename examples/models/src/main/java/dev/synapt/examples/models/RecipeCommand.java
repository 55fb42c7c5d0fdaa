package dev.synapt.examples.models;

import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.training.recipe.Finding;
import dev.synapt.runtime.training.recipe.Recipe;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;

/** Checks a model before a long training. */
@Command(
    name = "recipe",
    mixinStandardHelpOptions = true,
    description = {
      "Checks that the network can learn, at what rate, and how it does beside simple models.",
      "Exit code 1 if a check fails. --epochs is how long the short training is (3 unless given)."
    })
final class RecipeCommand extends SharedCommand {

  private static final int EPOCHS = 3;

  RecipeCommand(ModelCommand model, PrintStream out) {
    super(model, out);
  }

  @Override
  <W extends Weights> int run(Workbench<W> bench) {
    try (Trainer<W> trainer = prepared(bench)) {
      List<Finding> findings =
          new Recipe<>(trainer, bench.train())
              .validation(bench.test())
              .epochs(plan(EPOCHS).epochs())
              .run();
      findings.forEach(out()::println);
      return findings.stream().anyMatch(f -> f.outcome() == Finding.Outcome.FAILED) ? 1 : 0;
    }
  }
}
