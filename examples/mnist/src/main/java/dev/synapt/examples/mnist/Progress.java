package dev.synapt.examples.mnist;

import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.StepReport;
import dev.synapt.runtime.training.TrainingListener;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows how training goes: a status that moves in a live terminal, else a line now and then. */
final class Progress implements TrainingListener {

  private static final long LIVE_INTERVAL = 100_000_000;
  private static final long PLAIN_INTERVAL = 5_000_000_000L;

  private final Terminal terminal;
  private final LongSupplier nanoClock;
  private final long interval;
  private final Speed speed;
  private long shownAt;

  /**
   * Begins now.
   *
   * @param nanoClock the time in nanoseconds, as {@link System#nanoTime}
   */
  Progress(Terminal terminal, LongSupplier nanoClock) {
    this.terminal = terminal;
    this.nanoClock = nanoClock;
    this.interval = terminal.live() ? LIVE_INTERVAL : PLAIN_INTERVAL;
    this.shownAt = nanoClock.getAsLong();
    this.speed = new Speed(shownAt);
  }

  @Override
  public void onStep(StepReport report) {
    long now = nanoClock.getAsLong();
    if (now - shownAt < interval) {
      return;
    }
    shownAt = now;
    speed.update(now, report.samples());
    String text = text(report, speed.perSecond());
    if (terminal.live()) {
      terminal.status(text);
    } else {
      terminal.line("  " + text);
    }
  }

  @Override
  public void onEpoch(EpochReport report) {
    shownAt = nanoClock.getAsLong();
    speed.restart(shownAt);
    terminal.line(text(report));
  }

  static String text(StepReport report, double samplesPerSecond) {
    long left = report.samplesPerEpoch() * (1 + report.epochs() - report.epoch());
    int width = Integer.toString(report.stepsPerEpoch()).length();
    String step = Integer.toString(report.step());
    return String.format(
        Locale.ROOT,
        "epoch %d/%d step %s%s/%d  loss %.3f  accuracy %.2f%%  %,.0f images/s  %s left",
        report.epoch(),
        report.epochs(),
        " ".repeat(width - step.length()),
        step,
        report.stepsPerEpoch(),
        report.meanLoss(),
        100 * report.accuracy(),
        samplesPerSecond,
        clock((left - report.samples()) / samplesPerSecond));
  }

  static String text(EpochReport report) {
    return String.format(
        Locale.ROOT,
        "epoch %d/%d  loss %.4f  accuracy %.2f%%  test accuracy %.2f%%  %,.0f images/s  %.1f s",
        report.epoch(),
        report.epochs(),
        report.loss(),
        100 * report.accuracy(),
        100 * report.validationAccuracy(),
        report.samplesPerSecond(),
        report.trainingSeconds() + report.validationSeconds());
  }

  /** Minutes and seconds, and hours if there are any; rounded up, so that it ends with 0:01. */
  static String clock(double seconds) {
    long whole = (long) Math.ceil(seconds);
    long minutes = whole / 60 % 60;
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", minutes, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, minutes, whole % 60);
  }
}
