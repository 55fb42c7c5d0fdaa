package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The program as its user sees it, on small made data. */
final class MainTest {

  private final Screen screen = Screen.plain(StandardCharsets.UTF_8);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  private int run(String... args) {
    CommandLine command = Main.commandLine(screen.terminal());
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .execute(args);
  }

  private void assertRejects(int code, String message, String... args) {
    assertEquals(code, run(args));
    assertTrue(err.toString().contains(message), err::toString);
    assertFalse(err.toString().contains("\tat "), err::toString);
    assertEquals("", screen.text(), "nothing is trained");
  }

  /** 100 images of ten kinds. */
  private String madeData() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    return IdxFiles.folder(data, IntStream.range(0, 100).map(i -> i % 10).toArray()).toString();
  }

  @Test
  void aWholeRun() throws IOException {
    Path model = folder.resolve("out/model.safetensors");
    int code = run("--data", madeData(), "--model", model.toString(), "--epochs=12", "--batch=10");
    String text = screen.text();
    assertEquals(0, code, err::toString);
    assertTrue(text.contains("conv2.conv2d"), text);
    assertTrue(text.contains("100 images to train on, 100 to test on"), text);
    assertTrue(text.contains("\nepoch 12/12  loss 0."), text);
    assertTrue(text.contains("Test accuracy 100.00%: 0 of 100 images are wrong"), text);
    assertTrue(text.contains("prec. %"), text);
    assertFalse(text.contains("mistakes"), text);
    assertTrue(
        text.contains(
            "Saved to "
                + model
                + " (%,d bytes)".formatted(Files.size(model))
                + " and loaded into a fresh network: test accuracy 100.00%, the same"),
        text);
    assertTrue(text.strip().matches("(?s).*Total time \\d+\\.\\d s; hash .*: [0-9a-f]{12}"), text);
  }

  @Test
  void mistakesAreDrawnAndClassesExplained() throws IOException {
    int[] fashion = {9, 0, 0, 3, 0, 2, 7, 2, 5, 5, 0, 9, 5, 5, 7, 9};
    String data = IdxFiles.folder(folder, fashion).toString();
    String model = folder.resolve("model.safetensors").toString();
    int code = run("--data", data, "--model", model, "--epochs", "1", "--learning-rate", "1e-9");
    String text = screen.text();
    assertEquals(0, code, err::toString);
    assertTrue(text.contains("Fashion-MNIST: 16 images"), text);
    assertTrue(text.contains("0 T-shirt/top, 1 trouser, 2 pullover"), text);
    assertTrue(text.matches("(?s).*test image \\d+: (sandal|T-shirt/top|ankle boot).*"), text);
    assertTrue(text.contains("taken for "), text);
    assertTrue(text.contains("▀".repeat(28)) || text.contains("▄".repeat(28)), text);
  }

  @ParameterizedTest
  @CsvSource({
    "--epochs=0, --epochs must be at least 1 but is 0",
    "--threads=-1, --threads must be at least 1 but is -1",
    "--batch=0, --batch must be 1 to 64 but is 0",
    "--batch=65, --batch must be 1 to 64 but is 65: the code of LeNet5 is generated for batches",
    "--learning-rate=0, --learning-rate must be positive and finite but is 0.0",
    "--learning-rate=NaN, --learning-rate must be positive and finite but is NaN",
    "--epochs=many, Invalid value for option '--epochs'",
    "--seed=1.5, Invalid value for option '--seed'",
    "--epoch=3, Unknown option: '--epoch=3'",
    "extra, Unmatched argument at index 0: 'extra'"
  })
  void wrongOptionsAreNamed(String option, String message) {
    assertRejects(2, message.replace(" but is", ", but is"), option);
    assertTrue(err.toString().contains("--help"), err::toString);
    assertEquals(2, err.toString().lines().count(), err::toString);
  }

  @Test
  void wrongFilesAreNamed() throws IOException {
    String nowhere = folder.resolve("nowhere").toString();
    String model = "--model=" + folder.resolve("model");
    assertRejects(
        1, "the folder with the data does not exist: " + nowhere, "--data", nowhere, model);
    assertRejects(1, "this is a folder", "--model", folder.toString());
    Path damaged = Path.of(madeData()).resolve("t10k-labels-idx1-ubyte");
    Files.write(damaged, new byte[] {1, 2, 3, 4});
    assertRejects(
        1, damaged + ": at byte 0: an IDX file begins", "--data=" + damaged.getParent(), model);
    assertEquals(3, err.toString().lines().count(), err::toString);
  }

  @Test
  void aTrainingThatExplodesSaysWhatToDo() throws IOException {
    String model = "--model=" + folder.resolve("model");
    int code = run("--data", madeData(), model, "--learning-rate=1e30");
    assertEquals(1, code);
    assertTrue(err.toString().startsWith("Training failed: the loss is "), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
  }

  @Test
  void helpListsTheOptions() {
    assertEquals(0, run("--help"));
    for (String option :
        new String[] {
          "--epochs=N",
          "--data=DIR",
          "--threads=N",
          "--seed=N",
          "--batch=N",
          "--learning-rate=RATE",
          "--model=FILE",
          "--help",
          "--version"
        }) {
      assertTrue(out.toString().contains(option), out::toString);
    }
    assertTrue(out.toString().contains("default: 0.05"), out::toString);
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertEquals(0, run("--version"));
    String first = out.toString().lines().findFirst().orElseThrow();
    assertTrue(first.matches("Synapt MNIST example \\d+\\.\\d+\\.\\d+.*"), first);
  }
}
