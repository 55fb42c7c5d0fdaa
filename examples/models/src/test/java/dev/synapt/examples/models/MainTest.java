package dev.synapt.examples.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The program as its user sees it. */
final class MainTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    PrintStream print = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    CommandLine command = Main.commandLine(print);
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .execute(args);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "cars, miles per gallon",
    "co2, as a year before",
  })
  void smallExamplesRunWhole(String model, String expected) {
    assertEquals(0, run(model, "--epochs=2", "--threads=1"), err::toString);
    assertTrue(text().contains(expected), text());
    assertTrue(text().matches("(?s).*  the network +\\d+\\.\\d\\d.*"), text());
  }

  @ParameterizedTest
  @CsvSource({
    "cars --epochs=0, --epochs must be at least 1 but is 0",
    "co2 --threads=-1, --threads must be at least 1 but is -1",
    "cars --seed=x, Invalid value for option '--seed'",
    "fashon, Did you mean: models fashion",
    "'', say which model to train",
  })
  void wrongOptionsAreNamed(String line, String message) {
    assertEquals(2, run(line.isEmpty() ? new String[0] : line.split(" ")));
    assertTrue(err.toString().contains(message.replace(" but is", ", but is")), err::toString);
    assertTrue(err.toString().contains("--help"), err::toString);
    assertFalse(err.toString().contains("\tat "), err::toString);
    assertEquals("", text(), "nothing is trained");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fashion", "scenes"})
  void wrongFoldersAreNamed(String model) {
    assertEquals(1, run(model, "--data", "no/such/folder"));
    assertEquals("there is no folder no/such/folder", err.toString().strip());
    assertEquals("", text(), "nothing is trained");
  }

  @Test
  void helpNamesTheModels() {
    assertEquals(0, run("--help"));
    for (String model : List.of("cars", "co2", "digits", "fashion", "scenes")) {
      assertTrue(out.toString().contains("  " + model + " "), out::toString);
    }
    assertEquals(0, run("co2", "--help"));
    assertTrue(out.toString().contains("--epochs=N"), out::toString);
  }
}
