package dev.synapt.runtime.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Arrays of floats in streams: their length, then the bits of each, all big-endian. */
final class FloatStreams {

  private static final int CHUNK_FLOATS = 1 << 14;

  private FloatStreams() {}

  static void write(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES);
    for (int from = 0; from < values.length; from += CHUNK_FLOATS) {
      int count = Math.min(CHUNK_FLOATS, values.length - from);
      chunk.asFloatBuffer().put(values, from, count);
      out.write(chunk.array(), 0, count * Float.BYTES);
    }
  }

  /**
   * Reads an array.
   *
   * @param mostBytes no array can be longer, so that a false length does not exhaust the memory
   */
  static float[] read(DataInputStream in, long mostBytes) throws IOException {
    int length = in.readInt();
    if (length < 0 || (long) length * Float.BYTES > mostBytes) {
      throw new IllegalArgumentException(length + " numbers do not fit in " + mostBytes + " bytes");
    }
    float[] values = new float[length];
    byte[] chunk = new byte[CHUNK_FLOATS * Float.BYTES];
    for (int from = 0; from < length; from += CHUNK_FLOATS) {
      int count = Math.min(CHUNK_FLOATS, length - from);
      in.readFully(chunk, 0, count * Float.BYTES);
      ByteBuffer.wrap(chunk).asFloatBuffer().get(values, from, count);
    }
    return values;
  }
}
