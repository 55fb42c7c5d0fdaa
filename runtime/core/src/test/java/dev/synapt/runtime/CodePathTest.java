package dev.synapt.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The choice of a path, each in a JVM of its own: it is made once and for all. */
final class CodePathTest {

  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  /** What a JVM started with some options printed, and how it ended. */
  private record Outcome(int code, String out, String err) {

    /** Lines on the error stream that are not the JVM's own notice. */
    List<String> messages() {
      return err.lines().filter(line -> !line.contains("Using incubator modules")).toList();
    }
  }

  /** Prints the path twice. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      System.out.println(CodePath.best());
      System.out.println(CodePath.best());
    }
  }

  private static Outcome run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath(), Program.class.getName()));
    Process process = new ProcessBuilder(command).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Outcome(process.exitValue(), out.strip().replace("\r", ""), err);
  }

  private static String classPath() {
    return location(CodePath.class) + java.io.File.pathSeparator + location(Program.class);
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (java.net.URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutTheModuleCodeIsPlainAndSaysOnceWhatWouldHelp() throws Exception {
    Outcome outcome = run("-Duser.language=en");
    assertEquals("PLAIN\nPLAIN", outcome.out());
    String messages = String.join("\n", outcome.messages());
    assertEquals(1, messages.split("many times slower", -1).length - 1, messages);
    assertTrue(messages.contains("java --add-modules jdk.incubator.vector"), messages);
    assertTrue(messages.contains("WARNING"), messages);
  }

  @Test
  void withTheModuleCodeIsVectorCodeAndSaysNothing() throws Exception {
    Outcome outcome = run(MODULE);
    assertNotEquals("PLAIN\nPLAIN", outcome.out());
    assertTrue(outcome.out().startsWith("VECTOR_R"), outcome::out);
    assertEquals(List.of(), outcome.messages());
  }

  /** Sixteen registers are what x86 has without AVX-512; others have thirty-two. */
  @Test
  void thePathFollowsTheRegisters() throws Exception {
    String machine = System.getProperty("os.arch");
    boolean x86 = machine.equals("amd64") || machine.equals("x86_64");
    assumeTrue(x86, "the flag below is one of x86");
    assertEquals("VECTOR_R16\nVECTOR_R16", run(MODULE, "-XX:UseAVX=2").out());
    assertEquals("VECTOR_R16\nVECTOR_R16", run(MODULE, "-XX:UseAVX=1").out());
  }

  @Test
  void thePropertyForcesAPathInAnyCase() throws Exception {
    for (CodePath path : CodePath.values()) {
      String name = path.name().toLowerCase(Locale.ROOT);
      Outcome outcome = run("-D" + CodePath.PROPERTY + "=" + name);
      assertEquals(path + "\n" + path, outcome.out());
      assertEquals(List.of(), outcome.messages());
    }
  }

  @Test
  void aWrongPropertyIsExplained() throws Exception {
    Outcome outcome = run("-Ddev.synapt.path=fast");
    assertNotEquals(0, outcome.code());
    assertTrue(
        outcome
            .err()
            .contains(
                "system property dev.synapt.path must be one of plain, vector_r16, vector_r32,"
                    + " but is fast"),
        outcome::err);
  }
}
