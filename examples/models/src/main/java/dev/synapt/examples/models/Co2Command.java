package dev.synapt.examples.models;

import dev.synapt.runtime.training.callback.ProgressBar;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains {@link Co2Forecaster}. */
@Command(
    name = "co2",
    mixinStandardHelpOptions = true,
    description = "Forecasts carbon dioxide in the air for half a year from the two years before.")
final class Co2Command implements ModelCommand {

  private final PrintStream out;

  @Mixin private TrainingOptions options;

  Co2Command(PrintStream out) {
    this.out = out;
  }

  @Override
  public TrainingOptions options() {
    return options;
  }

  @Override
  public Workbench<?> workbench() throws IOException {
    return Co2Experiment.workbench(Co2Series.bundled());
  }

  @Override
  public Integer call() throws IOException {
    Co2Series series = Co2Series.bundled();
    out.println(Co2ForecasterTrainer.summary());
    Co2Experiment result =
        Co2Experiment.run(series, options.plan(Co2Experiment.EPOCHS), new ProgressBar(out, false));
    out.println("Errors of forecasts from 1992 to 2001 (root of the mean square, ppm):");
    show("as it is now", result.lastValue());
    show("as a year before", result.lastYear());
    show("the same, plus last growth", result.lastGrowth());
    show("linear regression", result.linear());
    show("the network", result.network());
    return 0;
  }

  private void show(String name, double squares) {
    out.println(String.format(Locale.ROOT, "  %-26s  %.2f", name, Math.sqrt(squares)));
  }
}
