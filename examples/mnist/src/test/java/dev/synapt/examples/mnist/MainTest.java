package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.training.Checkpointing;
import dev.synapt.runtime.training.recipe.Finding;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
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
    Path report = folder.resolve("out/report.html");
    int code =
        run(
            "--data=" + madeData(),
            "--model=" + model,
            "--epochs=12",
            "--batch=10",
            "--report=" + report);
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
    String page = Files.readString(report);
    for (String part :
        List.of(
            "100.00 %",
            "conv2.conv2d.weight", "fc2.relu", "Dropout 0.2", "a linear model", "Verdict")) {
      assertTrue(page.contains(part), part);
    }
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
    assertTrue(text.matches("(?s).*test image \\d+: (sneaker|pullover|dress|sandal).*"), text);
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
    "extra, Unmatched argument at index 0: 'extra'",
    "predict, Missing required parameter: 'FILE'"
  })
  void wrongOptionsAreNamed(String option, String message) {
    assertRejects(2, message.replace(" but is", ", but is"), option);
    assertTrue(err.toString().contains("--help"), err::toString);
    assertTrue(err.toString().lines().count() <= 3, err::toString);
  }

  @ParameterizedTest
  @CsvSource({"evalute, evaluate", "--epoch=3, --epochs", "predct, predict"})
  void whatMayHaveBeenMeantIsNamed(String written, String meant) {
    assertRejects(2, meant, written);
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

  /** Two epochs, then the third in a run of its own: the hash is that of three in one run. */
  @Test
  void aTrainingGoesOnWithTheSameBits() throws IOException {
    String data = "--data=" + madeData();
    String model = "--model=" + folder.resolve("model.safetensors");
    String[] options = {data, model, "--epochs=3", "--checkpoint=" + folder.resolve("c")};
    assertEquals(0, run(options), err::toString);
    String expected = hash();
    Path early = folder.resolve("early");
    try (LeNet5Trainer trainer = new LeNet5Trainer()) {
      new Settings(3, 64, 1, 1, Settings.USUAL_RATE)
          .training(trainer)
          .data(MnistData.fromFolder(folder.resolve("data")).train())
          .checkpoint(Checkpointing.to(early))
          .stepLimit(4)
          .fit();
    }
    int code = run("resume", data, model, "--epochs=3", "--checkpoint=" + early);
    assertEquals(0, code, err::toString);
    assertTrue(screen.text().contains("Going on after step 4, in epoch 3"), screen.text());
    assertEquals(expected, hash());
    assertEquals(1, run("resume", data, model, "--checkpoint=" + folder.resolve("none")));
    assertTrue(err.toString().contains("there is no checkpoint at"), err::toString);
    assertEquals(1, run("resume", data, model, "--seed=2", "--checkpoint=" + early));
    String last = err.toString().strip().lines().toList().getLast();
    assertTrue(last.startsWith(early + ": ") && last.contains("seed"), last);
  }

  private String hash() {
    List<String> lines = screen.text().strip().lines().toList();
    return lines.getLast().replaceFirst(".*hash of the weights: ", "");
  }

  @Test
  void savedWeightsAreJudgedAndReadImages() throws IOException {
    String data = madeData();
    String model = folder.resolve("model.safetensors").toString();
    String checkpoint = "--checkpoint=" + folder.resolve("c");
    run("train", "--data", data, "--model", model, "--epochs=12", "--batch=10", checkpoint);
    assertEquals(0, run("evaluate", "--data", data, "--model", model), err::toString);
    int first = screen.text().indexOf("Test accuracy 100.00%: 0 of 100");
    assertTrue(screen.text().indexOf("Test accuracy 100.00%: 0 of 100", first + 1) > 0);
    float[] image = MnistData.fromFolder(Path.of(data)).test().input(7);
    String light = png("light", image, 0, 1);
    String dark = png("dark", image, 1, -1);
    assertEquals(0, run("predict", "--model", model, light, dark), err::toString);
    List<String> lines = screen.text().strip().lines().toList();
    String[] words = lines.getLast().split(": ");
    assertEquals(dark, words[0]);
    assertTrue(words[1].matches("\\d \\(\\d+\\.\\d %\\), \\d \\(.*\\), \\d \\(.*\\)"), words[1]);
    assertEquals(light + ": " + words[1], lines.get(lines.size() - 2));
  }

  @Test
  void filesThatCannotBePredictedAreNamed() throws IOException {
    Path model = folder.resolve("model.safetensors");
    assertRejects(1, "there are no weights at " + model, "predict", "--model=" + model, "x.png");
    new LeNet5Weights().save(model);
    assertRejects(
        1, "x.png: there is no such file", "predict", "--model=" + model, folder + "/x.png");
    Path text = Files.writeString(folder.resolve("a.png"), "no image");
    assertRejects(1, "no image of a known format", "predict", "--model=" + model, text.toString());
    assertRejects(1, text + ": ", "evaluate", "--model=" + text);
    String empty = png("empty", new float[28 * 28], 0.5f, 1);
    assertRejects(1, empty + ": there is no digit", "predict", "--model=" + model, empty);
  }

  private String png(String name, float[] pixels, float ground, float sign) throws IOException {
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < pixels.length; i++) {
      image.setRGB(i % 28, i / 28, 0x10101 * Math.round(255 * (ground + sign * pixels[i])));
    }
    Path file = folder.resolve(name + ".png");
    ImageIO.write(image, "png", file.toFile());
    return file.toString();
  }

  @Test
  void theNetworkIsDescribedAndChecked() throws IOException {
    String data = "--data=" + madeData();
    assertEquals(0, run("summary"));
    assertTrue(screen.text().contains("conv2.conv2d"), screen.text());
    assertEquals(0, run("recipe", data, "--epochs=80"), () -> err + screen.text());
    assertEquals(8, screen.text().lines().filter(l -> l.startsWith("PASSED ")).count());
    assertEquals(2, run("recipe", data, "--epochs=0"));
    Path plot = folder.resolve("rates.html");
    assertEquals(0, run("lr-find", data, "--plot=" + plot), err::toString);
    assertTrue(screen.text().contains("Suggested learning rate: "), screen.text());
    assertTrue(Files.readString(plot).contains("<path d=\"M"));
  }

  @Test
  void aFailedCheckIsAnExitCode() {
    Finding passed = new Finding("a", Finding.Outcome.PASSED, "");
    Finding skipped = new Finding("b", Finding.Outcome.SKIPPED, "");
    Finding failed = new Finding("c", Finding.Outcome.FAILED, "");
    assertEquals(0, RecipeCommand.exitCode(List.of(passed, skipped)));
    assertEquals(1, RecipeCommand.exitCode(List.of(passed, failed, skipped)));
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
          "--checkpoint=FILE",
          "--report=FILE",
          "resume",
          "evaluate",
          "predict",
          "recipe",
          "lr-find",
          "summary",
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
