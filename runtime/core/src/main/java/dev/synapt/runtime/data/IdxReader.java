package dev.synapt.runtime.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads IDX files, the format of MNIST: two bytes of 0, the element type, the number of dimensions,
 * each dimension as 32 bits, then the elements; all big-endian. Files compressed by gzip, also of
 * several members, are recognised by their content.
 *
 * <p>The reader is strict: a file that is too short or too long is refused, and no memory is
 * allocated on the word of a count in the file.
 */
public final class IdxReader {

  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int DIMENSION_COUNT_AT = 3;
  private static final int DIMENSIONS_AT = 4;

  private final Path file;
  private final InputStream in;
  private final boolean compressed;
  private long position;

  private IdxReader(Path file, InputStream in, boolean compressed) {
    this.file = file;
    this.in = in;
    this.compressed = compressed;
  }

  /**
   * Reads one file.
   *
   * @param file plain or gzip
   * @return its content
   * @throws IdxFormatException if the file does not follow the format; the message names the file,
   *     the byte and the reason
   * @throws IOException if it cannot be read
   */
  public static IdxArray read(Path file) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
      raw.mark(2);
      boolean compressed = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      return compressed ? readGzip(file, raw) : new IdxReader(file, raw, false).array();
    }
  }

  /**
   * Reads images and their class labels as one data set. Unsigned bytes are kept as bytes and
   * become {@code value / 255}; other element types are used as they are. Images of two dimensions
   * get one channel: {@code [samples, H, W]} gives samples of shape {@code [1, H, W]}.
   *
   * @param images an IDX file of at least two dimensions
   * @param labels an IDX file of one dimension, whole numbers from 0
   * @return the data set
   * @throws IdxFormatException if one of the files is damaged or not fit for its role, or if there
   *     are not as many labels as images
   * @throws IOException if a file cannot be read
   */
  public static Dataset readLabelled(Path images, Path labels) throws IOException {
    IdxArray pixels = read(images);
    int[] dimensions = pixels.shape();
    if (dimensions.length < 2) {
      throw new IdxFormatException(
          images, DIMENSION_COUNT_AT, "images need at least two dimensions, but the file has one");
    }
    int[] classes = labels(labels, dimensions[0], images);
    int[] shape = sampleShape(images, dimensions);
    int rowSize = Dataset.rowSize(pixels.size(), shape);
    Samples samples =
        pixels.type() == IdxType.UNSIGNED_BYTE
            ? ByteSamples.owning(pixels.bytes(), rowSize)
            : new FloatSamples(pixels.toFloats(), rowSize);
    return Dataset.whole(samples, Answers.owningLabels(classes), shape);
  }

  private static int[] sampleShape(Path images, int[] dimensions) throws IdxFormatException {
    for (int axis = 1; axis < dimensions.length; axis++) {
      if (dimensions[axis] == 0) {
        throw new IdxFormatException(
            images,
            DIMENSIONS_AT + 4L * axis,
            "images of shape " + Arrays.toString(dimensions) + " are empty");
      }
    }
    return dimensions.length == 3
        ? new int[] {1, dimensions[1], dimensions[2]}
        : Arrays.copyOfRange(dimensions, 1, dimensions.length);
  }

  private static int[] labels(Path file, int images, Path imageFile) throws IOException {
    IdxArray array = read(file);
    if (array.shape().length != 1) {
      throw new IdxFormatException(
          file,
          DIMENSION_COUNT_AT,
          "labels need one dimension, but the file has "
              + array.shape().length
              + ": "
              + Arrays.toString(array.shape()));
    }
    if (array.size() != images) {
      throw new IdxFormatException(
          file,
          DIMENSIONS_AT,
          array.size() + " labels do not fit the " + images + " images in " + imageFile);
    }
    if (!array.type().isInteger()) {
      throw new IdxFormatException(file, 2, "labels need whole numbers, not " + array.type());
    }
    ByteBuffer elements = ByteBuffer.wrap(array.bytes());
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      labels[i] = (int) array.type().read(elements, i);
      if (labels[i] < 0) {
        long at = DIMENSIONS_AT + 4L + (long) i * array.type().bytes();
        throw new IdxFormatException(file, at, "label " + labels[i] + " is below 0");
      }
    }
    return labels;
  }

  private static IdxArray readGzip(Path file, InputStream raw) throws IOException {
    IdxReader reader = null;
    try (InputStream content = new GZIPInputStream(raw, BUFFER_BYTES)) {
      reader = new IdxReader(file, content, true);
      return reader.array();
    } catch (EOFException | ZipException e) {
      long position = reader == null ? 0 : reader.position;
      String detail = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
      IdxFormatException wrong =
          new IdxFormatException(
              file,
              position,
              e instanceof EOFException
                  ? "the gzip stream ends too early" + detail
                  : "the gzip stream is damaged" + detail);
      wrong.initCause(e);
      throw wrong;
    }
  }

  private IdxArray array() throws IOException {
    byte[] magic = header(DIMENSIONS_AT, "the magic number");
    if (magic[0] != 0 || magic[1] != 0) {
      throw wrong(
          0,
          String.format(
              "an IDX file begins with 00 00, but this one with %02x %02x", magic[0], magic[1]));
    }
    IdxType type = IdxType.ofCode(magic[2]);
    if (type == null) {
      throw wrong(2, String.format("unknown element type 0x%02x", magic[2]));
    }
    if (magic[DIMENSION_COUNT_AT] == 0) {
      throw wrong(DIMENSION_COUNT_AT, "the file states zero dimensions");
    }
    int[] shape = dimensions(magic[DIMENSION_COUNT_AT] & 0xff);
    return new IdxArray(type, shape, elements(type, shape));
  }

  private int[] dimensions(int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(header(4 * count, count + " dimensions"));
    int[] shape = new int[count];
    for (int axis = 0; axis < count; axis++) {
      shape[axis] = bytes.getInt();
      if (shape[axis] < 0) {
        throw wrong(
            DIMENSIONS_AT + 4L * axis,
            "dimension "
                + axis
                + " is "
                + Integer.toUnsignedString(shape[axis])
                + ", above the limit of "
                + Integer.MAX_VALUE);
      }
    }
    return shape;
  }

  private byte[] elements(IdxType type, int[] shape) throws IOException {
    long needed = saturatedBytes(type, shape);
    String claim =
        "the shape "
            + Arrays.toString(shape)
            + " of "
            + type
            + " needs "
            + (needed == Long.MAX_VALUE ? "more than 2^63" : needed)
            + " bytes";
    if (!compressed && Files.size(file) != position + needed) {
      long there = Files.size(file) - position;
      throw wrong(position + Math.min(needed, there), claim + ", but " + there + " follow");
    }
    if (needed > MAX_BYTES) {
      throw wrong(DIMENSIONS_AT, claim + ", above the limit of " + MAX_BYTES);
    }
    byte[] elements = elements((int) needed);
    long begin = position;
    position += elements.length;
    if (elements.length < needed) {
      throw wrong(position, claim + ", but only " + (position - begin) + " follow");
    }
    if (in.read() >= 0) {
      throw wrong(position, claim + ", but more follow");
    }
    return elements;
  }

  /** Of a gzip file allocates as it reads, so that a false count costs nothing. */
  private byte[] elements(int needed) throws IOException {
    if (compressed) {
      return in.readNBytes(needed);
    }
    byte[] elements = new byte[needed];
    int there = in.readNBytes(elements, 0, needed);
    return there == needed ? elements : Arrays.copyOf(elements, there);
  }

  /** The size of all elements; {@link Long#MAX_VALUE} if it is larger than that. */
  private static long saturatedBytes(IdxType type, int[] shape) {
    if (Arrays.stream(shape).anyMatch(dimension -> dimension == 0)) {
      return 0;
    }
    long bytes = type.bytes();
    for (int dimension : shape) {
      bytes = bytes > Long.MAX_VALUE / dimension ? Long.MAX_VALUE : bytes * dimension;
    }
    return bytes;
  }

  private byte[] header(int length, String what) throws IOException {
    byte[] bytes = in.readNBytes(length);
    position += bytes.length;
    if (bytes.length < length) {
      throw wrong(position, "the file ends inside of " + what);
    }
    return bytes;
  }

  private IdxFormatException wrong(long at, String reason) {
    return new IdxFormatException(file, at, reason + remark());
  }

  private String remark() {
    if (compressed) {
      return " (after decompression)";
    }
    return file.toString().endsWith(".gz")
        ? " (the name ends in .gz, but the content is not gzip)"
        : "";
  }
}
