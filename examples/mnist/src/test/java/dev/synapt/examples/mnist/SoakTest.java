package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A long training in little memory, in a JVM of its own: the heap must not grow. {@code
 * -Dsynapt.soak=200} makes it 200 epochs long.
 */
final class SoakTest {

  private static final int EPOCHS = Integer.getInteger("synapt.soak", 16);

  /** What histories and logs may take, for each epoch. */
  private static final long BYTES_PER_EPOCH = 2_000;

  private static final long SLACK = 300_000;

  @Test
  void theHeapStaysFlat(@TempDir Path folder) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Soak.class.getName(),
                folder.toString(),
                Integer.toString(EPOCHS))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    String text = process.waitFor() + "\n" + Files.readString(out);
    assertTrue(text.startsWith("0\n"), text);
    List<String> lines = text.lines().filter(line -> line.startsWith("used ")).toList();
    assertEquals(EPOCHS, lines.size(), text);
    long[] used = lines.stream().mapToLong(line -> Long.parseLong(line.substring(5))).toArray();
    int quarter = EPOCHS / 4;
    long early = least(Arrays.copyOfRange(used, quarter, 2 * quarter));
    long late = least(Arrays.copyOfRange(used, EPOCHS - quarter, EPOCHS));
    long allowed = SLACK + BYTES_PER_EPOCH * EPOCHS;
    System.out.printf("soak: %d epochs, heap %,d -> %,d bytes%n", EPOCHS, early, late);
    assertTrue(late - early < allowed, () -> early + " -> " + late + " bytes\n" + text);
  }

  private static long least(long[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }
}
