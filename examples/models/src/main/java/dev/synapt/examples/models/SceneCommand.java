package dev.synapt.examples.models;

import dev.synapt.report.ContactSheet;
import dev.synapt.runtime.metric.ConfusionMatrix;
import dev.synapt.runtime.training.callback.ProgressBar;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains {@link MiniSegNet}. */
@Command(
    name = "scenes",
    mixinStandardHelpOptions = true,
    description = "Says of every pixel of a scene which piece of clothing it belongs to.")
final class SceneCommand implements ModelCommand {

  private static final int SHOWN_SCENES = 8;

  private final PrintStream out;

  @Mixin private TrainingOptions options;
  @Mixin private FashionOptions data;

  @Option(
      names = "--sheet",
      paramLabel = "FILE",
      description =
          "Where a picture of scenes, truth and predictions goes (PNG; default: ${DEFAULT-VALUE}).")
  private Path sheet = Path.of("target", "scenes.png");

  SceneCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public TrainingOptions options() {
    return options;
  }

  @Override
  public Workbench<?> workbench() throws IOException {
    return SceneExperiment.workbench(
        data.read(), SceneExperiment.Size.USUAL, options.plan(SceneExperiment.EPOCHS));
  }

  @Override
  public Integer call() throws IOException {
    FashionMnist clothes = data.read();
    out.println(MiniSegNetTrainer.summary());
    SceneExperiment result =
        SceneExperiment.run(
            new MiniSegNetTrainer(),
            clothes,
            SceneExperiment.Size.USUAL,
            options.plan(SceneExperiment.EPOCHS),
            new ProgressBar(out, false));
    ConfusionMatrix network = result.network().confusionMatrix();
    out.println(network);
    out.println("Mean intersection over union and share of right pixels, in %:");
    show("always background", result.background());
    show("by brightness", result.byBrightness());
    show("the network", network);
    ContactSheet.write(sheet, SceneSheet.draw(result.test(), result.network(), SHOWN_SCENES));
    out.println("Scenes, truth and predictions: " + sheet);
    return 0;
  }

  private void show(String name, ConfusionMatrix matrix) {
    out.println(
        String.format(
            Locale.ROOT,
            "  %-18s %5.2f %5.2f",
            name,
            100 * matrix.meanIou(),
            100 * matrix.accuracy()));
  }
}
