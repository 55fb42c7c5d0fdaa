package dev.synapt.examples.mnist;

import dev.synapt.report.LearningRatePage;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.training.recipe.LearningRateFinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds a learning rate. */
@Command(
    name = "lr-find",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Raises the learning rate step by step, shows the loss and suggests a rate.")
final class LearningRateCommand implements Callable<Integer> {

  private static final double LOWEST = 1e-5;
  private static final double HIGHEST = 10;
  private static final int STEPS = 200;
  private static final int SHOWN_EVERY = 10;
  private static final int BAR = 12;

  private final Terminal terminal;

  @Mixin private DataOption data;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Where a page with the curve goes (HTML; default: none is written).")
  private Path plot;

  LearningRateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Dataset train = data.read().train();
    try (LeNet5Trainer trainer = new LeNet5Trainer()) {
      trainer.normalizer(Normalization.standardize().fit(train));
      trainer.optimizer(Settings.usual(trainer.batchSize()).optimizer());
      LearningRateFinder.Result result =
          new LearningRateFinder(trainer, train, LOWEST, HIGHEST, STEPS).run();
      show(result);
      if (plot != null) {
        LearningRatePage.write(plot, "LeNet-5: learning rate", result);
        terminal.line("Plot: " + plot);
      }
    }
    return 0;
  }

  private void show(LearningRateFinder.Result result) {
    for (int i = 0; i < result.points().size(); i += SHOWN_EVERY) {
      LearningRateFinder.Point point = result.points().get(i);
      terminal.line(
          String.format(
              Locale.ROOT,
              "rate %.2e  loss %.4f  %s",
              point.rate(),
              point.loss(),
              "#".repeat((int) Math.min(5 * BAR, Math.round(BAR * point.loss())))));
    }
    terminal.line(String.format(Locale.ROOT, "Suggested learning rate: %.2g", result.suggestion()));
  }
}
