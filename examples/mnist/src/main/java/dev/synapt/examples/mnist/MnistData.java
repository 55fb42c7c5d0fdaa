package dev.synapt.examples.mnist;

import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.IdxReader;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * MNIST, or other data in its form: images {@code [1, 28, 28]} with pixels in 0 ... 1, of ten
 * classes. In the data sets the classes have their numbers as names.
 *
 * @param title what the images are
 * @param classNames what the classes are
 * @param train to train on
 * @param test to test on
 */
record MnistData(String title, List<String> classNames, Dataset train, Dataset test) {

  static final int SIDE = 28;
  static final int CLASSES = 10;

  private static final List<String> DIGITS =
      IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
  private static final String BUNDLED = "data/train-images-idx3-ubyte.gz";

  /** The digits that come with the program. */
  static MnistData bundled() throws IOException {
    return bundled(MnistData.class.getResource(BUNDLED));
  }

  /** From a folder on the class path, given by one of its files; in a folder or in a jar. */
  static MnistData bundled(URL file) throws IOException {
    if (file == null) {
      throw new IOException(
          "the built-in digits are not on the class path (" + BUNDLED + "); use --data");
    }
    try {
      if (!(file.openConnection() instanceof JarURLConnection entry)) {
        return read("MNIST", Path.of(file.toURI()).getParent());
      }
      URI jar = entry.getJarFileURL().toURI();
      try (FileSystem files = FileSystems.newFileSystem(Path.of(jar))) {
        return read("MNIST", files.getPath(entry.getEntryName()).getParent());
      }
    } catch (URISyntaxException e) {
      throw new IOException("the built-in digits cannot be read from " + file, e);
    }
  }

  /**
   * From a folder with the four files, plain or with the ending .gz. The classes are named if the
   * images are Fashion-MNIST's.
   */
  static MnistData fromFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      String what = Files.exists(folder) ? "is no folder" : "does not exist";
      throw new IOException("the folder with the data " + what + ": " + folder);
    }
    MnistData data = read("Images of " + folder, folder);
    return FashionMnist.is(data.train)
        ? new MnistData("Fashion-MNIST", FashionMnist.CLASS_NAMES, data.train, data.test)
        : data;
  }

  private static MnistData read(String title, Path folder) throws IOException {
    return new MnistData(title, DIGITS, part(folder, "train"), part(folder, "t10k"));
  }

  private static Dataset part(Path folder, String prefix) throws IOException {
    Path images = file(folder, prefix + "-images-idx3-ubyte");
    Path labels = file(folder, prefix + "-labels-idx1-ubyte");
    Dataset part = IdxReader.readLabelled(images, labels);
    if (!Arrays.equals(part.shape(), new int[] {1, SIDE, SIDE})) {
      throw new IOException(
          "%s: LeNet5 reads images of shape [1, %d, %d], but these are %s"
              .formatted(images, SIDE, SIDE, Arrays.toString(part.shape())));
    }
    if (part.size() == 0) {
      throw new IOException(images + ": there are no images in it");
    }
    if (part.classes() > CLASSES) {
      throw new IOException(
          "%s: LeNet5 knows the classes 0 to %d, but there is a label %d"
              .formatted(labels, CLASSES - 1, part.classes() - 1));
    }
    return part.withClassNames(DIGITS);
  }

  private static Path file(Path folder, String name) throws IOException {
    for (String candidate : List.of(name, name + ".gz")) {
      if (Files.isRegularFile(folder.resolve(candidate))) {
        return folder.resolve(candidate);
      }
    }
    throw new IOException(
        "there is neither %s nor %s.gz in %s; needed are the images (-images-idx3-ubyte) and the "
                .formatted(name, name, folder)
            + "labels (-labels-idx1-ubyte) of both train and t10k");
  }
}
