package dev.synapt.runtime.training;

import dev.synapt.runtime.io.AtomicFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * The form of a checkpoint's file, big-endian: 8 bytes that no text and no other format has, the
 * version (4 bytes), the length of the content (8 bytes), the content (see {@link
 * CheckpointContent}), and the CRC-32C of all that (4 bytes).
 */
final class CheckpointFile {

  /** As PNG's: not ASCII, and damaged by a transfer that changes line ends. */
  private static final byte[] MAGIC = {(byte) 0x89, 'S', 'Y', 'N', 'C', 'P', '\r', '\n'};

  private static final int VERSION = 1;
  private static final int HEADER_BYTES = MAGIC.length + Integer.BYTES + Long.BYTES;
  private static final int CHECKSUM_BYTES = Integer.BYTES;
  private static final int BUFFER_BYTES = 1 << 16;

  private CheckpointFile() {}

  static void write(Path file, Checkpoint checkpoint) throws IOException {
    long length = CheckpointContent.length(checkpoint);
    AtomicFile.write(file, channel -> writeAll(channel, length, checkpoint));
  }

  private static void writeAll(WritableByteChannel channel, long length, Checkpoint checkpoint)
      throws IOException {
    OutputStream plain = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
    CheckedOutputStream checked = new CheckedOutputStream(plain, new CRC32C());
    DataOutputStream out = new DataOutputStream(checked);
    out.write(MAGIC);
    out.writeInt(VERSION);
    out.writeLong(length);
    CheckpointContent.write(out, checkpoint);
    out.flush();
    out.writeInt((int) checked.getChecksum().getValue());
    out.flush();
  }

  static Checkpoint read(Path file) throws IOException {
    requireIntact(file);
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(new BufferedInputStream(raw, BUFFER_BYTES))) {
      in.skipNBytes(HEADER_BYTES);
      return CheckpointContent.read(in, Files.size(file) - HEADER_BYTES - CHECKSUM_BYTES);
    } catch (RuntimeException e) {
      CheckpointFormatException wrong =
          wrong(file, HEADER_BYTES, "the content cannot be understood: " + e.getMessage());
      wrong.initCause(e);
      throw wrong;
    }
  }

  /** Whether a file is a checkpoint without damage. */
  static boolean isIntact(Path file) {
    try {
      requireIntact(file);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void requireIntact(Path file) throws IOException {
    long size = Files.size(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] header = in.readNBytes(HEADER_BYTES);
      requireHeader(file, header, size);
      CRC32C checksum = new CRC32C();
      checksum.update(header);
      update(checksum, in, size - HEADER_BYTES - CHECKSUM_BYTES);
      int computed = (int) checksum.getValue();
      int stored = new DataInputStream(in).readInt();
      if (stored != computed) {
        throw wrong(
            file,
            size - CHECKSUM_BYTES,
            "the checksum is %08x, but that of the content is %08x: the file is damaged"
                .formatted(stored, computed));
      }
    }
  }

  private static void requireHeader(Path file, byte[] header, long size) throws IOException {
    int known = Math.min(header.length, MAGIC.length);
    int difference = Arrays.mismatch(header, 0, known, MAGIC, 0, known);
    if (difference >= 0 || header.length == 0) {
      String found = HexFormat.ofDelimiter(" ").formatHex(header, 0, known);
      throw wrong(
          file,
          Math.max(0, difference),
          "this is no checkpoint: it begins with " + (found.isEmpty() ? "nothing" : found));
    }
    if (header.length < HEADER_BYTES) {
      throw wrong(file, size, "the file is truncated: it ends inside of the header");
    }
    requireSize(file, header, size);
  }

  private static void requireSize(Path file, byte[] header, long size) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(header));
    in.skipNBytes(MAGIC.length);
    int version = in.readInt();
    if (version != VERSION) {
      throw wrong(
          file,
          MAGIC.length,
          "the file has version %d, but this program reads version %d".formatted(version, VERSION));
    }
    long stated = in.readLong();
    long there = size - HEADER_BYTES - CHECKSUM_BYTES;
    if (stated != there) {
      throw wrong(
          file,
          stated > there ? size : MAGIC.length + Integer.BYTES,
          "the header states %d bytes of content, but there are %d%s"
              .formatted(
                  stated, Math.max(0, there), stated > there ? ": the file is truncated" : ""));
    }
  }

  private static void update(CRC32C checksum, InputStream in, long length) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (long left = length; left > 0; ) {
      int count = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
      if (count == 0) {
        throw new IOException("the file became shorter while it was read");
      }
      checksum.update(buffer, 0, count);
      left -= count;
    }
  }

  private static CheckpointFormatException wrong(Path file, long position, String reason) {
    return new CheckpointFormatException(file, position, reason);
  }
}
