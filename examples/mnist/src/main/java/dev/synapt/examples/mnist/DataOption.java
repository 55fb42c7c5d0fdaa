package dev.synapt.examples.mnist;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the images come from. */
final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A folder with the four IDX files of MNIST or Fashion-MNIST, plain or .gz"
              + " (default: MNIST, which is built in).")
  private Path folder;

  MnistData read() throws IOException {
    return folder == null ? MnistData.bundled() : MnistData.fromFolder(folder);
  }
}
