package dev.synapt.examples.models;

import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.IdxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Fashion-MNIST (Xiao, Rasul, Vollgraf, 2017): grey images {@code [1, 28, 28]} of ten kinds of
 * clothing, bright on black, with pixels in 0 ... 1.
 *
 * @param train to train on
 * @param test to test on
 */
record FashionMnist(Dataset train, Dataset test) {

  /** Height and width of an image. */
  static final int SIDE = 28;

  static final List<String> CLASS_NAMES =
      List.of(
          "T-shirt/top",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");

  /**
   * The first 5,000 images to train on and the first 2,000 to test on, which come with the program.
   */
  static FashionMnist bundled() throws IOException {
    return BundledFile.read(
        "data/fashion-mnist/train-images-idx3-ubyte.gz", file -> read(file.getParent()));
  }

  /** All of them from a folder with the four published files, plain or with the ending .gz. */
  static FashionMnist fromFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          (Files.exists(folder) ? "not a folder: " : "there is no folder ") + folder);
    }
    return read(folder);
  }

  private static FashionMnist read(Path folder) throws IOException {
    return new FashionMnist(part(folder, "train"), part(folder, "t10k"));
  }

  private static Dataset part(Path folder, String prefix) throws IOException {
    Path images = file(folder, prefix + "-images-idx3-ubyte");
    Path labels = file(folder, prefix + "-labels-idx1-ubyte");
    Dataset part = IdxReader.readLabelled(images, labels);
    if (part.size() == 0 || !Arrays.equals(part.shape(), new int[] {1, SIDE, SIDE})) {
      throw new IOException(
          "%s: images [1, %d, %d] are needed, but there are %d of shape %s"
              .formatted(images, SIDE, SIDE, part.size(), Arrays.toString(part.shape())));
    }
    if (part.classes() > CLASS_NAMES.size()) {
      throw new IOException(
          "%s: there are classes 0 to 9, but a label is %d".formatted(labels, part.classes() - 1));
    }
    return part.withClassNames(CLASS_NAMES);
  }

  private static Path file(Path folder, String name) throws IOException {
    for (String candidate : List.of(name, name + ".gz")) {
      if (Files.isRegularFile(folder.resolve(candidate))) {
        return folder.resolve(candidate);
      }
    }
    throw new IOException("there is neither %s nor %s.gz in %s".formatted(name, name, folder));
  }
}
