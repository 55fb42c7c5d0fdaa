package dev.synapt.runtime.training.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.runtime.training.EndReason;
import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.StepReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProgressBarTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long now;

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static StepReport step(int samples) {
    return new StepReport(2, 3, samples / 10, 24, samples, 240, 0.5, 0.25, 0.875, 0.1f, 2);
  }

  private static EpochReport epoch(double validation) {
    return new EpochReport(
        2, 3, 24, 240, 0.25, Double.NaN, validation, 0.5, true, 2, 1);
  }

  @Test
  void theBarIsAsLongAsTheShareThatIsDone() {
    assertEquals(
        "epoch 2/3 [======>                 ]  25 %  loss 0.2500 accuracy 87.50 %  30/s  14 s left",
        ProgressBar.text(step(60)));
    assertEquals(
        "epoch 2/3 [========================] 100 %  loss 0.2500 accuracy 87.50 %  120/s  2 s left",
        ProgressBar.text(step(240)));
  }

  @Test
  void aTerminalIsOverwrittenTenTimesASecond() {
    ProgressBar bar = new ProgressBar(out, true, () -> now);
    bar.onStep(step(60));
    bar.onStep(step(70));
    now = 100_000_000;
    bar.onStep(step(120));
    bar.onEpoch(epoch(0.125));
    bar.onEnd(EndReason.COMPLETED);
    String[] parts = text().split("\r");
    assertEquals(5, parts.length, text());
    assertEquals(ProgressBar.text(step(60)), parts[1]);
    assertEquals(ProgressBar.text(step(120)), parts[2].stripTrailing());
    assertEquals("", parts[3].strip());
    assertEquals(
        "epoch 2/3  loss 0.2500  validation loss 0.1250 accuracy 50.00 % (best)  120/s\n",
        parts[4]);
  }

  @Test
  void elsewhereThereIsALineForEachEpoch() {
    ProgressBar bar = new ProgressBar(out, false, () -> now);
    bar.onStep(step(60));
    bar.onEpoch(epoch(Double.NaN));
    assertEquals("epoch 2/3  loss 0.2500  120/s\n", text());
  }
}
