package dev.synapt.runtime.training.callback;

import dev.synapt.runtime.training.EndReason;
import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.StepReport;
import dev.synapt.runtime.training.TrainingListener;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how training goes, and a line for each epoch that is done. In a terminal there is a bar that
 * is overwritten in place, ten times a second at most; elsewhere (a file, a pipe) a line every five
 * seconds. The speed is a mean over about the last second, or since the last line.
 */
public final class ProgressBar implements TrainingListener {

  private static final long LIVE_INTERVAL = 100_000_000;
  private static final long PLAIN_INTERVAL = 5_000_000_000L;
  private static final int USUAL_COLUMNS = 80;
  private static final int WIDTH = 10;

  private final PrintStream out;
  private final boolean live;
  private final LongSupplier nanoClock;
  private final long interval;
  private final Speed speed;
  private int columns = USUAL_COLUMNS;
  private String samples = "samples";
  private String judged = "validation";
  private long shownAt;
  private int shownLength;

  /**
   * A bar that begins now.
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
    this.interval = live ? LIVE_INTERVAL : PLAIN_INTERVAL;
    this.shownAt = nanoClock.getAsLong();
    this.speed = new Speed(shownAt);
  }

  /**
   * How wide the terminal is; 80 columns unless set. The bar is cut off before the last one, where
   * some terminals wrap.
   *
   * @param count at least 2
   * @return this
   */
  public ProgressBar columns(int count) {
    if (count < 2) {
      throw new IllegalArgumentException("columns must be at least 2, but are " + count);
    }
    columns = count;
    return this;
  }

  /**
   * What things are called: "samples" and "validation" unless set.
   *
   * @param newSamples what is trained on, for example "images"
   * @param newJudged what is judged by, for example "test"
   * @return this
   */
  public ProgressBar names(String newSamples, String newJudged) {
    samples = newSamples;
    judged = newJudged;
    return this;
  }

  @Override
  public void onStep(StepReport report) {
    long now = nanoClock.getAsLong();
    if (now - shownAt < interval) {
      return;
    }
    shownAt = now;
    speed.update(now, report.samples());
    if (live) {
      show(text(report, bar(report), speed.perSecond()));
    } else {
      out.println("  " + text(report, steps(report), speed.perSecond()));
    }
  }

  private void show(String text) {
    String clipped = text.substring(0, Math.min(text.length(), columns - 1));
    out.print("\r" + clipped + " ".repeat(Math.max(0, shownLength - clipped.length())));
    out.flush();
    shownLength = clipped.length();
  }

  private void clear() {
    if (shownLength > 0) {
      show("");
      out.print("\r");
    }
    out.flush();
  }

  @Override
  public void onEpoch(EpochReport report) {
    shownAt = nanoClock.getAsLong();
    speed.restart(shownAt);
    clear();
    out.println(text(report));
    out.flush();
  }

  @Override
  public void onEnd(EndReason reason) {
    clear();
  }

  static String bar(StepReport report) {
    int done = (int) (WIDTH * report.samples() / report.samplesPerEpoch());
    String bar = "=".repeat(done) + (done < WIDTH ? ">" : "") + " ".repeat(WIDTH);
    return "[" + bar.substring(0, WIDTH) + "]";
  }

  /** As wide for the first step of an epoch as for the last. */
  static String steps(StepReport report) {
    String step = Integer.toString(report.step());
    int width = Integer.toString(report.stepsPerEpoch()).length();
    return "step " + " ".repeat(width - step.length()) + step + "/" + report.stepsPerEpoch();
  }

  String text(StepReport report, String position, double samplesPerSecond) {
    long left = report.samplesPerEpoch() * (1 + report.epochs() - report.epoch());
    return String.format(
        Locale.ROOT,
        "epoch %d/%d %s  loss %.3f%s  %,.0f %s/s  %s left",
        report.epoch(),
        report.epochs(),
        position,
        report.meanLoss(),
        share("accuracy", report.accuracy()),
        samplesPerSecond,
        samples,
        clock((left - report.samples()) / samplesPerSecond));
  }

  String text(EpochReport report) {
    return String.format(
        Locale.ROOT,
        "epoch %d/%d  loss %.4f%s%s  %,.0f %s/s  %.1f s",
        report.epoch(),
        report.epochs(),
        report.loss(),
        share("accuracy", report.accuracy()),
        judged(report),
        report.samplesPerSecond(),
        samples,
        report.trainingSeconds() + report.validationSeconds());
  }

  private String judged(EpochReport report) {
    if (!Double.isNaN(report.validationAccuracy())) {
      return share(judged + " accuracy", report.validationAccuracy());
    }
    return Double.isNaN(report.validationLoss())
        ? ""
        : String.format(Locale.ROOT, "  %s loss %.4f", judged, report.validationLoss());
  }

  private static String share(String name, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "  %s %.2f%%", name, 100 * value);
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
