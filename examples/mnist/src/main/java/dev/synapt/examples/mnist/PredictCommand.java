package dev.synapt.examples.mnist;

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
      "Light on dark or dark on light, of any size: they are prepared as MNIST's digits were."
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
    for (Path file : files) {
      terminal.line(file + ": " + likeliest(network.predict(DigitImage.read(file))));
    }
    return 0;
  }

  private static String likeliest(float[] probabilities) {
    Comparator<Integer> byProbability = Comparator.comparingDouble(digit -> -probabilities[digit]);
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(byProbability)
        .limit(SHOWN)
        .map(d -> String.format(Locale.ROOT, "%d (%.1f %%)", d, 100 * probabilities[d]))
        .collect(Collectors.joining(", "));
  }
}
