package dev.synapt.runtime.data;

import dev.synapt.runtime.io.FileFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the binary version of CIFAR-10: records of a label (one byte) and 3072 pixels, planes of
 * red, green and blue, row-major. Source: Krizhevsky, "Learning Multiple Layers of Features from
 * Tiny Images", 2009.
 */
public final class Cifar10 {

  /** The classes, by label. */
  public static final List<String> CLASS_NAMES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private static final int CHANNELS = 3;
  private static final int SIDE = 32;
  private static final int PIXELS = CHANNELS * SIDE * SIDE;
  private static final int RECORD = 1 + PIXELS;

  private Cifar10() {}

  /**
   * Reads files, for example {@code data_batch_1.bin} to {@code data_batch_5.bin}.
   *
   * @param files one after another
   * @return images {@code [3, 32, 32]}, values 0 ... 1, with the class names
   * @throws FileFormatException if a file is no whole number of records, or has a label above 9
   * @throws IOException if one cannot be read
   */
  public static Dataset read(Path... files) throws IOException {
    int[] counts = new int[files.length];
    int all = 0;
    for (int f = 0; f < files.length; f++) {
      counts[f] = records(files[f]);
      all = Math.addExact(all, counts[f]);
    }
    byte[] pixels = new byte[Math.multiplyExact(all, PIXELS)];
    int[] labels = new int[all];
    int begin = 0;
    for (int f = 0; f < files.length; f++) {
      read(files[f], counts[f], pixels, labels, begin);
      begin += counts[f];
    }
    int[] shape = {CHANNELS, SIDE, SIDE};
    return Dataset.whole(ByteSamples.owning(pixels, PIXELS), Answers.owningLabels(labels), shape)
        .withClassNames(CLASS_NAMES);
  }

  private static int records(Path file) throws IOException {
    long size = Files.size(file);
    if (size == 0 || size % RECORD != 0) {
      throw new FileFormatException(
          file,
          size - size % RECORD,
          "%d bytes are no whole number of records of %d bytes".formatted(size, RECORD));
    }
    return Math.toIntExact(size / RECORD);
  }

  private static void read(Path file, int count, byte[] pixels, int[] labels, int begin)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] record = new byte[RECORD];
      for (int i = 0; i < count; i++) {
        if (in.readNBytes(record, 0, RECORD) < RECORD) {
          throw new FileFormatException(file, (long) i * RECORD, "the file became shorter");
        }
        int label = record[0] & 0xff;
        if (label >= CLASS_NAMES.size()) {
          throw new FileFormatException(
              file, (long) i * RECORD, "label %d is above 9".formatted(label));
        }
        labels[begin + i] = label;
        System.arraycopy(record, 1, pixels, (begin + i) * PIXELS, PIXELS);
      }
    }
  }
}
