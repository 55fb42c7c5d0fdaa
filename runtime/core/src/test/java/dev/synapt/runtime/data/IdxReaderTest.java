package dev.synapt.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.management.ThreadMXBean;
import dev.synapt.runtime.testing.Oracle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

final class IdxReaderTest {

  /** Part of the reason that each damaged file must be refused with. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("empty", "ends inside of the magic number"),
          Map.entry("three-bytes", "ends inside of the magic number"),
          Map.entry("bad-magic-idx3-ubyte", "begins with 00 00, but this one with 50 4b"),
          Map.entry("magic-first-byte-idx3-ubyte", "begins with 00 00, but this one with 01 00"),
          Map.entry("magic-little-endian-idx3-ubyte", "begins with 00 00"),
          Map.entry("unknown-type-idx3", "unknown element type 0x0a"),
          Map.entry("zero-dimensions", "zero dimensions"),
          Map.entry("truncated-dims-idx3-ubyte", "ends inside of 3 dimensions"),
          Map.entry("truncated-data-idx3-ubyte", "needs 168 bytes, but 163 follow"),
          Map.entry("no-data-idx3-ubyte", "needs 168 bytes, but 0 follow"),
          Map.entry("trailing-idx3-ubyte", "needs 168 bytes, but 171 follow"),
          Map.entry("count-too-big-idx3-ubyte", "needs 462 bytes, but 168 follow"),
          Map.entry("count-too-small-idx3-ubyte", "needs 126 bytes, but 168 follow"),
          Map.entry("count-huge-idx3-ubyte", "needs 90194313174 bytes, but 168 follow"),
          Map.entry("count-negative-idx3-ubyte", "dimension 0 is 4294967295"),
          Map.entry("dims-overflow-idx3-ubyte", "needs 281474976710656 bytes, but 8 follow"),
          Map.entry("truncated-idx3-ubyte.gz", "the gzip stream ends too early"),
          Map.entry("gz-no-trailer-idx1-ubyte.gz", "the gzip stream ends too early"),
          Map.entry("gz-bad-crc-idx3-ubyte.gz", "the gzip stream is damaged"),
          Map.entry("not-gzip-idx3-ubyte.gz", "the name ends in .gz, but the content is not gzip"),
          Map.entry("gz-of-truncated-idx3-ubyte.gz", "needs 168 bytes, but only 163 follow"),
          Map.entry("gz-header-only-idx3-ubyte.gz", "the gzip stream ends too early"));

  @TempDir static Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    Oracle.unpack("idx.zip", folder);
  }

  @TestFactory
  List<DynamicTest> readsEveryGoodFile() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonElement each : Oracle.json("idx.zip", "good/good.json").getAsJsonArray("files")) {
      JsonObject file = each.getAsJsonObject();
      String name = file.get("file").getAsString();
      tests.add(DynamicTest.dynamicTest(name, () -> checkGood(name, file)));
    }
    assertEquals(11, tests.size());
    return tests;
  }

  private static void checkGood(String name, JsonObject file) throws IOException {
    JsonObject values = file.getAsJsonObject("values");
    IdxArray array = IdxReader.read(folder.resolve("good").resolve(name));
    assertArrayEquals(Oracle.shape(values), array.shape());
    double[] wanted = Oracle.doubles(values);
    assertArrayEquals(wanted, array.toDoubles());
    assertEquals(wanted.length, array.size());
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], array.get(i));
      assertEquals((float) wanted[i], array.toFloats()[i]);
    }
  }

  @TestFactory
  List<DynamicTest> refusesEveryBadFile() {
    List<DynamicTest> tests = new ArrayList<>();
    int inTheirRole = 0;
    for (JsonElement each : Oracle.json("idx.zip", "bad/bad.json").getAsJsonArray("files")) {
      JsonObject file = each.getAsJsonObject();
      String name = file.get("file").getAsString();
      boolean alone = file.get("well_formed_alone").getAsBoolean();
      inTheirRole += alone ? 1 : 0;
      tests.add(DynamicTest.dynamicTest(name, () -> checkBad(name, alone)));
    }
    assertEquals(24, tests.size());
    assertEquals(2, inTheirRole);
    return tests;
  }

  private static void checkBad(String name, boolean wellFormedAlone) throws IOException {
    Path file = folder.resolve("bad").resolve(name);
    if (wellFormedAlone) {
      IdxReader.read(file);
      return;
    }
    IdxFormatException e = assertThrows(IdxFormatException.class, () -> IdxReader.read(file));
    assertTrue(e.reason().contains(REASONS.get(name)), e.getMessage());
    assertNames(e, file);
  }

  private static void assertNames(IdxFormatException e, Path file) {
    assertTrue(e.getMessage().startsWith(file + ": at byte " + e.position() + ": "), e::getMessage);
    assertEquals(file.toString(), e.file());
    assertTrue(e.position() >= 0);
  }

  @Test
  void positionsPointAtTheMistake() {
    assertEquals(2, position("unknown-type-idx3"));
    assertEquals(3, position("zero-dimensions"));
    assertEquals(4, position("count-negative-idx3-ubyte"));
    assertEquals(10, position("truncated-dims-idx3-ubyte"));
    assertEquals(179, position("truncated-data-idx3-ubyte"));
    assertEquals(184, position("trailing-idx3-ubyte"));
    assertEquals(179, position("gz-of-truncated-idx3-ubyte.gz"));
  }

  private static long position(String name) {
    Path file = folder.resolve("bad").resolve(name);
    return assertThrows(IdxFormatException.class, () -> IdxReader.read(file)).position();
  }

  @Test
  void aPairBecomesADataset() throws IOException {
    Dataset data = IdxReader.readLabelled(good("images-idx3-ubyte.gz"), good("labels-idx1-ubyte"));
    assertEquals(4, data.size());
    assertArrayEquals(new int[] {1, 7, 6}, data.shape());
    assertEquals(10, data.classes());
    assertEquals(5, data.label(2));
    assertEquals(111 / 255f, data.input(0)[0]);
    assertEquals(16 / 255f, data.input(3)[41]);
  }

  @Test
  void otherElementTypesAreNotScaled() throws IOException {
    Path labels = folder.resolve("two-labels");
    Files.write(labels, new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 1, 0});
    Dataset data = IdxReader.readLabelled(good("float-idx3"), labels);
    assertArrayEquals(new int[] {1, 2, 2}, data.shape());
    assertEquals(1.12109375f, data.input(0)[0]);
    Dataset shorts = IdxReader.readLabelled(good("short-idx2"), labels);
    assertArrayEquals(new int[] {3}, shorts.shape());
    assertEquals(6398f, shorts.input(0)[0]);
  }

  @Test
  void wellFormedFilesAreRefusedInTheWrongRole() {
    Path images = good("images-idx3-ubyte");
    checkPair(images, bad("labels-count-mismatch-idx1-ubyte"), 4, "5 labels do not fit the 4");
    checkPair(images, bad("labels-are-images-idx1-ubyte"), 3, "labels need one dimension");
    checkPair(images, good("zero-images-idx3-ubyte"), 3, "labels need one dimension");
    Path labels = good("labels-idx1-ubyte");
    checkPair(images, good("int-idx1"), 12, "label -13380840 is below 0");
    IdxFormatException e =
        assertThrows(IdxFormatException.class, () -> IdxReader.readLabelled(labels, labels));
    assertTrue(e.reason().contains("images need at least two dimensions"), e::getMessage);
    assertNames(e, labels);
  }

  @Test
  void labelsMustBeWholeNumbersAndImagesNotEmpty() throws IOException {
    Path empty = folder.resolve("empty-images");
    Files.write(empty, new byte[] {0, 0, 8, 3, 0, 0, 0, 5, 0, 0, 0, 7, 0, 0, 0, 0});
    Path labels = folder.resolve("five-labels");
    Files.write(labels, new byte[] {0, 0, 8, 1, 0, 0, 0, 5, 1, 0, 1, 0, 1});
    IdxFormatException e =
        assertThrows(IdxFormatException.class, () -> IdxReader.readLabelled(empty, labels));
    assertEquals(12, e.position());
    Path images = folder.resolve("five-images");
    Files.write(images, new byte[] {0, 0, 8, 2, 0, 0, 0, 5, 0, 0, 0, 1, 1, 2, 3, 4, 5});
    checkPair(images, good("double-idx1"), 2, "labels need whole numbers");
  }

  private static void checkPair(Path images, Path labels, long position, String reason) {
    IdxFormatException e =
        assertThrows(IdxFormatException.class, () -> IdxReader.readLabelled(images, labels));
    assertTrue(e.reason().contains(reason), e::getMessage);
    assertEquals(position, e.position());
    assertNames(e, labels);
  }

  private static Path good(String name) {
    return folder.resolve("good").resolve(name);
  }

  private static Path bad(String name) {
    return folder.resolve("bad").resolve(name);
  }

  /** A gzip file of a few bytes that claims two billion must not cost two gigabytes. */
  @Test
  void aFalseCountInAGzipFileAllocatesNothingLikeIt() throws IOException {
    Path file = folder.resolve("false-count.gz");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(ByteBuffer.allocate(8).putInt(0x0801).putInt(2_000_000_000).array());
    }
    Files.write(file, bytes.toByteArray());
    long before = allocated();
    IdxFormatException e = assertThrows(IdxFormatException.class, () -> IdxReader.read(file));
    assertTrue(allocated() - before < 10_000_000);
    assertTrue(e.reason().contains("needs 2000000000 bytes, but only 0 follow"), e::getMessage);
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }

  @Test
  void aMissingFileIsNoFormatError() {
    assertThrows(NoSuchFileException.class, () -> IdxReader.read(folder.resolve("none")));
  }
}
