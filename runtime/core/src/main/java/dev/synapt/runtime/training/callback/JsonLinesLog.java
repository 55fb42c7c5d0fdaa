package dev.synapt.runtime.training.callback;

import dev.synapt.runtime.training.EndReason;
import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.StartReport;
import dev.synapt.runtime.training.StepReport;
import dev.synapt.runtime.training.TrainingListener;
import dev.synapt.runtime.training.ValidationReport;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes one JSON object for each event to a line of its own: {@code start}, {@code step} (if asked
 * for), {@code validation}, {@code epoch} and {@code end}. The second field is {@code steps}, how
 * many were done over all epochs. What is no finite number is {@code null}. A resumed training goes
 * on in the same file; lines about steps that are done again are replaced.
 */
public final class JsonLinesLog implements TrainingListener {

  private static final Pattern STEPS =
      Pattern.compile("\\{\"event\":\"\\w+\",\"steps\":(\\d{1,18}),.*");
  private static final Pattern END = Pattern.compile("\\{\"event\":\"end\".*");

  private final LineFile file;
  private final int everySteps;
  private long steps;

  private JsonLinesLog(Path file, int everySteps) {
    this.file = new LineFile(Objects.requireNonNull(file, "file"));
    this.everySteps = everySteps;
  }

  /**
   * A log without single steps.
   *
   * @param file in an existing folder; replaced by a training that begins anew
   * @return the listener
   */
  public static JsonLinesLog to(Path file) {
    return new JsonLinesLog(file, 0);
  }

  /**
   * A log with single steps.
   *
   * @param file in an existing folder; replaced by a training that begins anew
   * @param steps after how many steps one is written, at least 1
   * @return the listener
   */
  public static JsonLinesLog to(Path file, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("steps between lines must be at least 1, not " + steps);
    }
    return new JsonLinesLog(file, steps);
  }

  @Override
  public void onStart(StartReport report) {
    steps = report.steps();
    if (report.resumed()) {
      file.resume(line -> isUpTo(report.steps(), line));
    } else {
      file.begin();
    }
    file.line(
        new JsonLine("start", steps)
            .number("epoch", report.epoch())
            .number("epochs", report.epochs())
            .number("steps_per_epoch", report.stepsPerEpoch())
            .number("samples_per_epoch", report.samplesPerEpoch())
            .end());
  }

  private static boolean isUpTo(long steps, String line) {
    Matcher matcher = STEPS.matcher(line);
    return matcher.matches()
        && Long.parseLong(matcher.group(1)) <= steps
        && !END.matcher(line).matches();
  }

  @Override
  public void onStep(StepReport report) {
    steps++;
    if (everySteps > 0 && steps % everySteps == 0) {
      file.line(
          new JsonLine("step", steps)
              .number("epoch", report.epoch())
              .number("loss", report.loss())
              .number("mean_loss", report.meanLoss())
              .number("accuracy", report.accuracy())
              .number("learning_rate", report.learningRate())
              .end());
    }
  }

  @Override
  public void onValidation(ValidationReport report) {
    file.line(
        new JsonLine("validation", steps)
            .number("epoch", report.epoch())
            .number("loss", report.loss())
            .number("accuracy", report.accuracy())
            .number("monitored", report.monitored())
            .truth("best", report.best())
            .number("seconds", report.seconds())
            .end());
  }

  @Override
  public void onEpoch(EpochReport report) {
    file.line(
        new JsonLine("epoch", steps)
            .number("epoch", report.epoch())
            .number("samples", report.samples())
            .number("loss", report.loss())
            .number("accuracy", report.accuracy())
            .number("validation_loss", report.validationLoss())
            .number("validation_accuracy", report.validationAccuracy())
            .truth("best", report.best())
            .number("training_seconds", report.trainingSeconds())
            .number("validation_seconds", report.validationSeconds())
            .end());
  }

  @Override
  public void onEnd(EndReason reason) {
    file.line(new JsonLine("end", steps).text("reason", reason.name()).end());
    file.close();
  }
}
