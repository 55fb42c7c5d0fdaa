package dev.synapt.examples.mnist;

import dev.synapt.runtime.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The file with the weights.
 *
 * @param path a safetensors file
 */
record WeightsFile(Path path) {

  /** Characters of a hash: 48 bits, enough to tell runs apart. */
  private static final int HASH_LENGTH = 12;

  /** Makes its folder. Before training, so that a wrong path costs no training. */
  void prepare() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(path)) {
      throw new IOException("the weights need a file, but this is a folder: " + path);
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException("the weights cannot be saved to " + path + ": no folder " + folder);
    }
    Files.createDirectories(folder);
    if (!Files.isWritable(folder)) {
      throw new IOException("the weights cannot be saved to " + path + ": permission denied");
    }
  }

  /** Replaces what was saved before. */
  void save(Weights weights) throws IOException {
    weights.save(path);
  }

  /** Reads the file into new weights. */
  LeNet5Weights load() throws IOException {
    LeNet5Weights weights = new LeNet5Weights();
    try {
      weights.load(path);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    return weights;
  }

  /** The beginning of {@link #sha256}. */
  static String hash(Weights weights) {
    return sha256(weights).substring(0, HASH_LENGTH);
  }

  /** Of the bits of all weights, in hexadecimal digits: the same for the same bits only. */
  static String sha256(Weights weights) {
    float[] values = weights.values();
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
    bytes.asFloatBuffer().put(values);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
