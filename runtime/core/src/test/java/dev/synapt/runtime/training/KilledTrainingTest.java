package dev.synapt.runtime.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Training survives its program being killed. {@code -Dsynapt.kills=60} kills it as often as that.
 */
final class KilledTrainingTest {

  private static final int KILLS = Integer.getInteger("synapt.kills", 4);

  /** 420 steps take a second at least, so that there is something to interrupt. */
  private static final int PAUSE_MILLISECONDS = 3;

  private static final int LONGEST_LIFE_MILLISECONDS = 300;

  /** The exit code after the signal KILL. */
  private static final int KILLED = 128 + 9;

  @TempDir private Path folder;

  private Process start(int pause) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KilledTraining.class.getName(),
            folder.resolve("run.checkpoint").toString(),
            folder.resolve("result").toString(),
            Integer.toString(pause))
        .redirectErrorStream(true)
        .start();
  }

  /** A training that gets to its end between two kills is judged, and another one begins. */
  @Test
  void goesOnAfterBeingKilledAtRandomMoments() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int trainings = 1;
    int killed = 0;
    while (killed < KILLS) {
      Process process = start(PAUSE_MILLISECONDS);
      BufferedReader output = process.inputReader();
      String first = output.readLine();
      assertTrue(first != null && first.startsWith("from step "), () -> first + ", seed " + seed);
      Thread.sleep(random.nextInt(LONGEST_LIFE_MILLISECONDS));
      process.destroyForcibly().waitFor();
      killed += process.exitValue() == KILLED ? 1 : 0;
      if (Files.exists(folder.resolve("result"))) {
        assertSameAsUninterrupted("seed " + seed);
        removeFiles();
        trainings++;
      }
    }
    assertSameAsUninterrupted("seed " + seed);
    System.out.printf("killed %d times in %d trainings%n", killed, trainings);
  }

  private void removeFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** TERM, or INT as by Ctrl-C, asks; the program saves a checkpoint and ends by itself. */
  @ParameterizedTest
  @CsvSource({"TERM, 15", "INT, 2"})
  void stopsWithACheckpointWhenAsked(String signal, int number) throws Exception {
    Process process = start(PAUSE_MILLISECONDS);
    BufferedReader output = process.inputReader();
    assertEquals("from step 0", output.readLine());
    Thread.sleep(100);
    if (isIgnored(process, number)) {
      process.destroyForcibly().waitFor();
      System.out.println("SKIPPED: the signal " + signal + " is ignored here");
      assumeTrue(false, "the signal " + signal + " is ignored by programs begun in the background");
    }
    String id = Long.toString(process.pid());
    assertEquals(0, new ProcessBuilder("kill", "-s", signal, id).start().waitFor());
    List<String> rest = output.lines().toList();
    assertEquals(128 + number, process.waitFor(), rest::toString);
    assertTrue(rest.isEmpty() || rest.equals(List.of("STOPPED")), rest::toString);
    long steps = Checkpoint.read(folder.resolve("run.checkpoint")).steps();
    assertTrue(steps > 0 && steps < 420, steps + " steps");
    assertSameAsUninterrupted("after " + steps + " steps");
  }

  /** Shells let programs that they begin in the background ignore INT, and a JVM keeps to that. */
  private static boolean isIgnored(Process process, int signal) throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
        .anyMatch(mask -> ((mask >> (signal - 1)) & 1) == 1);
  }

  private void assertSameAsUninterrupted(String when) throws Exception {
    Process last = start(0);
    List<String> output = last.inputReader().lines().toList();
    assertEquals(0, last.waitFor(), output::toString);
    assertEquals(
        KilledTraining.uninterrupted(), Files.readAllLines(folder.resolve("result")), when);
  }
}
