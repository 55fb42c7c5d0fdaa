package dev.synapt.examples.mnist;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The weights to predict with. */
final class ModelOption {

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Weights that training saved (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("target", "lenet5.safetensors");

  LeNet5Weights read() throws IOException {
    try {
      return new WeightsFile(file).load();
    } catch (NoSuchFileException e) {
      throw new IOException(
          "there are no weights at " + file + ": the command train saves them there", e);
    }
  }
}
