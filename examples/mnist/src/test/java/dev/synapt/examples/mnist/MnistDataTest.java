package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.data.Dataset;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MnistDataTest {

  private static final int[] DIGITS = {3, 1, 4};

  /** The labels of Fashion-MNIST's first training images. */
  private static final int[] FASHION = {9, 0, 0, 3, 0, 2, 7, 2, 5, 5, 0, 9, 5, 5, 7, 9};

  @TempDir private Path folder;

  private String rejects(Path from) {
    return assertThrows(IOException.class, () -> MnistData.fromFolder(from)).getMessage();
  }

  private static int[] labels(Dataset data) {
    return IntStream.range(0, data.size()).map(data::label).toArray();
  }

  private static void assertIsTheSmallData(MnistData data) {
    assertArrayEquals(DIGITS, labels(data.train()));
    assertArrayEquals(DIGITS, labels(data.test()));
    assertArrayEquals(new int[] {1, 28, 28}, data.train().shape());
    assertEquals(200f / 255, data.train().input(2)[4 * 28]);
    assertEquals(0f, data.train().input(2)[3 * 28]);
    assertEquals(10, data.test().classes());
  }

  /** The counts are those that are published with the data. */
  @Test
  void theBuiltInDigitsAreMnist() throws IOException {
    MnistData data = MnistData.bundled();
    assertEquals("MNIST", data.title());
    assertArrayEquals(
        new int[] {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949},
        counts(data.train()));
    assertArrayEquals(
        new int[] {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009}, counts(data.test()));
  }

  private static int[] counts(Dataset data) {
    int[] counts = new int[10];
    for (int label : labels(data)) {
      counts[label]++;
    }
    return counts;
  }

  @Test
  void aFolderOfPlainFiles() throws IOException {
    MnistData data = MnistData.fromFolder(IdxFiles.folder(folder, DIGITS));
    assertIsTheSmallData(data);
    assertEquals("Images of " + folder, data.title());
    assertEquals(List.of("0", "1", "2"), data.classNames().subList(0, 3));
  }

  @Test
  void aFolderWithCompressedFiles() throws IOException {
    IdxFiles.folder(folder, DIGITS);
    Path plain = folder.resolve("train-images-idx3-ubyte");
    byte[] compressed = IdxFiles.gzip(Files.readAllBytes(plain));
    Files.write(folder.resolve("train-images-idx3-ubyte.gz"), compressed);
    Files.delete(plain);
    assertIsTheSmallData(MnistData.fromFolder(folder));
  }

  @Test
  void aJar() throws IOException {
    IdxFiles.folder(folder, DIGITS);
    Path jar = folder.resolve("with space.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith("-ubyte")).toList()) {
        entries.putNextEntry(new JarEntry("some/data/" + file.getFileName()));
        entries.write(Files.readAllBytes(file));
      }
    }
    URL entry = URI.create("jar:" + jar.toUri() + "!/some/data/train-images-idx3-ubyte").toURL();
    assertIsTheSmallData(MnistData.bundled(entry));
  }

  @Test
  void missingResourcesAreNamed() {
    IOException e = assertThrows(IOException.class, () -> MnistData.bundled(null));
    assertTrue(e.getMessage().contains("--data"), e::getMessage);
  }

  @Test
  void fashionIsRecognised() throws IOException {
    MnistData data = MnistData.fromFolder(IdxFiles.folder(folder, FASHION));
    assertEquals("Fashion-MNIST", data.title());
    assertEquals("ankle boot", data.classNames().get(9));
    assertEquals(10, data.classNames().size());
    assertEquals("9", data.test().classNames().get(9));
  }

  @Test
  void otherLabelsAreDigits() throws IOException {
    int[] labels = FASHION.clone();
    labels[15] = 8;
    assertEquals("9", MnistData.fromFolder(IdxFiles.folder(folder, labels)).classNames().get(9));
  }

  @Test
  void wrongFoldersAreNamed() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    assertEquals("the folder with the data does not exist: " + nowhere, rejects(nowhere));
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals("the folder with the data is no folder: " + file, rejects(file));
    String message = rejects(folder);
    assertTrue(
        message.startsWith(
            "there is neither train-images-idx3-ubyte nor train-images-idx3-ubyte.gz in " + folder),
        message);
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    Path images = IdxFiles.folder(folder, DIGITS).resolve("t10k-images-idx3-ubyte");
    byte[] whole = Files.readAllBytes(images);
    Files.write(images, java.util.Arrays.copyOf(whole, whole.length - 1));
    String message = rejects(folder);
    assertTrue(message.startsWith(images + ": at byte "), message);
  }

  @Test
  void imagesOfAnotherShapeAreRefused() throws IOException {
    Path images = IdxFiles.folder(folder, DIGITS).resolve("train-images-idx3-ubyte");
    Files.write(images, IdxFiles.images(32, DIGITS));
    assertEquals(
        images + ": LeNet5 reads images of shape [1, 28, 28], but these are [1, 32, 32]",
        rejects(folder));
  }

  @Test
  void labelsBeyondTenClassesAreRefused() throws IOException {
    IdxFiles.folder(folder, 3, 1, 12);
    assertEquals(
        folder.resolve("train-labels-idx1-ubyte")
            + ": LeNet5 knows the classes 0 to 9, but there is a label 12",
        rejects(folder));
  }

  @Test
  void noImagesAreRefused() throws IOException {
    IdxFiles.folder(folder);
    String message = rejects(folder);
    assertTrue(message.endsWith("there are no images in it"), message);
  }
}
