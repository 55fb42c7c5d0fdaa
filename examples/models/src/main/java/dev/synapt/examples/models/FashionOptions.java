package dev.synapt.examples.models;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where the images come from. */
final class FashionOptions {

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description =
          "A folder with the four files of Fashion-MNIST, plain or .gz (default: 5,000 images to"
              + " train on and 2,000 to test on, which are built in).")
  private Path folder;

  FashionMnist read() throws IOException {
    return folder == null ? FashionMnist.bundled() : FashionMnist.fromFolder(folder);
  }
}
