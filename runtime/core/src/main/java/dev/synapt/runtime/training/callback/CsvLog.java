package dev.synapt.runtime.training.callback;

import dev.synapt.runtime.training.EndReason;
import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.StartReport;
import dev.synapt.runtime.training.StepReport;
import dev.synapt.runtime.training.TrainingListener;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Writes a table with a row for each epoch: comma-separated, with a header, numbers as Java prints
 * them, an empty field where there is no number. A resumed training goes on in the same file; rows
 * of epochs that are done again are replaced.
 */
public final class CsvLog implements TrainingListener {

  private static final String HEADER =
      "epoch,steps,samples,loss,accuracy,validation_loss,validation_accuracy,best,learning_rate,"
          + "training_seconds,validation_seconds";

  private final LineFile file;
  private float learningRate;

  private CsvLog(Path file) {
    this.file = new LineFile(Objects.requireNonNull(file, "file"));
  }

  /**
   * A log.
   *
   * @param file in an existing folder; replaced by a training that begins anew
   * @return the listener
   */
  public static CsvLog to(Path file) {
    return new CsvLog(file);
  }

  @Override
  public void onStart(StartReport report) {
    if (report.resumed()) {
      file.resume(line -> line.equals(HEADER) || isBefore(report.epoch(), line));
    } else {
      file.begin();
    }
    if (file.isEmpty()) {
      file.line(HEADER);
    }
  }

  private static boolean isBefore(int epoch, String line) {
    String first = line.substring(0, Math.max(0, line.indexOf(',')));
    return first.matches("\\d{1,9}") && Integer.parseInt(first) < epoch;
  }

  @Override
  public void onStep(StepReport report) {
    learningRate = report.learningRate();
  }

  @Override
  public void onEpoch(EpochReport report) {
    file.line(
        report.epoch()
            + ","
            + report.steps()
            + ","
            + report.samples()
            + field(report.loss())
            + field(report.accuracy())
            + field(report.validationLoss())
            + field(report.validationAccuracy())
            + ","
            + report.best()
            + ","
            + learningRate
            + field(report.trainingSeconds())
            + field(report.validationSeconds()));
  }

  private static String field(double value) {
    return Double.isNaN(value) ? "," : "," + value;
  }

  @Override
  public void onEnd(EndReason reason) {
    file.close();
  }
}
