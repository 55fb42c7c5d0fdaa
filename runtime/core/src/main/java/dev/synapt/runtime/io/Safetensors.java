package dev.synapt.runtime.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The safetensors format: 8 bytes with the length of a JSON header (little-endian), the header with
 * each tensor's type, shape and range of bytes, then the values back to back.
 */
public final class Safetensors {

  /** The header's key for free text. */
  static final String METADATA = "__metadata__";

  private static final int ALIGNMENT = 8;
  private static final int CHUNK_BYTES = 1 << 16;

  private Safetensors() {}

  /**
   * A tensor of 32-bit floats to be written.
   *
   * @param name unique in the file
   * @param shape row-major; empty for a scalar
   * @param values the array that holds the tensor; not copied
   * @param offset where in the array it begins
   */
  public record Tensor(String name, int[] shape, float[] values, int offset) {

    /**
     * Checks that the values lie in the array.
     *
     * @throws IllegalArgumentException if they do not, or if the name is the metadata's
     */
    public Tensor {
      shape = shape.clone();
      long size = size(shape);
      if (offset < 0 || size > (long) values.length - offset || name.equals(METADATA)) {
        throw new IllegalArgumentException(
            "tensor \""
                + name
                + "\" "
                + Arrays.toString(shape)
                + " at "
                + offset
                + " does not fit an array of "
                + values.length);
      }
    }

    private static long size(int[] shape) {
      long size = 1;
      for (int dimension : shape) {
        if (dimension < 0) {
          throw new IllegalArgumentException("negative size in " + Arrays.toString(shape));
        }
        size = Math.multiplyExact(size, (long) dimension);
      }
      return size;
    }

    private int size() {
      return (int) size(shape);
    }

    /**
     * The sizes of the axes.
     *
     * @return a copy
     */
    @Override
    public int[] shape() {
      return shape.clone();
    }
  }

  /**
   * Opens a file and checks its whole header.
   *
   * @param file the file
   * @return a reader, to be closed
   * @throws SafetensorsFormatException if the file is no valid safetensors file
   * @throws IOException if it cannot be read
   */
  public static SafetensorsReader open(Path file) throws IOException {
    return new SafetensorsReader(file);
  }

  /**
   * Writes a file atomically, see {@link AtomicFile}.
   *
   * @param file created or replaced
   * @param metadata free text; written in the order of its keys
   * @param tensors written in the given order
   * @throws IOException if it cannot be written; the former file then stays
   * @throws IllegalArgumentException if two tensors have the same name
   */
  public static void write(Path file, Map<String, String> metadata, List<Tensor> tensors)
      throws IOException {
    if (tensors.stream().map(Tensor::name).distinct().count() != tensors.size()) {
      throw new IllegalArgumentException("two tensors have the same name: " + names(tensors));
    }
    byte[] header = header(metadata, tensors);
    AtomicFile.write(
        file,
        out -> {
          writeHeader(out, header);
          writeValues(out, tensors);
        });
  }

  private static List<String> names(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::name).toList();
  }

  private static byte[] header(Map<String, String> metadata, List<Tensor> tensors) {
    StringBuilder json = new StringBuilder("{");
    if (!metadata.isEmpty()) {
      appendMetadata(json, metadata);
    }
    long begin = 0;
    for (Tensor tensor : tensors) {
      separate(json);
      long end = begin + (long) Float.BYTES * tensor.size();
      quote(json, tensor.name()).append(":{\"dtype\":\"F32\",\"shape\":");
      json.append(Arrays.toString(tensor.shape).replace(" ", ""));
      json.append(",\"data_offsets\":[").append(begin).append(',').append(end).append("]}");
      begin = end;
    }
    return padded(json.append('}').toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void appendMetadata(StringBuilder json, Map<String, String> metadata) {
    quote(json, METADATA).append(":{");
    for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
      separate(json);
      quote(json, entry.getKey()).append(':');
      quote(json, entry.getValue());
    }
    json.append('}');
  }

  private static void separate(StringBuilder json) {
    if (json.charAt(json.length() - 1) != '{') {
      json.append(',');
    }
  }

  private static StringBuilder quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"');
  }

  /** Spaces at the end let the values begin at a multiple of 8 bytes, as the format advises. */
  private static byte[] padded(byte[] json) {
    int length = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] header = Arrays.copyOf(json, length);
    Arrays.fill(header, json.length, length, (byte) ' ');
    return header;
  }

  private static void writeHeader(WritableByteChannel out, byte[] header) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(header.length).flip();
    writeFully(out, buffer);
    writeFully(out, ByteBuffer.wrap(header));
  }

  private static void writeValues(WritableByteChannel out, List<Tensor> tensors)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = bytes.asFloatBuffer();
    for (Tensor tensor : tensors) {
      int size = tensor.size();
      for (int done = 0; done < size; done += floats.capacity()) {
        int count = Math.min(size - done, floats.capacity());
        floats.clear().put(tensor.values, tensor.offset + done, count);
        writeFully(out, bytes.clear().limit(count * Float.BYTES));
      }
    }
  }

  private static void writeFully(WritableByteChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
