package dev.synapt.examples.models;

import dev.synapt.runtime.training.callback.ProgressBar;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains {@link DigitTransformer}. */
@Command(
    name = "digits",
    mixinStandardHelpOptions = true,
    description = "Reads digits column by column with a small transformer.")
final class DigitCommand implements ModelCommand {

  private final PrintStream out;

  @Mixin private TrainingOptions options;

  DigitCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public TrainingOptions options() {
    return options;
  }

  @Override
  public Workbench<?> workbench() throws IOException {
    return DigitExperiment.workbench(options.plan(DigitExperiment.EPOCHS));
  }

  @Override
  public Integer call() throws IOException {
    out.println(DigitTransformerTrainer.summary());
    DigitExperiment result =
        DigitExperiment.run(
            new DigitTransformerTrainer(),
            DigitExperiment.digits(),
            options.plan(DigitExperiment.EPOCHS),
            new ProgressBar(out, false));
    out.println(result.network().confusionMatrix());
    out.println("Right of the digits that were not trained on, in %:");
    show("linear, sum of columns", result.bag().accuracy());
    show("linear, all pixels", result.linear().accuracy());
    show("the network", result.network().accuracy());
    return 0;
  }

  private void show(String name, double accuracy) {
    out.println(String.format(Locale.ROOT, "  %-22s  %.2f", name, 100 * accuracy));
  }
}
