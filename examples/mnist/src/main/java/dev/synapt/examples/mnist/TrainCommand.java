package dev.synapt.examples.mnist;

import dev.synapt.runtime.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: reads and checks the options, then runs. */
@Command(
    name = "mnist",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Trains LeNet-5 on handwritten digits, shows how well it does, saves its weights and"
            + " checks the saved file.",
    footer = {
      "",
      "Exit code: 0 if all went well, 1 if data, files or training failed, 2 for a wrong option.",
      "With Maven: mvn -q compile exec:exec -Dtrain.args=\"--epochs 3 --seed 7\""
    })
final class TrainCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often all training images are used (default: ${DEFAULT-VALUE}).")
  private int epochs = 8;

  @Mixin private DataOption data;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that train; the result does not depend on it (default: ${DEFAULT-VALUE}).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same bits (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Images in a training step: at most, and by default, as many as the code was generated"
              + " for.")
  private Integer batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description =
          "The highest rate of the schedule (default: "
              + Settings.USUAL_RATE
              + " for "
              + Settings.USUAL_BATCH
              + " images in a step, in proportion for fewer).")
  private Double learningRate;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Where the weights are saved (default: ${DEFAULT-VALUE}).")
  private Path model = Path.of("target", "lenet5.safetensors");

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "Where the state of the training is saved after every epoch and on Ctrl-C, for the command"
              + " resume (default: ${DEFAULT-VALUE}).")
  private Path checkpoint = Path.of("target", "lenet5.checkpoint");

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where a page about the training goes (HTML; default: none is written).")
  private Path report;

  private final boolean resuming;

  private TrainCommand(Terminal terminal, boolean resuming) {
    this.terminal = terminal;
    this.resuming = resuming;
  }

  /** Begins a training. */
  static TrainCommand begin(Terminal terminal) {
    return new TrainCommand(terminal, false);
  }

  /** Goes on with the training in the checkpoint. */
  static TrainCommand resume(Terminal terminal) {
    return new TrainCommand(terminal, true);
  }

  @Override
  public Integer call() throws IOException {
    long began = System.nanoTime();
    try (LeNet5Trainer trainer = new LeNet5Trainer()) {
      Settings settings = settings(trainer);
      WeightsFile file = new WeightsFile(model);
      file.prepare();
      TrainingFile saved = new TrainingFile(checkpoint, resuming);
      saved.prepareFolder();
      ReportFile page = new ReportFile(report, trainer);
      page.prepare();
      LeNet5Weights weights =
          new ModelRun(terminal, trainer, settings, data.read(), saved).run(file, page);
      showEnd((System.nanoTime() - began) * 1e-9, weights);
    }
    return 0;
  }

  private void showEnd(double seconds, LeNet5Weights weights) {
    terminal.line(
        String.format(
            Locale.ROOT,
            "Total time %.1f s; hash of the weights: %s",
            seconds,
            WeightsFile.hash(weights)));
  }

  private Settings settings(Trainer<?> trainer) {
    require(epochs >= 1, "--epochs must be at least 1, but is " + epochs);
    require(threads >= 1, "--threads must be at least 1, but is " + threads);
    int most = trainer.batchSize();
    int size = batch == null ? most : batch;
    require(
        size >= 1 && size <= most,
        "--batch must be 1 to %d, but is %d: the code of LeNet5 is generated for batches of %d;"
                .formatted(most, size, most)
            + " for larger ones set @Network(batch = ...) in LeNet5.java");
    double rate = learningRate == null ? Settings.usualLearningRate(size) : learningRate;
    require(
        rate > 0 && rate <= Float.MAX_VALUE,
        "--learning-rate must be positive and finite, but is " + rate);
    return new Settings(epochs, size, threads, seed, rate);
  }

  private void require(boolean condition, String mistake) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), mistake);
    }
  }
}
