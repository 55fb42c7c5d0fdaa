package dev.synapt.examples.models;

import dev.synapt.examples.models.FashionExperiment.Setup;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.training.callback.ProgressBar;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Trains {@link ResNet20}, or {@link SmallResNet}. */
@Command(
    name = "fashion",
    mixinStandardHelpOptions = true,
    description = "Tells kinds of clothing apart with ResNet-20.")
final class FashionCommand implements ModelCommand {

  private final PrintStream out;

  @Mixin private TrainingOptions options;
  @Mixin private FashionOptions data;

  @Option(
      names = "--small",
      scope = ScopeType.INHERIT,
      description = "Takes a network with a twentieth of the work.")
  private boolean small;

  FashionCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public TrainingOptions options() {
    return options;
  }

  @Override
  public Workbench<?> workbench() throws IOException {
    FashionMnist images = data.read();
    return small ? FashionExperiment.small(images) : FashionExperiment.large(images);
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

  private void show(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
