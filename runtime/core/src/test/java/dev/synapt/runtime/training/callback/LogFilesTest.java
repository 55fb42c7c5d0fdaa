package dev.synapt.runtime.training.callback;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.synapt.runtime.training.EndReason;
import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.StartReport;
import dev.synapt.runtime.training.StepReport;
import dev.synapt.runtime.training.TrainingListener;
import dev.synapt.runtime.training.ValidationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs in text, also of a training that was interrupted and resumed. */
final class LogFilesTest {

  private static final double NAN = Double.NaN;

  @TempDir private Path folder;

  /** Epochs of 2 steps; loss 1/step, a validation at the end of each epoch. */
  static void train(TrainingListener listener, int fromEpoch, int toEpoch) {
    long done = 2L * (fromEpoch - 1);
    listener.onStart(new StartReport(fromEpoch, 0, done, 9, 2, 10));
    for (int epoch = fromEpoch; epoch <= toEpoch; epoch++) {
      for (int step = 1; step <= 2; step++) {
        done++;
        listener.onStep(
            new StepReport(epoch, 9, step, 2, 5L * step, 10, 1.0 / done, 0.5, NAN, 0.1f, 1));
      }
      listener.onValidation(new ValidationReport(epoch, 2, done, 0.25, NAN, 0.25, true, 0.5));
      listener.onEpoch(new EpochReport(epoch, 9, 2, 10, 0.5, NAN, 0.25, 0.75, true, 2, 0.5));
    }
  }

  @Test
  void aTableHasARowForEachEpoch() throws IOException {
    Path file = folder.resolve("log.csv");
    CsvLog log = CsvLog.to(file);
    train(log, 1, 2);
    log.onEnd(EndReason.COMPLETED);
    assertEquals(
        List.of(
            "epoch,steps,samples,loss,accuracy,validation_loss,validation_accuracy,best,"
                + "learning_rate,training_seconds,validation_seconds",
            "1,2,10,0.5,,0.25,0.75,true,0.1,2.0,0.5",
            "2,2,10,0.5,,0.25,0.75,true,0.1,2.0,0.5"),
        Files.readAllLines(file));
  }

  /** Killed in epoch 4 while writing a row, resumed from a checkpoint after epoch 2. */
  @Test
  void aResumedTableHasEveryRowOnce() throws IOException {
    Path file = folder.resolve("log.csv");
    train(CsvLog.to(file), 1, 3);
    Files.writeString(file, Files.readString(file) + "4,2,1");
    CsvLog resumed = CsvLog.to(file);
    train(resumed, 3, 5);
    resumed.onEnd(EndReason.COMPLETED);
    assertEquals(
        List.of("epoch", "1", "2", "3", "4", "5"),
        Files.readAllLines(file).stream().map(line -> line.split(",")[0]).toList());
  }

  @Test
  void aNewTrainingReplacesTheTable() throws IOException {
    Path file = folder.resolve("log.csv");
    train(CsvLog.to(file), 1, 3);
    train(CsvLog.to(file), 1, 1);
    assertEquals(2, Files.readAllLines(file).size());
  }

  @Test
  void aResumedTableWithoutItsFileBeginsOne() throws IOException {
    Path file = folder.resolve("log.csv");
    train(CsvLog.to(file), 3, 3);
    assertEquals(2, Files.readAllLines(file).size());
  }

  private static List<JsonObject> read(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  @Test
  void jsonLinesTellEveryEvent() throws IOException {
    Path file = folder.resolve("log.jsonl");
    JsonLinesLog log = JsonLinesLog.to(file, 2);
    train(log, 1, 1);
    log.onEnd(EndReason.TIME_LIMIT);
    List<JsonObject> events = read(file);
    assertEquals(
        List.of("start 0", "step 2", "validation 2", "epoch 2", "end 2"),
        events.stream()
            .map(e -> e.get("event").getAsString() + " " + e.get("steps").getAsInt())
            .toList());
    assertEquals(10, events.get(0).get("samples_per_epoch").getAsInt());
    assertEquals(0.5, events.get(1).get("loss").getAsDouble());
    assertEquals("0.1", events.get(1).get("learning_rate").getAsString());
    assertTrue(events.get(2).get("accuracy").isJsonNull());
    assertTrue(events.get(3).get("best").getAsBoolean());
    assertEquals("TIME_LIMIT", events.get(4).get("reason").getAsString());
  }

  @Test
  void resumedJsonLinesHaveEveryStepOnce() throws IOException {
    Path file = folder.resolve("log.jsonl");
    JsonLinesLog first = JsonLinesLog.to(file, 1);
    train(first, 1, 3);
    first.onEnd(EndReason.FAILED);
    train(JsonLinesLog.to(file, 1), 3, 4);
    List<Integer> steps =
        read(file).stream()
            .filter(event -> event.get("event").getAsString().equals("step"))
            .map(event -> event.get("steps").getAsInt())
            .toList();
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8), steps);
    assertTrue(read(file).stream().noneMatch(e -> e.get("event").getAsString().equals("end")));
  }

  @Test
  void theRateOfEveryStepIsCollected() {
    LearningRateMonitor monitor = new LearningRateMonitor();
    train(monitor, 1, 1000);
    assertEquals(2000, monitor.rates().length);
    assertEquals(1, monitor.firstStep());
    train(monitor, 3, 3);
    assertArrayEquals(new float[] {0.1f, 0.1f}, monitor.rates());
    assertEquals(5, monitor.firstStep());
  }

  @Test
  void mistakesAreNamed() {
    Path missing = folder.resolve("none").resolve("log.csv");
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> train(CsvLog.to(missing), 1, 1));
    assertTrue(e.getMessage().contains(missing.toString()), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> JsonLinesLog.to(missing, 0));
    assertThrows(IllegalArgumentException.class, () -> TensorBoardLog.to(missing, 0));
    CsvLog.to(missing).onEnd(EndReason.FAILED);
  }
}
