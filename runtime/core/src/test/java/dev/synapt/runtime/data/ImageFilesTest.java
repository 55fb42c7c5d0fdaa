package dev.synapt.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.synapt.runtime.Batch;
import dev.synapt.runtime.io.FileFormatException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of images, and CIFAR-10's files. */
final class ImageFilesTest {

  @TempDir private Path folder;

  private Path image(String name, int height, int width, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      image.setRGB(x, 0, rgb);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    String format = name.substring(name.lastIndexOf('.') + 1);
    assertTrue(ImageIO.write(image, format, file.toFile()));
    return file;
  }

  @Test
  void foldersAreClasses() throws IOException {
    image("dog/b.png", 2, 3, 0xff8000);
    image("cat/z.bmp", 2, 3, 0x0000ff);
    image("dog/a.PNG", 2, 3, 0x00ff00);
    Files.writeString(folder.resolve("cat/notes.txt"), "no image");
    Files.writeString(folder.resolve("cat/.hidden.png"), "no image");
    Dataset data = ImageFolder.rgb(2, 3).read(folder);
    assertEquals(List.of("cat", "dog"), data.classNames());
    assertArrayEquals(new int[] {3, 2, 3}, data.shape());
    assertArrayEquals(new int[] {0, 1, 1}, new int[] {data.label(0), data.label(1), data.label(2)});
    float[] expected = new float[18];
    Arrays.fill(expected, 12, 15, 1f);
    assertArrayEquals(expected, data.input(0), "blue in the first row");
    assertEquals(0x80 / 255f, data.input(2)[6], "green");
  }

