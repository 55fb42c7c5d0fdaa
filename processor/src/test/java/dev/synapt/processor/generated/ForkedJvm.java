package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program of the tests in a JVM of its own. */
final class ForkedJvm {

  /** Makes the Vector API available. */
  static final String VECTORS = "--add-modules=jdk.incubator.vector";

  private ForkedJvm() {}

  /**
   * Runs a class's {@code main} and waits for its end.
   *
   * @param classes a folder that comes in front of the tests' own class path
   * @param options of the JVM
   * @param main the class
   * @param arguments of the program
   * @return what it and the JVM printed, line by line
   */
  static List<String> run(
      Path classes, List<String> options, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        classes + System.getProperty("path.separator") + System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] output = process.getInputStream().readAllBytes();
      List<String> lines = new String(output, StandardCharsets.UTF_8).lines().toList();
      assertEquals(0, process.waitFor(), () -> String.join("\n", lines));
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
