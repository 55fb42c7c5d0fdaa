package dev.synapt.runtime.training.callback;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.runtime.training.EndReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event files, read by a reader written apart from the writer. */
final class TensorBoardLogTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_250L));

  @TempDir private Path folder;

  /** The first record of every event file, as TensorFlow 2 writes it, at wall time 0. */
  @Test
  void framesRecordsAsTensorFlowDoes() {
    byte[] header = HexFormat.of().parseHex("1800000000000000a37f4b22");
    byte[] data = HexFormat.of().parseHex("0900000000000000001a0d627261696e2e4576656e743a32");
    byte[] event = TensorBoardEvent.fileVersion(0);
    assertArrayEquals(data, event);
    byte[] record = TensorBoardRecord.of(event);
    assertArrayEquals(header, Arrays.copyOf(record, header.length));
    assertEquals(header.length + data.length + 4, record.length);
  }

  @Test
  void writesEveryFigure() throws IOException {
    TensorBoardLog log = TensorBoardLog.to(folder.resolve("run"), 2, CLOCK);
    LogFilesTest.train(log, 1, 2);
    log.onEnd(EndReason.COMPLETED);
    List<Path> files = files();
    assertEquals("events.out.tfevents.1700000000.250", files.getFirst().getFileName().toString());
    assertEquals(
        List.of(
            "version brain.Event:2",
            "2 loss/step 0.5",
            "2 learning_rate 0.1",
            "2 loss/validation 0.25",
            "2 loss/training 0.5",
            "4 loss/step 0.25",
            "4 learning_rate 0.1",
            "4 loss/validation 0.25",
            "4 loss/training 0.5"),
        events(files.getFirst()));
  }

  @Test
  void aResumedTrainingPurgesWhatIsDoneAgain() throws IOException {
    Path run = folder.resolve("run");
    LogFilesTest.train(TensorBoardLog.to(run, 300, CLOCK), 1, 1);
    LogFilesTest.train(TensorBoardLog.to(run, 300, CLOCK), 201, 201);
    List<Path> files = files();
    assertEquals(2, files.size());
    assertEquals("session 1 at 401", events(files.getLast()).get(1));
    assertEquals("402 loss/validation 0.25", events(files.getLast()).get(2));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("run"))) {
      return files.sorted().toList();
    }
  }

  private static List<String> events(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<String> events = new ArrayList<>();
    while (in.hasRemaining()) {
      int begin = in.position();
      int length = (int) in.getLong();
      assertEquals(crc(bytes, begin, 8), in.getInt(), "checksum of the length");
      in.position(in.position() + length);
      assertEquals(crc(bytes, begin + 12, length), in.getInt(), "checksum of the data");
      events.add(event(ByteBuffer.wrap(bytes, begin + 12, length).slice()));
    }
    return events;
  }

  /** CRC-32C bit by bit (Castagnoli's polynomial, reflected), then TensorFlow's mask. */
  private static int crc(byte[] bytes, int from, int length) {
    int crc = -1;
    for (int i = from; i < from + length; i++) {
      crc ^= bytes[i] & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
      }
    }
    int value = ~crc;
    return (value >>> 15 | value << 17) + 0xa282ead8;
  }

  private static String event(ByteBuffer in) {
    in.order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(0x09, in.get(), "field 1, fixed64: wall time");
    assertEquals(1_700_000_000.25, in.getDouble());
    int key = in.get();
    if (key == 0x1a) {
      return "version " + text(in);
    }
    assertEquals(0x10, key, "field 2, varint: step");
    long step = varint(in);
    key = in.get();
    if (key == 0x3a) {
      assertEquals(2, in.get());
      assertEquals(0x08, in.get());
      return "session " + in.get() + " at " + step;
    }
    assertEquals(0x2a, key, "field 5: summary");
    assertEquals(in.get(), in.remaining());
    assertEquals(0x0a, in.get(), "field 1: value");
    assertEquals(in.get(), in.remaining());
    assertEquals(0x0a, in.get(), "field 1: tag");
    String tag = text(in);
    assertEquals(0x15, in.get(), "field 2, fixed32: simple value");
    return step + " " + tag + " " + in.getFloat();
  }

  private static String text(ByteBuffer in) {
    byte[] text = new byte[in.get()];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
