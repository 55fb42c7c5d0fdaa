package dev.synapt.examples.mnist;

import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.training.EndReason;
import dev.synapt.runtime.training.Evaluation;
import dev.synapt.runtime.training.Training;
import dev.synapt.runtime.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The whole run: trains, shows how well the network does, saves it and checks the saved file. */
final class ModelRun {

  private static final int SHOWN_MISTAKES = 6;

  private final Terminal terminal;
  private final LeNet5Trainer trainer;
  private final Settings settings;
  private final MnistData data;
  private final TrainingFile checkpoint;
  private final Dataset train;
  private final Dataset test;

  ModelRun(
      Terminal terminal,
      LeNet5Trainer trainer,
      Settings settings,
      MnistData data,
      TrainingFile checkpoint) {
    this.terminal = terminal;
    this.trainer = trainer;
    this.settings = settings;
    this.data = data;
    this.checkpoint = checkpoint;
    this.train = data.train();
    this.test = data.test();
  }

  /**
   * Runs and reports.
   *
   * @param file where the weights go
   * @param page where the report goes
   * @return the weights
   * @throws IOException if the weights cannot be saved, or do not come back as they were
   */
  LeNet5Weights run(WeightsFile file, ReportFile page) throws IOException {
    showStart();
    TrainingRun<LeNet5Weights> training = train(page);
    // Not those with the best test accuracy: test images must not choose.
    LeNet5Weights weights = training.lastWeights();
    if (training.end() == EndReason.STOPPED) {
      return weights;
    }
    Evaluation evaluation = evaluate(weights);
    showResult(evaluation);
    showMistakes(weights, evaluation);
    saveAndCheck(weights, evaluation, file);
    page.write(weights, settings, data).ifPresent(path -> show("Report: %s", path));
    return weights;
  }

  private void showStart() {
    show("%s", LeNet5Trainer.summary());
    show("");
    show("%s: %,d images to train on, %,d to test on", data.title(), train.size(), test.size());
    show("%s, rate warmed up, then along a cosine", settings.optimizer());
    show(
        "epochs %d, batch %d, seed %d, threads %d, %s code",
        settings.epochs(),
        settings.batch(),
        settings.seed(),
        settings.threads(),
        CodePath.best() == CodePath.PLAIN ? "plain" : "vector");
    show("");
  }

  private TrainingRun<LeNet5Weights> train(ReportFile page) throws IOException {
    Training<LeNet5Weights> training =
        settings.training(trainer).data(train).validation(test).listener(terminal.progress());
    page.attach(training);
    checkpoint.prepare(training, terminal);
    try {
      return training.fit();
    } catch (IllegalArgumentException e) {
      throw checkpoint.explained(e);
    }
  }

  private Evaluation evaluate(LeNet5Weights weights) {
    return Evaluation.of(new LeNet5Network(weights), test);
  }

  private void showResult(Evaluation evaluation) {
    new ResultText(terminal, data).show(evaluation);
  }

  private void showMistakes(LeNet5Weights weights, Evaluation evaluation) {
    List<Mistake> mistakes =
        Mistake.worst(new LeNet5Network(weights), test, evaluation, SHOWN_MISTAKES);
    if (mistakes.isEmpty()) {
      return;
    }
    show("");
    show("The mistakes of which the network was most certain:");
    show("");
    DigitArt art = new DigitArt(terminal.hasBlocks());
    new Gallery(data, art, terminal.columns()).draw(mistakes).forEach(terminal::line);
  }

  private void saveAndCheck(LeNet5Weights weights, Evaluation evaluation, WeightsFile file)
      throws IOException {
    file.save(weights);
    Evaluation loaded = evaluate(file.load());
    boolean same =
        IntStream.range(0, test.size())
            .allMatch(image -> loaded.predicted(image) == evaluation.predicted(image));
    String result =
        String.format(
            Locale.ROOT,
            "Saved to %s (%,d bytes) and loaded into a fresh network: test accuracy %.2f%%",
            file.path(),
            Files.size(file.path()),
            100 * loaded.accuracy());
    if (!same) {
      throw new IOException(result + ", but its predictions differ from those before saving");
    }
    show("");
    show("%s, the same", result);
  }

  private void show(String format, Object... values) {
    terminal.line(String.format(Locale.ROOT, format, values));
  }
}
