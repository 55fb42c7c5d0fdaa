package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.testing.EmulatedRegisters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/**
 * The same seed gives the same bits after a training, in JVMs of their own: for any number of
 * threads, vectors of 128, 256 and 512 bits (emulated where the processor has none so wide), and
 * without the Vector API.
 */
final class DeterminismTest {

  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** By how it ran. */
  private final Map<String, String> hashes = new LinkedHashMap<>();

  private int jvms;

  @Test
  void threadsAndVectorsChangeNoBit() throws IOException, InterruptedException {
    int widest = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    train(widest, List.of(VECTORS), "1", "2", "4");
    for (int bits = 128; bits < widest; bits *= 2) {
      train(bits, List.of(VECTORS, "-XX:MaxVectorSize=" + bits / Byte.SIZE), "2");
    }
    for (int bits = 2 * widest; bits <= 512; bits *= 2) {
      String emulated = "-D%s=%d".formatted(TrainedBits.EMULATED, bits);
      train(bits, List.of(VECTORS, EmulatedRegisters.JVM_OPTION, emulated), "2");
    }
    train(0, List.of(), "2");
    hashes.forEach((how, hash) -> System.out.println("determinism: " + how + ": " + hash));
    assertTrue(hashes.size() >= 5, hashes::toString);
    assertEquals(1, Set.copyOf(hashes.values()).size(), hashes::toString);
  }

  private void train(int bits, List<String> options, String... threads)
      throws IOException, InterruptedException {
    List<String> lines = run(options, threads);
    assertTrue(lines.contains("bits " + bits), lines::toString);
    int before = hashes.size();
    jvms++;
    for (String line : lines) {
      String[] words = line.split(" ");
      if (words[0].equals("threads")) {
        String vectors = bits == 0 ? "no vectors" : "vectors of " + bits + " bits";
        hashes.put("JVM %d, %s, threads %s".formatted(jvms, vectors, words[1]), words[3]);
      }
    }
    assertEquals(before + threads.length, hashes.size(), lines::toString);
  }

  private static List<String> run(List<String> options, String... threads)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TrainedBits.class.getName());
    command.addAll(List.of(threads));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] output = process.getInputStream().readAllBytes();
    List<String> lines = new String(output, StandardCharsets.UTF_8).lines().toList();
    assertEquals(0, process.waitFor(), () -> String.join("\n", lines));
    return lines;
  }
}
