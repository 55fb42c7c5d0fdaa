package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.StepReport;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProgressTest {

  private static final long MILLISECOND = 1_000_000;

  private final Locale before = Locale.getDefault();

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

  /** In epoch 2 of 3 of 60,000 images, after {@code step} steps of 64. */
  private static StepReport step(int step) {
    return new StepReport(2, 3, step, 938, 64L * step, 60_000, 0.7, 0.06149, 0.98125, 0.05f, 1.23);
  }

  private static EpochReport epoch() {
    return new EpochReport(2, 3, 938, 60_000, 0.06149, 0.98125, 0.04, 0.9871, true, 1.5, 0.31);
  }

  @Test
  void aStepAsText() {
    // 60,000 - 32,000 + 60,000 = 88,000 images are left: 2.75 s.
    assertEquals(
        "epoch 2/3 step 500/938  loss 0.061  accuracy 98.13%  32,000 images/s  0:03 left",
        Progress.text(step(500), 32_000));
    assertEquals(
        Progress.text(step(500), 32_000).length(), Progress.text(step(7), 32_000).length());
    assertTrue(Progress.text(step(500), 32_000).length() < 80, Progress.text(step(500), 32_000));
  }

  @Test
  void anEpochAsText() {
    assertEquals(
        "epoch 2/3  loss 0.0615  accuracy 98.13%  test accuracy 98.71%  40,000 images/s  1.8 s",
        Progress.text(epoch()));
  }

  @Test
  void timesAsOnAClock() {
    assertEquals("0:00", Progress.clock(0));
    assertEquals("0:01", Progress.clock(0.2));
    assertEquals("1:00", Progress.clock(59.3));
    assertEquals("59:59", Progress.clock(3599));
    assertEquals("1:00:00", Progress.clock(3599.5));
    assertEquals("30:02:03", Progress.clock(30 * 3600 + 123));
  }

  /** Steps take 32 ms: 2,000 images/s. */
  @Test
  void aLiveTerminalIsRedrawnTenTimesASecond() {
    Screen screen = Screen.live(100);
    Progress progress = new Progress(screen.terminal(), () -> now);
    for (int step = 1; step <= 10; step++) {
      now += 32 * MILLISECOND;
      progress.onStep(step(step));
    }
    String wanted = "\r" + Progress.text(step(4), 2000) + "\r" + Progress.text(step(8), 2000);
    assertEquals(wanted, screen.news());
    progress.onEpoch(epoch());
    assertTrue(screen.text().endsWith("\r" + Progress.text(epoch()) + "\n"), screen::text);
  }

  /** Steps take one second: 64 images/s. */
  @Test
  void elsewhereThereIsALineEveryFiveSeconds() {
    Screen screen = Screen.plain(StandardCharsets.UTF_8);
    Progress progress = new Progress(screen.terminal(), () -> now);
    for (int step = 1; step <= 11; step++) {
      now += 1000 * MILLISECOND;
      progress.onStep(step(step));
    }
    String wanted = "  " + Progress.text(step(5), 64) + "\n  " + Progress.text(step(10), 64) + "\n";
    assertEquals(wanted, screen.news());
    progress.onEpoch(epoch());
    now += 4999 * MILLISECOND;
    progress.onStep(step(12));
    assertEquals(Progress.text(epoch()) + "\n", screen.text());
  }

  /** An epoch that ends, with its validation, gives the next one a clean start. */
  @Test
  void theTimeOfTheValidationDoesNotSlowTheSpeed() {
    Screen screen = Screen.plain(StandardCharsets.UTF_8);
    Progress progress = new Progress(screen.terminal(), () -> now);
    now += 5000 * MILLISECOND;
    progress.onStep(step(5));
    now += 60_000 * MILLISECOND;
    progress.onEpoch(epoch());
    screen.news();
    now += 5000 * MILLISECOND;
    progress.onStep(step(5));
    assertEquals("  " + Progress.text(step(5), 64) + "\n", screen.text());
  }
}
