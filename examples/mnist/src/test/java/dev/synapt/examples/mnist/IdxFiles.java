package dev.synapt.examples.mnist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Writes small IDX files of unsigned bytes, as their specification says. */
final class IdxFiles {

  private static final int UNSIGNED_BYTES = 0x08;

  private IdxFiles() {}

  static byte[] bytes(byte[] elements, int... shape) {
    ByteBuffer header = ByteBuffer.allocate(4 + 4 * shape.length);
    header.put(new byte[] {0, 0, UNSIGNED_BYTES, (byte) shape.length});
    Arrays.stream(shape).forEach(header::putInt);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(header.array());
    all.writeBytes(elements);
    return all.toByteArray();
  }

  /** Images of which image i has ink in row {@code labels[i]} only, so that they can be learned. */
  static byte[] images(int side, int... labels) {
    byte[] pixels = new byte[labels.length * side * side];
    for (int i = 0; i < labels.length; i++) {
      int row = (i * side + labels[i]) * side;
      Arrays.fill(pixels, row, row + side, (byte) 200);
    }
    return bytes(pixels, labels.length, side, side);
  }

  static byte[] labels(int... labels) {
    byte[] elements = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      elements[i] = (byte) labels[i];
    }
    return bytes(elements, labels.length);
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }

  /** The four files under MNIST's names, plain, with the same samples to train and to test on. */
  static Path folder(Path folder, int... labels) throws IOException {
    for (String part : new String[] {"train", "t10k"}) {
      Files.write(folder.resolve(part + "-images-idx3-ubyte"), images(28, labels));
      Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels(labels));
    }
    return folder;
  }
}
