package dev.synapt.runtime.training.callback;

import dev.synapt.runtime.training.EndReason;
import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.StepReport;
import dev.synapt.runtime.training.TrainingListener;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how training goes, and a line for each epoch that is done. In a terminal there is a bar
 * that is overwritten in place, ten times a second at most; elsewhere (a file, a pipe) a line every
 * five seconds. The speed is a mean over about the last second, or since the last line.
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
   * How wide the terminal is; 80 columns unless set. Lines stay before the last one, where some
   * terminals wrap: narrow ones get shorter names, fewer digits and in the end fewer figures.
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
    String epoch = "epoch %d/%d".formatted(report.epoch(), report.epochs());
    String place = epoch + " " + position;
    String loss = figure("  loss %.3f", report.meanLoss());
    String accuracy = percent(report.accuracy());
    String speed = figure("  %,.0f", samplesPerSecond);
    String time = "  " + clock((left - report.samples()) / samplesPerSecond);
    return fitting(
        List.of(
            place + loss + named("accuracy", accuracy) + speed + perSecond() + time + " left",
            place + loss + accuracy + speed + "/s" + time,
            place + loss + time,
            epoch + loss + time));
  }

  /** The figures of the data that is judged by stand behind those of the data trained on. */
  String text(EpochReport report) {
    String epoch = "epoch %d/%d".formatted(report.epoch(), report.epochs());
    String right = percent(report.accuracy());
    String judgedRight = percent(report.validationAccuracy());
    String speed = figure("  %,.0f", report.samplesPerSecond());
    String time = figure("  %.1f s", report.trainingSeconds() + report.validationSeconds());
    String brief =
        epoch
            + figure("  loss %.3f", report.loss())
            + right
            + figure("  " + judged + " loss %.3f", report.validationLoss())
            + judgedRight;
    return fitting(
        List.of(
            epoch
                + figure("  loss %.4f", report.loss())
                + named("accuracy", right)
                + figure("  " + judged + " loss %.4f", report.validationLoss())
                + named(judged + " accuracy", judgedRight)
                + speed
                + perSecond()
                + time,
            brief + speed + perSecond() + time,
            brief + speed + "/s" + time,
            brief + time,
            brief,
            epoch
                + figure("  %.3f", report.loss())
                + figure("  %.3f", report.validationLoss())
                + judgedRight));
  }

  /** The first line that a terminal has room for, or the last; elsewhere there is room enough. */
  private String fitting(List<String> fromLongToShort) {
    return fromLongToShort.stream()
        .filter(line -> !live || line.length() < columns)
        .findFirst()
        .orElseGet(fromLongToShort::getLast);
  }

  private String perSecond() {
    return " " + samples + "/s";
  }

  private static String figure(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }

  private static String percent(double share) {
    return figure("  %.2f%%", 100 * share);
  }

  /** With a name in front, if it is there. */
  private static String named(String name, String figure) {
    return figure.isEmpty() ? "" : "  " + name + " " + figure.strip();
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
