package dev.synapt.examples.models;

import dev.synapt.examples.models.FashionExperiment.Setup;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.training.callback.ProgressBar;
import dev.synapt.runtime.training.recipe.Recipe;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains {@link ResNet20}, or {@link SmallResNet}. */
@Command(
    name = "fashion",
    mixinStandardHelpOptions = true,
    description = "Tells kinds of clothing apart with ResNet-20.")
final class FashionCommand implements Callable<Integer> {

  private final PrintStream out;

  @Mixin private TrainingOptions options;
  @Mixin private FashionOptions data;

  @Option(names = "--small", description = "Trains a network with a twentieth of the work.")
  private boolean small;

  @Option(
      names = "--check",
      description = "Only checks, before a long training, that the network can learn.")
  private boolean check;

  FashionCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    FashionMnist images = data.read();
    if (small) {
      out.println(SmallResNetTrainer.summary());
      return run(new SmallResNetTrainer(), images, FashionExperiment.SMALL);
    }
    out.println(ResNet20Trainer.summary());
    return run(new ResNet20Trainer(), images, FashionExperiment.LARGE);
  }

  private <W extends Weights> int run(Trainer<W> trainer, FashionMnist images, Setup setup) {
    if (check) {
      check(trainer, images);
      return 0;
    }
    FashionExperiment result =
        FashionExperiment.run(
            trainer,
            images,
            setup.augmentation(),
            options.plan(setup.epochs()),
            new ProgressBar(out, false));
    out.println(result.network().confusionMatrix());
    show("Training: %s", result.verdict());
    show("Of %,d images to test on are right:", images.test().size());
    show("  linear model  %5.2f %%", 100 * result.linear().accuracy());
    show("  the network   %5.2f %%", 100 * result.network().accuracy());
    return 0;
  }

  private <W extends Weights> void check(Trainer<W> trainer, FashionMnist images) {
    try (trainer) {
      trainer.normalizer(Normalization.standardize().fit(images.train()));
      new Recipe<>(trainer, images.train()).run().forEach(out::println);
    }
  }

  private void show(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
