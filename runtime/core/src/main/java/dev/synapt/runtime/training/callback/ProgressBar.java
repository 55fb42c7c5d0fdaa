package dev.synapt.runtime.training.callback;

import dev.synapt.runtime.training.EndReason;
import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.StepReport;
import dev.synapt.runtime.training.TrainingListener;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far an epoch is, and a line for each that is done. In a terminal the bar is overwritten
 * in place, ten times a second at most; elsewhere there are the lines alone.
 */
public final class ProgressBar implements TrainingListener {

  private static final long INTERVAL_NANOS = 100_000_000;
  private static final int WIDTH = 24;

  private final PrintStream out;
  private final boolean live;
  private final LongSupplier nanoClock;
  private long shownAt;
  private int shownLength;

  /**
   * A bar.
   *
   * @param out for example {@code System.out}
   * @param live whether lines can be overwritten, as in a terminal
   */
  public ProgressBar(PrintStream out, boolean live) {
    this(out, live, System::nanoTime);
  }

  ProgressBar(PrintStream out, boolean live, LongSupplier nanoClock) {
    this.out = out;
    this.live = live;
    this.nanoClock = nanoClock;
    this.shownAt = nanoClock.getAsLong() - INTERVAL_NANOS;
  }

  @Override
  public void onStep(StepReport report) {
    long now = nanoClock.getAsLong();
    if (!live || now - shownAt < INTERVAL_NANOS) {
      return;
    }
    shownAt = now;
    show(text(report));
  }

  private void show(String text) {
    out.print("\r" + text + " ".repeat(Math.max(0, shownLength - text.length())));
    out.flush();
    shownLength = text.length();
  }

  private void clear() {
    if (shownLength > 0) {
      show("");
      out.print("\r");
      shownLength = 0;
    }
  }

  @Override
  public void onEpoch(EpochReport report) {
    clear();
    out.println(text(report));
  }

  @Override
  public void onEnd(EndReason reason) {
    clear();
    out.flush();
  }

  static String text(StepReport report) {
    int done = (int) (WIDTH * report.samples() / report.samplesPerEpoch());
    String bar = "=".repeat(done) + (done < WIDTH ? ">" : "") + " ".repeat(WIDTH);
    return String.format(
        Locale.ROOT,
        "epoch %d/%d [%s] %3d %%  loss %.4f%s  %,.0f/s  %.0f s left",
        report.epoch(),
        report.epochs(),
        bar.substring(0, WIDTH),
        100 * report.samples() / report.samplesPerEpoch(),
        report.meanLoss(),
        share("accuracy", report.accuracy()),
        report.samplesPerSecond(),
        Math.ceil(report.secondsLeft()));
  }

  static String text(EpochReport report) {
    String validation =
        Double.isNaN(report.validationLoss())
            ? ""
            : String.format(Locale.ROOT, "  validation loss %.4f", report.validationLoss())
                + share("accuracy", report.validationAccuracy());
    return String.format(
        Locale.ROOT,
        "epoch %d/%d  loss %.4f%s%s%s  %,.0f/s",
        report.epoch(),
        report.epochs(),
        report.loss(),
        share("accuracy", report.accuracy()),
        validation,
        report.best() && !validation.isEmpty() ? " (best)" : "",
        report.samplesPerSecond());
  }

  private static String share(String name, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, " %s %.2f %%", name, 100 * value);
  }
}
