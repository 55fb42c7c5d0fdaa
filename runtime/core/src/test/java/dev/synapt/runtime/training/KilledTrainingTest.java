package dev.synapt.runtime.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training survives its program being killed. {@code -Dsynapt.kills=60} kills it as often as that.
 */
final class KilledTrainingTest {

  private static final int KILLS = Integer.getInteger("synapt.kills", 4);

  /** 420 steps take a second at least, so that there is something to interrupt. */
  private static final int PAUSE_MILLISECONDS = 3;

  private static final int LONGEST_LIFE_MILLISECONDS = 300;

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

  @Test
  void goesOnAfterBeingKilledAtRandomMoments() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int killed = 0;
    for (int life = 0; life < KILLS; life++) {
      Process process = start(PAUSE_MILLISECONDS);
      BufferedReader output = process.inputReader();
      String first = output.readLine();
      assertTrue(first != null && first.startsWith("from step "), () -> first + ", seed " + seed);
      Thread.sleep(random.nextInt(LONGEST_LIFE_MILLISECONDS));
      killed += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
    }
    assertTrue(killed > 0, "nothing was interrupted");
    assertSameAsUninterrupted("seed " + seed);
  }

  /** TERM asks; the program saves a checkpoint and ends by itself. */
  @Test
  void stopsWithACheckpointWhenAsked() throws Exception {
    Process process = start(PAUSE_MILLISECONDS);
    BufferedReader output = process.inputReader();
    assertEquals("from step 0", output.readLine());
    Thread.sleep(100);
    process.toHandle().destroy();
    List<String> rest = output.lines().toList();
    assertTrue(process.waitFor() != 0);
    assertTrue(rest.isEmpty() || rest.equals(List.of("STOPPED")), rest::toString);
    long steps = Checkpoint.read(folder.resolve("run.checkpoint")).steps();
    assertTrue(steps > 0 && steps < 420, steps + " steps");
    assertSameAsUninterrupted("after " + steps + " steps");
  }

  private void assertSameAsUninterrupted(String when) throws Exception {
    Process last = start(0);
    List<String> output = last.inputReader().lines().toList();
    assertEquals(0, last.waitFor(), output::toString);
    assertEquals(
        KilledTraining.uninterrupted(), Files.readAllLines(folder.resolve("result")), when);
  }
}
