package dev.synapt.runtime.training.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.training.EndReason;
import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.StepReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProgressBarTest {

  private static final long MILLISECOND = 1_000_000;

  private final Locale before = Locale.getDefault();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  /** Far from 0 and near to the overflow, as System.nanoTime may be. */
  private long now = Long.MAX_VALUE - 50 * MILLISECOND;

  /** The output must not follow the locale. */
  @BeforeEach
  void setLocale() {
    Locale.setDefault(Locale.GERMANY);
  }

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  private ProgressBar bar(boolean live) {
    return new ProgressBar(out, live, () -> now).names("images", "test");
  }

  /** What is new since this was asked last. */
  private String news() {
    String text = bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    bytes.reset();
    return text;
  }

  /** In epoch 2 of 3 of 60,000 images, after {@code step} steps of 64. */
  private static StepReport step(int step) {
    return new StepReport(2, 3, step, 938, 64L * step, 60_000, 0.7, 0.06149, 0.98125, 0.05f, 1.23);
  }

  private static EpochReport epoch(double accuracy, double loss, double validationAccuracy) {
    return new EpochReport(
        2, 3, 938, 60_000, 0.06149, accuracy, loss, validationAccuracy, true, 1.5, 0.31);
  }

  private static EpochReport epoch() {
    return epoch(0.98125, 0.04, 0.9871);
  }

  @Test
  void theBarIsAsLongAsTheShareThatIsDone() {
    assertEquals("[>         ]", ProgressBar.bar(step(1)));
    assertEquals("[=====>    ]", ProgressBar.bar(step(500)));
    StepReport last = new StepReport(1, 1, 2, 2, 100, 100, 1, 1, 1, 0.1f, 1);
    assertEquals("[==========]", ProgressBar.bar(last));
  }

  @Test
  void aStepAsText() {
    // 60,000 - 32,000 + 60,000 = 88,000 images are left: 2.75 s.
    String text = bar(true).text(step(500), ProgressBar.steps(step(500)), 32_000);
    assertEquals(
        "epoch 2/3 step 500/938  loss 0.061  accuracy 98.13%  32,000 images/s  0:03 left", text);
    assertTrue(text.length() < 80, text);
    assertEquals("step   7/938", ProgressBar.steps(step(7)));
  }

  @Test
  void anEpochAsText() {
    String whole =
        "epoch 2/3  loss 0.0615  accuracy 98.13%  test loss 0.0400  test accuracy 98.71%"
            + "  40,000 images/s  1.8 s";
    assertEquals(whole, bar(true).columns(whole.length() + 1).text(epoch()));
    assertEquals(whole, bar(false).columns(20).text(epoch()), "a file has room enough");
  }

  /** Names go first, then the speed and the time, last the figures of the data trained on. */
  @Test
  void narrowTerminalsGetShorterLines() {
    String brief = "epoch 2/3  loss 0.061  98.13%  test loss 0.040  98.71%";
    assertEquals(brief + "  40,000 images/s  1.8 s", bar(true).columns(80).text(epoch()));
    assertEquals(brief + "  40,000/s  1.8 s", bar(true).columns(78).text(epoch()));
    assertEquals(brief + "  1.8 s", bar(true).columns(70).text(epoch()));
    assertEquals(brief, bar(true).columns(56).text(epoch()));
    assertEquals("epoch 2/3  0.061  0.040  98.71%", bar(true).columns(54).text(epoch()));
    for (int columns = 33; columns <= 120; columns++) {
      int length = bar(true).columns(columns).text(epoch()).length();
      assertTrue(length < columns, length + " in " + columns);
    }
    assertEquals(
        "epoch 2/3 [=====>    ]  loss 0.061  98.13%  32,000/s  0:03",
        bar(true).columns(70).text(step(500), ProgressBar.bar(step(500)), 32_000));
    assertEquals(
        "epoch 2/3 [=====>    ]  loss 0.061  0:03",
        bar(true).columns(50).text(step(500), ProgressBar.bar(step(500)), 32_000));
  }

  @Test
  void whatIsNotThereIsNotShown() {
    ProgressBar bar = new ProgressBar(out, true, () -> now);
    assertEquals(
        "epoch 2/3  loss 0.0615  validation loss 0.0400  40,000 samples/s  1.8 s",
        bar.text(epoch(Double.NaN, 0.04, Double.NaN)));
    assertEquals(
        "epoch 2/3  loss 0.0615  40,000 samples/s  1.8 s",
        bar.text(epoch(Double.NaN, Double.NaN, Double.NaN)));
  }

  @Test
  void timesAsOnAClock() {
    assertEquals("0:00", ProgressBar.clock(0));
    assertEquals("0:01", ProgressBar.clock(0.2));
    assertEquals("1:00", ProgressBar.clock(59.3));
    assertEquals("59:59", ProgressBar.clock(3599));
    assertEquals("1:00:00", ProgressBar.clock(3599.5));
    assertEquals("30:02:03", ProgressBar.clock(30 * 3600 + 123));
  }

  /** Steps take 32 ms: 2,000 images/s. */
  @Test
  void aTerminalIsOverwrittenTenTimesASecond() {
    ProgressBar bar = bar(true).columns(100);
    for (int step = 1; step <= 10; step++) {
      now += 32 * MILLISECOND;
      bar.onStep(step(step));
    }
    String first = bar.text(step(4), "[>         ]", 2000);
    String second = bar.text(step(8), "[>         ]", 2000);
    assertEquals("\r" + first + "\r" + second, news());
    bar.onEpoch(epoch());
    String blank = "\r" + " ".repeat(second.length()) + "\r";
    assertEquals(blank + bar.text(epoch()) + "\n", news());
    bar.onEnd(EndReason.COMPLETED);
    assertEquals("", news(), "nothing is left to be removed");
  }

  @Test
  void theLastColumnIsNeverReached() {
    ProgressBar bar = bar(true).columns(30);
    now += 1000 * MILLISECOND;
    bar.onStep(step(5));
    assertEquals("\repoch 2/3  loss 0.061  6:14", news());
    bar.onEnd(EndReason.STOPPED);
    assertEquals("\r" + " ".repeat(27) + "\r", news());
    bar.columns(20);
    now += 1000 * MILLISECOND;
    bar.onStep(step(10));
    assertEquals("\repoch 2/3  loss 0.0", news(), "cut off where nothing fits");
    assertThrows(IllegalArgumentException.class, () -> bar.columns(1));
  }

  /** Steps take one second: 64 images/s. */
  @Test
  void elsewhereThereIsALineEveryFiveSeconds() {
    ProgressBar bar = bar(false);
    for (int step = 1; step <= 11; step++) {
      now += 1000 * MILLISECOND;
      bar.onStep(step(step));
    }
    assertEquals(
        "  %s\n  %s\n"
            .formatted(
                bar.text(step(5), "step   5/938", 64), bar.text(step(10), "step  10/938", 64)),
        news());
    bar.onEpoch(epoch());
    now += 4999 * MILLISECOND;
    bar.onStep(step(12));
    assertEquals(bar.text(epoch()) + "\n", news());
  }

  /** An epoch that ends, with its validation, gives the next one a clean start. */
  @Test
  void theTimeOfTheValidationDoesNotSlowTheSpeed() {
    ProgressBar bar = bar(false);
    now += 5000 * MILLISECOND;
    bar.onStep(step(5));
    now += 60_000 * MILLISECOND;
    bar.onEpoch(epoch());
    news();
    now += 5000 * MILLISECOND;
    bar.onStep(step(5));
    assertEquals("  " + bar.text(step(5), "step   5/938", 64) + "\n", news());
  }
}
