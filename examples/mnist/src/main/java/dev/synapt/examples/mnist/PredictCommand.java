package dev.synapt.examples.mnist;

import dev.synapt.runtime.data.ImageFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads digits from image files. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Reads digits from images (PNG, JPEG, BMP, GIF).",
      "They are scaled to 28 x 28 pixels; dark digits on a light ground are inverted."
    })
final class PredictCommand implements Callable<Integer> {

  private static final int SHOWN = 3;

  private final Terminal terminal;

  @Mixin private ModelOption model;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Images of one digit each.")
  private List<Path> files;

  PredictCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    LeNet5Network network = new LeNet5Network(model.read());
    ImageFolder images = ImageFolder.gray(MnistData.SIDE, MnistData.SIDE).scaled();
    for (Path file : files) {
      float[] pixels = lightOnDark(images.readImage(file));
      terminal.line(file + ": " + likeliest(network.predict(pixels)));
    }
    return 0;
  }

  /** As MNIST's digits are. */
  private static float[] lightOnDark(float[] pixels) {
    double sum = 0;
    for (float pixel : pixels) {
      sum += pixel;
    }
    if (sum > pixels.length / 2.0) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = 1 - pixels[i];
      }
    }
    return pixels;
  }

  private static String likeliest(float[] probabilities) {
    Comparator<Integer> byProbability =
        Comparator.comparingDouble(digit -> -probabilities[digit]);
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(byProbability)
        .limit(SHOWN)
        .map(d -> String.format(Locale.ROOT, "%d (%.1f %%)", d, 100 * probabilities[d]))
        .collect(Collectors.joining(", "));
  }
}
