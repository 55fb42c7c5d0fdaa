package dev.synapt.runtime.training.callback;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * TensorFlow's {@code Event} message in Protocol Buffers' wire format. Field numbers are those of
 * {@code event.proto} and {@code summary.proto}.
 */
final class TensorBoardEvent {

  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;
  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_SIMPLE = 2;
  private static final int SESSION_STATUS = 1;
  private static final int SESSION_START = 1;

  // wire types
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private TensorBoardEvent() {}

  /** The first event of a file. */
  static byte[] fileVersion(double wallTime) {
    return at(wallTime)
        .message(FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8))
        .bytes
        .toByteArray();
  }

  /** Makes readers forget events of this step and later ones from former files. */
  static byte[] sessionStart(double wallTime, long step) {
    TensorBoardEvent log = new TensorBoardEvent().varint(SESSION_STATUS, SESSION_START);
    return at(wallTime)
        .varint(STEP, step + 1)
        .message(SESSION_LOG, log.bytes.toByteArray())
        .bytes
        .toByteArray();
  }

  /** One figure. */
  static byte[] scalar(double wallTime, long step, String tag, float figure) {
    TensorBoardEvent value =
        new TensorBoardEvent()
            .message(VALUE_TAG, tag.getBytes(StandardCharsets.UTF_8))
            .fixed32(VALUE_SIMPLE, figure);
    TensorBoardEvent summary =
        new TensorBoardEvent().message(SUMMARY_VALUE, value.bytes.toByteArray());
    return at(wallTime)
        .varint(STEP, step)
        .message(SUMMARY, summary.bytes.toByteArray())
        .bytes
        .toByteArray();
  }

  private static TensorBoardEvent at(double wallTime) {
    TensorBoardEvent event = new TensorBoardEvent();
    event.key(WALL_TIME, FIXED64);
    event.little(Long.BYTES, Double.doubleToRawLongBits(wallTime));
    return event;
  }

  private TensorBoardEvent varint(int field, long value) {
    key(field, VARINT);
    raw(value);
    return this;
  }

  private TensorBoardEvent fixed32(int field, float value) {
    key(field, FIXED32);
    little(Integer.BYTES, Float.floatToRawIntBits(value));
    return this;
  }

  private TensorBoardEvent message(int field, byte[] content) {
    key(field, LENGTH);
    raw(content.length);
    bytes.writeBytes(content);
    return this;
  }

  private void key(int field, int wireType) {
    raw((long) field << 3 | wireType);
  }

  private void little(int count, long value) {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.write(buffer.putLong(value).array(), 0, count);
  }

  /** Seven bits to a byte, the lowest first. */
  private void raw(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bytes.write((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    bytes.write((int) left);
  }
}
