package dev.synapt.examples.mnist;

import dev.synapt.report.RunRecorder;
import dev.synapt.report.RunReport;
import dev.synapt.runtime.training.Training;
import dev.synapt.runtime.training.callback.LayerMonitor;
import dev.synapt.runtime.training.recipe.Baselines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The page about a training, if one is wanted. */
final class ReportFile {

  private static final int MONITORED_STEPS = 100;

  private final Path path;
  private final RunRecorder recorder = new RunRecorder();
  private final LayerMonitor<LeNet5Weights> monitor;

  /** No page if there is no path. */
  ReportFile(Path path, LeNet5Trainer trainer) {
    this.path = path;
    this.monitor = new LayerMonitor<>(trainer, MONITORED_STEPS);
  }

  /** Before training, so that a wrong path costs no training. */
  void prepare() throws IOException {
    if (path == null) {
      return;
    }
    if (Files.isDirectory(path)) {
      throw new IOException("the report needs a file, but this is a folder: " + path);
    }
    Files.createDirectories(path.toAbsolutePath().getParent());
  }

  /** Lets the page hear of the training. */
  void attach(Training<LeNet5Weights> training) {
    if (path != null) {
      training.listener(recorder).listener(monitor);
    }
  }

  /** Gives the path if a page was written. */
  Optional<Path> write(LeNet5Weights weights, Settings settings, MnistData data)
      throws IOException {
    if (path == null) {
      return Optional.empty();
    }
    Baselines constant = Baselines.of(data.train(), data.test());
    RunReport.of("LeNet-5 on " + data.title(), recorder)
        .setting("training data", text("%,d images", data.train().size()))
        .setting("test data", text("%,d images", data.test().size()))
        .setting("optimizer", settings.optimizer())
        .setting("schedule", "warmed up, then along a cosine")
        .setting("epochs", settings.epochs())
        .setting("batch", settings.batch())
        .setting("seed", settings.seed())
        .setting("threads", settings.threads())
        .setting("hash of the weights", WeightsFile.hash(weights))
        .table("What simple answers reach on the test data", baselines(data, constant))
        .verdict(constant)
        .norms(monitor)
        .summary(LeNet5Trainer.summary())
        .weights(weights)
        .trainingData(data.train())
        .results(new LeNet5Network(weights), data.test(), data.classNames())
        .write(path);
    return Optional.of(path);
  }

  private static Map<String, String> baselines(MnistData data, Baselines constant) {
    Baselines linear = Baselines.linear(data.train(), data.test());
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("always the most frequent class", text("%.2f %% right", 100 * constant.accuracy()));
    rows.put("always the shares of the classes", text("loss %.4f", constant.loss()));
    rows.put(
        "a linear model", text("%.2f %% right, loss %.4f", 100 * linear.accuracy(), linear.loss()));
    return rows;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
