package dev.synapt.runtime.training.callback;

import dev.synapt.runtime.training.EndReason;
import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.StartReport;
import dev.synapt.runtime.training.StepReport;
import dev.synapt.runtime.training.TrainingListener;
import dev.synapt.runtime.training.ValidationReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;

/**
 * Writes an event file that TensorBoard shows: {@code loss/step}, {@code learning_rate}, {@code
 * loss/training}, {@code accuracy/training}, {@code loss/validation}, {@code accuracy/validation},
 * over the number of steps. A resumed training writes a further file, which begins by telling
 * TensorBoard to forget what the former one says about the steps that follow.
 */
public final class TensorBoardLog implements TrainingListener {

  private final Path folder;
  private final int everySteps;
  private final InstantSource clock;
  private OutputStream out;
  private long steps;

  private TensorBoardLog(Path folder, int everySteps, InstantSource clock) {
    this.folder = Objects.requireNonNull(folder, "folder");
    this.everySteps = everySteps;
    this.clock = clock;
  }

  /**
   * A log.
   *
   * @param folder of this run, made if it does not exist; what {@code tensorboard --logdir} is
   *     given, or a folder in that
   * @param steps after how many steps {@code loss/step} and {@code learning_rate} are written, at
   *     least 1
   * @return the listener
   */
  public static TensorBoardLog to(Path folder, int steps) {
    return to(folder, steps, InstantSource.system());
  }

  static TensorBoardLog to(Path folder, int steps, InstantSource clock) {
    if (steps < 1) {
      throw new IllegalArgumentException("steps between events must be at least 1, not " + steps);
    }
    return new TensorBoardLog(folder, steps, clock);
  }

  @Override
  public void onStart(StartReport report) {
    steps = report.steps();
    try {
      Files.createDirectories(folder);
      out = Files.newOutputStream(newFile());
    } catch (IOException e) {
      throw failure(e);
    }
    write(TensorBoardEvent.fileVersion(seconds()));
    if (report.resumed()) {
      write(TensorBoardEvent.sessionStart(seconds(), steps));
    }
  }

  /** TensorBoard reads the files of a folder in the order of their names. */
  private Path newFile() {
    long number = clock.millis();
    Path file = folder.resolve(name(number));
    while (Files.exists(file)) {
      file = folder.resolve(name(++number));
    }
    return file;
  }

  private static String name(long milliseconds) {
    return String.format(
        Locale.ROOT, "events.out.tfevents.%010d.%03d", milliseconds / 1000, milliseconds % 1000);
  }

  @Override
  public void onStep(StepReport report) {
    steps++;
    if (steps % everySteps == 0) {
      scalar("loss/step", report.loss());
      scalar("learning_rate", report.learningRate());
    }
  }

  @Override
  public void onValidation(ValidationReport report) {
    scalar("loss/validation", report.loss());
    scalar("accuracy/validation", report.accuracy());
  }

  @Override
  public void onEpoch(EpochReport report) {
    scalar("loss/training", report.loss());
    scalar("accuracy/training", report.accuracy());
  }

  /** Figures that do not exist are left out; infinite ones are what TensorBoard should show. */
  private void scalar(String tag, double value) {
    if (!Double.isNaN(value)) {
      write(TensorBoardEvent.scalar(seconds(), steps, tag, (float) value));
    }
  }

  private double seconds() {
    return clock.millis() / 1000.0;
  }

  private void write(byte[] event) {
    try {
      out.write(TensorBoardRecord.of(event));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private UncheckedIOException failure(IOException e) {
    return new UncheckedIOException("events cannot be written to " + folder, e);
  }

  @Override
  public void onEnd(EndReason reason) {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }
}
