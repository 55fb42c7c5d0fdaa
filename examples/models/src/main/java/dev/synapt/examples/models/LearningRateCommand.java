package dev.synapt.examples.models;

import dev.synapt.report.LearningRatePage;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.training.recipe.LearningRateFinder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds a learning rate. */
@Command(
    name = "lr-find",
    mixinStandardHelpOptions = true,
    description = "Raises the learning rate step by step, shows the loss and suggests a rate.")
final class LearningRateCommand extends SharedCommand {

  private static final double LOWEST = 1e-5;
  private static final double HIGHEST = 10;
  private static final int STEPS = 200;
  private static final int SHOWN_EVERY = 10;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Where a page with the curve goes (HTML; default: none is written).")
  private Path plot;

  LearningRateCommand(ModelCommand model, PrintStream out) {
    super(model, out);
  }

  @Override
  <W extends Weights> int run(Workbench<W> bench) throws IOException {
    try (Trainer<W> trainer = prepared(bench)) {
      LearningRateFinder.Result result =
          new LearningRateFinder(trainer, bench.train(), LOWEST, HIGHEST, STEPS).run();
      for (int i = 0; i < result.points().size(); i += SHOWN_EVERY) {
        LearningRateFinder.Point point = result.points().get(i);
        show("rate %.2e  loss %.4f", point.rate(), point.loss());
      }
      show("Suggested learning rate: %.2g", result.suggestion());
      if (plot != null) {
        FileOptions.prepareFolder(plot);
        LearningRatePage.write(plot, bench.name() + ": learning rate", result);
        show("Plot: %s", plot);
      }
      return 0;
    }
  }
}
