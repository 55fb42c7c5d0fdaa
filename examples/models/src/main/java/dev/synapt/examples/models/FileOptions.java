package dev.synapt.examples.models;

import dev.synapt.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a trained model is kept. */
final class FileOptions {

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The weights (default: target/ and the name of the model, .safetensors).")
  private Path model;

  Path model(Workbench<?> bench) {
    return model == null ? Path.of("target", bench.name() + ".safetensors") : model;
  }

  /** Before training, so that a wrong path costs no training. */
  static void prepareFolder(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("wanted is a file, but this is a folder: " + file);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
  }

  <W extends Weights> W load(Workbench<W> bench) throws IOException {
    Path file = model(bench);
    if (!Files.exists(file)) {
      throw new IOException(
          "there are no weights at %s: the command train saves some".formatted(file));
    }
    W weights = bench.weights().get();
    try {
      weights.load(file);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    return weights;
  }
}