  /** Of one colour, which JPEG keeps within a few levels. */
  @Test
  void jpegIsRead() throws IOException {
    BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 16, 8, filled(128, 0xc86432), 0, 16);
    Path file = Files.createDirectory(folder.resolve("a")).resolve("a.jpg");
    assertTrue(ImageIO.write(image, "jpg", file.toFile()));
    Files.copy(file, file.resolveSibling("b.JPEG"));
    Dataset data = ImageFolder.rgb(8, 16).read(folder);
    assertEquals(2, data.size());
    for (int i = 0; i < 3 * 128; i++) {
      int expected = (0xc86432 >> (16 - 8 * (i / 128))) & 0xff;
      assertEquals(expected / 255f, data.input(0)[i], 4 / 255f);
      assertEquals(data.input(0)[i], data.input(1)[i]);
    }
  }

  private static int[] filled(int count, int value) {
    int[] values = new int[count];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void grayIsTheLuminance() throws IOException {
    Path file = image("a/a.png", 1, 1, 0x406080);
    float gray = Math.round(0.299f * 0x40 + 0.587f * 0x60 + 0.114f * 0x80) / 255f;
    assertArrayEquals(new float[] {gray}, ImageFolder.gray(1, 1).readImage(file));
    assertArrayEquals(new float[] {gray}, ImageFolder.gray(1, 1).read(folder).input(0));
  }

  /** What a file of grays says, of 8 and of 16 bits, and not what it would be on a screen. */
  @Test
  void storedGraysAreTakenAsTheyAre() throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
      BufferedImage image = new BufferedImage(3, 1, type);
      int unit = type == BufferedImage.TYPE_BYTE_GRAY ? 1 : 257;
      image.getRaster().setSamples(0, 0, 3, 1, 0, new int[] {10 * unit, 128 * unit, 255 * unit});
      Path file = folder.resolve(type + ".png");
      assertTrue(ImageIO.write(image, "png", file.toFile()));
      float[] stored = {10 / 255f, 128 / 255f, 1};
      assertArrayEquals(stored, ImageFolder.gray(1, 3).readImage(file));
    }
  }

  @Test
  void otherSizesAreRefusedOrScaled() throws IOException {
    Path file = image("a/a.png", 4, 4, 0xffffff);
    FileFormatException e =
        assertThrows(FileFormatException.class, () -> ImageFolder.gray(2, 3).read(folder));
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    assertTrue(e.getMessage().contains("is 4 x 4 (height x width), wanted 2 x 3"), e.getMessage());
    assertEquals(6, ImageFolder.gray(2, 3).scaled().readImage(file).length);
  }

  private void mask(String name, int type, int... levels) throws IOException {
    BufferedImage image = new BufferedImage(3, 2, type);
    for (int i = 0; i < levels.length; i++) {
      image.getRaster().setSample(i % 3, i / 3, 0, levels[i]);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    assertTrue(ImageIO.write(image, "png", file.toFile()));
  }

  private Dataset pairs(ImageFolder reader) throws IOException {
    return reader.readPairs(folder.resolve("images"), folder.resolve("masks"), OptionalInt.of(255));
  }

  @Test
  void masksAreTheLabelsOfPixels() throws IOException {
    image("images/b.png", 2, 3, 0xffffff);
    image("images/a.bmp", 2, 3, 0x000000);
    mask("masks/a.png", BufferedImage.TYPE_BYTE_GRAY, 0, 1, 2, 255, 1, 0);
    mask("masks/b.png", BufferedImage.TYPE_BYTE_INDEXED, 4, 0, 0, 0, 0, 255);
    Dataset data = pairs(ImageFolder.gray(2, 3));
    assertArrayEquals(new int[] {0, 1, 2, 255, 1, 0}, data.labels(0));
    assertArrayEquals(new int[] {4, 0, 0, 0, 0, 255}, data.labels(1));
    assertEquals(5, data.classes(), "255 is none");
    assertTrue(data.counts(4) && !data.counts(255));
    assertArrayEquals(new float[] {1, 1, 1, 0, 0, 0}, data.input(1));
    Batch batch = data.newBatch(2);
    data.fill(batch, new int[] {1, 0}, 0, 2);
    assertArrayEquals(new int[] {4, 0, 0, 0, 0, 255, 0, 1, 2, 255, 1, 0}, batch.labels());
    assertThrows(IllegalStateException.class, () -> data.label(0));
    new AugmentedBatches(data, Augmentation.none().flipHorizontally(1), 1)
        .fill(batch, new int[] {0, 1}, 0, 2, 1);
    assertArrayEquals(new int[] {2, 1, 0, 0, 1, 255, 0, 0, 4, 255, 0, 0}, batch.labels());
    int[] quarters = pairs(ImageFolder.gray(4, 6).scaled()).labels(0);
    assertArrayEquals(new int[] {0, 0, 1, 1, 2, 2}, Arrays.copyOf(quarters, 6));
    assertArrayEquals(new int[] {255, 255, 1, 1, 0, 0}, Arrays.copyOfRange(quarters, 18, 24));
  }

  @Test
  void imagesWithoutAMaskAreRefused() throws IOException {
    Path image = image("images/a.png", 2, 3, 0xffffff);
    mask("masks/b.png", BufferedImage.TYPE_BYTE_GRAY, 0);
    IOException none = assertThrows(IOException.class, () -> pairs(ImageFolder.gray(2, 3)));
    assertEquals(image + ": there is no mask named a", none.getMessage());
    Path coloured = image("masks/a.png", 2, 3, 0xff0000);
    IOException e = assertThrows(IOException.class, () -> pairs(ImageFolder.gray(2, 3)));
    assertTrue(e.getMessage().startsWith(coloured + ": at byte 0: a mask has"), e.getMessage());
  }

  @Test
  void whatIsNoImageIsRefused() throws IOException {
    Path text = folder.resolve("a/a.png");
    Files.createDirectories(text.getParent());
    Files.writeString(text, "hello");
    assertTrue(
        assertThrows(FileFormatException.class, () -> ImageFolder.rgb(2, 2).read(folder))
            .getMessage()
            .contains("no image of a known format"));
    Path cut = image("a/b.png", 40, 40, 0xffffff);
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 60));
    assertTrue(
        assertThrows(FileFormatException.class, () -> ImageFolder.rgb(40, 40).readImage(cut))
            .getMessage()
            .contains("cannot be decoded"));
    Files.delete(text);
    Files.delete(cut);
    assertThrows(IOException.class, () -> ImageFolder.rgb(2, 2).read(folder));
    assertThrows(IllegalArgumentException.class, () -> ImageFolder.rgb(0, 2));
  }

  @Test
  void readsCifar10() throws IOException {
    byte[] records = new byte[2 * 3073];
    records[0] = 9;
    records[1 + 1024] = (byte) 255;
    records[3073] = 3;
    Path first = Files.write(folder.resolve("1.bin"), records);
    Dataset data = Cifar10.read(first, first);
    assertEquals(4, data.size());
    assertArrayEquals(new int[] {3, 32, 32}, data.shape());
    assertEquals("truck", data.classNames().get(data.label(0)));
    assertEquals("cat", data.classNames().get(data.label(3)));
    assertEquals(1f, data.input(2)[1024]);
    assertEquals(0f, data.input(2)[1023]);
  }

  /** What was read is what the data set keeps: one array of pixels, one of labels. */
  @Test
  void readingDoesNotCopy() throws IOException {
    byte[] records = new byte[400 * 3073];
    Path file = Files.write(folder.resolve("many.bin"), records);
    assertTrue(allocated(() -> Cifar10.read(file)) < 1.2 * records.length);
    byte[] idx = new byte[16 + 1_000_000];
    ByteBuffer.wrap(idx).putInt(0x803).putInt(10_000).putInt(10).putInt(10);
    Path images = Files.write(folder.resolve("images"), idx);
    byte[] idxLabels = new byte[8 + 10_000];
    ByteBuffer.wrap(idxLabels).putInt(0x801).putInt(10_000);
    Path labels = Files.write(folder.resolve("labels"), idxLabels);
    assertTrue(allocated(() -> IdxReader.readLabelled(images, labels)) < 1.4 * idx.length);
  }

  private interface Reading {
    Dataset read() throws IOException;
  }

  /** The least of three, for the first loads classes. */
  private static long allocated(Reading reading) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      assertTrue(reading.read().size() > 0);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  @Test
  void refusesCifar10WithByteAndReason() throws IOException {
    Path cut = Files.write(folder.resolve("cut.bin"), new byte[3073 + 5]);
    FileFormatException e = assertThrows(FileFormatException.class, () -> Cifar10.read(cut));
    assertEquals(3073, e.position());
    assertTrue(e.reason().contains("3078 bytes are no whole number of records"), e.reason());
    byte[] wrong = new byte[2 * 3073];
    wrong[3073] = 10;
    Path label = Files.write(folder.resolve("label.bin"), wrong);
    FileFormatException f = assertThrows(FileFormatException.class, () -> Cifar10.read(label));
    assertEquals(3073, f.position());
    assertEquals("label 10 is above 9", f.reason());
    Path empty = Files.write(folder.resolve("empty.bin"), new byte[0]);
    assertThrows(FileFormatException.class, () -> Cifar10.read(empty));
  }
}
