package dev.synapt.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser, if Chromium or Chrome is on the PATH or named by synapt.browser. */
final class BrowserTest {

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 3000;
  private static final int SECONDS = 60;

  private static Optional<Path> browser() {
    String named = System.getProperty("synapt.browser");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    List<String> names = List.of("chromium", "chromium-browser", "google-chrome");
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private record Output(int exit, String text, String errors) {}

  /** Two runs of one page must not share a profile, and none may talk to the network. */
  private static Output run(Path browser, Path folder, String... arguments)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command =
        Stream.concat(
                Stream.of(
                    browser.toString(),
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--hide-scrollbars",
                    "--enable-logging=stderr",
                    "--user-data-dir=" + Files.createTempDirectory(folder, "profile")),
                Stream.of(arguments))
            .toList();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertTrue(ended, () -> "the browser took more than " + SECONDS + " s");
    return new Output(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  @Test
  void thePageIsShownWithoutComplaints(@TempDir Path folder)
      throws IOException, InterruptedException {
    Optional<Path> browser = browser();
    if (browser.isEmpty()) {
      System.out.println("SKIPPED: the report is not looked at, for there is no Chromium here");
    }
    assumeTrue(browser.isPresent(), "no Chromium on the PATH");
    Path page = folder.resolve("report.html");
    Stripes.report().write(page);
    Path picture = folder.resolve("page.png");
    Output output =
        run(
            browser.get(),
            folder,
            "--window-size=" + WIDTH + "," + HEIGHT,
            "--screenshot=" + picture,
            page.toUri().toString());
    assertEquals(0, output.exit(), output.errors());
    assertEquals(
        List.of(), output.errors().lines().filter(line -> line.contains("CONSOLE")).toList());
    BufferedImage image = ImageIO.read(picture.toFile());
    assertEquals(WIDTH, image.getWidth());
    assertTrue(ink(image, 0, HEIGHT / 3) > 0.02, "the top of the page is drawn");
    assertTrue(ink(image, HEIGHT / 3, 2 * HEIGHT / 3) > 0.02, "and the middle");
    assertTrue(colours(image).size() > 200, "with text, curves and images");
  }

  /** The share of pixels that are not of the most common colours of page and cards. */
  private static double ink(BufferedImage image, int from, int to) {
    int page = image.getRGB(2, HEIGHT / 2);
    long dark = 0;
    for (int y = from; y < to; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int rgb = image.getRGB(x, y);
        dark += rgb != page && (rgb >> 8 & 0xff) < 0xe0 ? 1 : 0;
      }
    }
    return (double) dark / ((long) WIDTH * (to - from));
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < HEIGHT; y += 2) {
      for (int x = 0; x < WIDTH; x += 2) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }
}
