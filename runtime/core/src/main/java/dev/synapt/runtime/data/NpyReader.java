package dev.synapt.runtime.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads NumPy's files: npy, one array, and npz, a zip file of them. Versions 1 to 3 of the format,
 * numbers of any byte order, row-major and column-major; no pickled objects.
 */
public final class NpyReader {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int SHORT_LENGTH_BYTES = 2;
  private static final int LONG_LENGTH_BYTES = 4;

  /** NumPy's own limit is 10,000 characters. */
  private static final long MAX_HEADER_BYTES = 1 << 16;

  private final Path file;
  private final InputStream in;
  private final String remark;
  private long position;

  private NpyReader(Path file, InputStream in, String remark) {
    this.file = file;
    this.in = in;
    this.remark = remark;
  }

  /**
   * Reads an npy file.
   *
   * @param file the file
   * @return the array
   * @throws NpyFormatException if the file is damaged or of a kind that is not read; it names the
   *     byte and the reason
   * @throws IOException if it cannot be read
   */
  public static NpyArray read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return new NpyReader(file, in, "").array();
    }
  }

  /**
   * Reads an npz file.
   *
   * @param file the file
   * @return the arrays by name, without {@code .npy}, in the order of the file
   * @throws NpyFormatException if the file or one of its arrays is damaged, or of a kind that is
   *     not read
   * @throws IOException if it cannot be read
   */
  public static Map<String, NpyArray> readAll(Path file) throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream in = zip.getInputStream(entry)) {
          byte[] content = in.readAllBytes();
          String remark = " (in " + entry.getName() + ")";
          NpyReader reader = new NpyReader(file, new ByteArrayInputStream(content), remark);
          arrays.put(entry.getName().replaceFirst("\\.npy$", ""), reader.array());
        }
      }
      return arrays;
    } catch (ZipException e) {
      NpyFormatException wrong =
          new NpyFormatException(file, 0, "this is no intact zip file: " + e.getMessage());
      wrong.initCause(e);
      throw wrong;
    }
  }

  private NpyArray array() throws IOException {
    byte[] magic = bytes(MAGIC.length, "the magic number");
    if (!Arrays.equals(magic, MAGIC)) {
      throw wrong(0, "an npy file begins with 93 'NUMPY', but this one does not");
    }
    byte[] version = bytes(2, "the version");
    if (version[0] < 1 || version[0] > 3) {
      throw wrong(MAGIC.length, "version %d.%d is unknown".formatted(version[0], version[1]));
    }
    long begin = position;
    NpyHeader header = header(version[0]);
    ByteBuffer elements = elements(header, begin);
    return new NpyArray(header.type(), header.shape(), elements, header.columnMajor());
  }

  private NpyHeader header(int version) throws IOException {
    byte[] lengthBytes =
        bytes(version == 1 ? SHORT_LENGTH_BYTES : LONG_LENGTH_BYTES, "the header's length");
    ByteBuffer buffer = ByteBuffer.wrap(lengthBytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = version == 1 ? buffer.getShort() & 0xffff : buffer.getInt() & 0xffffffffL;
    if (length > MAX_HEADER_BYTES) {
      throw wrong(position, "a header of %d bytes is above the limit".formatted(length));
    }
    long begin = position;
    byte[] text = bytes((int) length, "the header of %d bytes".formatted(length));
    try {
      return NpyHeader.parse(new String(text, StandardCharsets.UTF_8));
    } catch (NpyHeader.Mistake e) {
      throw wrong(begin, e.getMessage());
    }
  }

  private ByteBuffer elements(NpyHeader header, long headerBegin) throws IOException {
    long needed = header.bytes();
    String claim =
        "shape %s of %s needs %d bytes"
            .formatted(Arrays.toString(header.shape()), header.type(), needed);
    if (needed > Integer.MAX_VALUE - Long.BYTES) {
      throw wrong(headerBegin, claim + ", above the limit of " + (Integer.MAX_VALUE - Long.BYTES));
    }
    // Allocates as it reads, so that a false shape costs nothing.
    byte[] elements = in.readNBytes((int) needed);
    position += elements.length;
    if (elements.length < needed) {
      throw wrong(position, claim + ", but only " + elements.length + " follow");
    }
    if (in.read() >= 0) {
      throw wrong(position, claim + ", but more follow");
    }
    return ByteBuffer.wrap(elements).order(header.order());
  }

  private byte[] bytes(int count, String what) throws IOException {
    byte[] bytes = in.readNBytes(count);
    position += bytes.length;
    if (bytes.length < count) {
      throw wrong(position, "the file ends inside of " + what);
    }
    return bytes;
  }

  private NpyFormatException wrong(long at, String reason) {
    return new NpyFormatException(file, at, reason + remark);
  }
}
