package dev.synapt.examples.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.examples.models.TrainingOptions.Plan;
import dev.synapt.runtime.training.Checkpointing;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  /** Trained in one go, or stopped after two of three epochs and resumed: the same weights. */
  @Test
  void everyModelHasTheSharedCommands(@TempDir Path folder) throws IOException {
    String model = "--model=" + folder.resolve("model");
    String checkpoint = "--checkpoint=" + folder.resolve("checkpoint");
    assertEquals(1, run("cars", "evaluate", model));
    assertTrue(err.toString().contains("there are no weights at " + folder), err::toString);
    assertEquals(1, run("cars", "resume", model, checkpoint));
    assertTrue(err.toString().contains("there is no checkpoint at " + folder), err::toString);
    assertEquals(0, run("cars", "train", "--epochs=3", model, checkpoint), err::toString);
    String loss =
        text().lines().filter(line -> line.startsWith("Loss on ")).findFirst().orElseThrow();
    byte[] weights = Files.readAllBytes(folder.resolve("model"));
    stopAfterTwoEpochs(folder.resolve("checkpoint"));
    assertEquals(0, run("cars", "--epochs=3", "resume", model, checkpoint), err::toString);
    assertTrue(text().contains("Going on after step "), text());
    assertArrayEquals(weights, Files.readAllBytes(folder.resolve("model")));
    assertEquals(1, run("cars", "resume", "--epochs=3", "--seed=2", model, checkpoint));
    assertTrue(err.toString().contains("seed was 1, but is 2"), err::toString);
    bytes.reset();
    assertEquals(0, run("cars", "evaluate", model), err::toString);
    assertEquals(loss, text().strip());
    assertEquals(0, run("cars", "summary"));
    assertTrue(text().contains("parameters"), text());
  }

  private static void stopAfterTwoEpochs(Path checkpoint) throws IOException {
    Workbench<CarMileageWeights> bench = CarExperiment.workbench(new Plan(3, 1, 1));
    bench
        .regimen()
        .training(new CarMileageTrainer(), new Plan(3, 1, 1))
        .data(bench.train())
        .validation(bench.test())
        .checkpoint(Checkpointing.to(checkpoint))
        .stepLimit(2 * Math.ceilDiv(bench.train().size(), new CarMileageTrainer().batchSize()))
        .fit();
  }

  @Test
  void tablesArraysAndImagesArePredictedFrom(@TempDir Path folder) throws IOException {
    String model = "--model=" + folder.resolve("model");
    new CarMileageWeights().save(folder.resolve("model"));
    Path table =
        Files.writeString(
            folder.resolve("two.csv"), BundledFile.read("data/cars.csv", MainTest::threeLines));
    assertEquals(0, run("cars", "predict", model, table.toString()), err::toString);
    assertEquals("%1$s: 0.000\n%1$s: 0.000".formatted(table), text().strip());
    assertEquals(1, run("cars", "predict", model, "a.png"));
    assertTrue(err.toString().contains("a.png: samples of this model come from"), err::toString);
    bytes.reset();
    new DigitTransformerWeights().save(folder.resolve("model"));
    Path image = folder.resolve("a.png");
    ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY), "png", image.toFile());
    assertEquals(0, run("digits", "predict", model, image.toString()), err::toString);
    assertEquals(image + ": 0 (10.0 %), 1 (10.0 %), 2 (10.0 %)", text().strip());
    assertEquals(2, run("digits", "predict", model));
    assertTrue(err.toString().contains("Missing required parameter: 'FILE'"), err::toString);
  }

  private static String threeLines(Path file) throws IOException {
    return String.join("\n", Files.readAllLines(file).subList(0, 3));
  }

  @Test
  void everyModelIsCheckedAndItsRateFound(@TempDir Path folder) throws IOException {
    Path plot = folder.resolve("rates.html");
    assertEquals(0, run("cars", "lr-find", "--plot=" + plot), err::toString);
    assertTrue(text().contains("Suggested learning rate: "), text());
    assertTrue(Files.exists(plot));
    assertEquals(0, run("cars", "recipe", "--epochs=200", "--threads=1"), this::text);
    assertEquals(6, text().lines().filter(line -> line.startsWith("PASSED ")).count(), this::text);
  }

  @Test
  void helpNamesTheModels() {
    assertEquals(0, run("--help"));
    for (String model : List.of("cars", "co2", "digits", "fashion", "scenes")) {
      assertTrue(out.toString().contains("  " + model + " "), out::toString);
    }
    assertEquals(0, run("co2", "--help"));
    for (String command :
        List.of("train", "resume", "evaluate", "predict", "recipe", "lr-find", "summary")) {
      assertTrue(out.toString().contains("  " + command + " "), out::toString);
    }
    assertTrue(out.toString().contains("--epochs=N"), out::toString);
  }
}
