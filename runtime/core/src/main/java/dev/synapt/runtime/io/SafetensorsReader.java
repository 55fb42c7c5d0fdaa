package dev.synapt.runtime.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * An open safetensors file whose header is checked: every tensor's bytes agree with its type and
 * shape, no two overlap, and together they are all bytes after the header.
 */
public final class SafetensorsReader implements AutoCloseable {

  private static final int CHUNK_BYTES = 1 << 16;

  /** The limit of the format's reference implementation. */
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private final Path file;
  private final FileChannel channel;
  private final SafetensorsHeader header;
  private final long dataBegin;

  SafetensorsReader(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      byte[] json = readHeader();
      this.dataBegin = Long.BYTES + (long) json.length;
      this.header = SafetensorsHeader.parse(file, json, channel.size() - dataBegin);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private byte[] readHeader() throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      throw wrong(size, "the file has " + size + " bytes, but the header's length needs 8");
    }
    ByteBuffer lengthBytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long length = readFully(lengthBytes, 0).getLong();
    String stated = "header length " + Long.toUnsignedString(length);
    if (Long.compareUnsigned(length, MAX_HEADER_BYTES) > 0) {
      throw wrong(0, stated + " is above the limit of " + MAX_HEADER_BYTES);
    }
    if (length > size - Long.BYTES) {
      throw wrong(0, stated + " reaches past the end of the file (" + size + " bytes)");
    }
    return readFully(ByteBuffer.allocate((int) length), Long.BYTES).array();
  }

  /**
   * The free text in the header.
   *
   * @return an unmodifiable map; empty if there is none
   */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /**
   * The tensors' names, in the order of the header.
   *
   * @return an unmodifiable set
   */
  public Set<String> names() {
    return header.tensors().keySet();
  }

  /**
   * A tensor's shape.
   *
   * @param name one of {@link #names()}
   * @return a copy; empty for a scalar
   */
  public long[] shape(String name) {
    return entry(name).shape().clone();
  }

  /**
   * A tensor's element type.
   *
   * @param name one of {@link #names()}
   * @return the format's name for it, for example {@code F32}
   */
  public String dtype(String name) {
    return entry(name).dtype().name();
  }

  /**
   * Reads a tensor, row-major. Types other than F32, F16 and BF16 are rounded to the nearest float.
   *
   * @param name one of {@link #names()}
   * @param target overwritten from {@code offset} on
   * @param offset where the first value goes
   * @throws IllegalArgumentException if there is no such tensor or it does not fit the array
   * @throws IOException if the file cannot be read
   */
  public void read(String name, float[] target, int offset) throws IOException {
    SafetensorsHeader.Entry entry = entry(name);
    if (offset < 0 || entry.size() > (long) target.length - offset) {
      throw new IllegalArgumentException(
          "tensor \""
              + name
              + "\" "
              + Arrays.toString(entry.shape())
              + " does not fit an array of "
              + target.length
              + " at "
              + offset);
    }
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int done = offset;
    for (long at = entry.begin(); at < entry.end(); at += chunk.limit()) {
      chunk.clear().limit((int) Math.min(chunk.capacity(), entry.end() - at));
      readFully(chunk, dataBegin + at);
      done = convert(entry.dtype(), chunk, target, done);
    }
  }

  private static int convert(Dtype dtype, ByteBuffer from, float[] target, int offset) {
    if (dtype == Dtype.F32) {
      int count = from.remaining() / Float.BYTES;
      from.asFloatBuffer().get(target, offset, count);
      return offset + count;
    }
    int next = offset;
    while (from.hasRemaining()) {
      target[next++] = dtype.read(from);
    }
    return next;
  }

  private SafetensorsHeader.Entry entry(String name) {
    SafetensorsHeader.Entry entry = header.tensors().get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          file + " has no tensor \"" + name + "\"; there are: " + names());
    }
    return entry;
  }

  private ByteBuffer readFully(ByteBuffer bytes, long position) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException(file + ": the file became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  private SafetensorsFormatException wrong(long position, String reason) {
    return new SafetensorsFormatException(file, position, reason);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
