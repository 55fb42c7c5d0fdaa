package dev.synapt.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.synapt.runtime.testing.Oracle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NpyReaderTest {

  /** Part of the reason that each damaged file must be refused with. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("empty.npy", "ends inside of the magic number"),
          Map.entry("bad_magic.npy", "begins with 93 'NUMPY'"),
          Map.entry("version9.npy", "version 9.0 is unknown"),
          Map.entry("truncated_header.npy", "ends inside of the header of 118 bytes"),
          Map.entry("truncated_data.npy", "[3, 3] of FLOAT32 needs 36 bytes, but only 33 follow"),
          Map.entry("object_dtype.npy", "pickled Python objects"),
          Map.entry("unknown_dtype.npy", "unknown element type"),
          Map.entry("negative_shape.npy", "dimension 0 is -"),
          Map.entry("shape_too_big.npy", "but only 36 follow"),
          Map.entry("header_length_too_big.npy", "ends inside of the header of 65535 bytes"),
          Map.entry("truncated.npz", "no intact zip file"),
          Map.entry("not_a_zip.npz", "no intact zip file"));

  @TempDir static Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    Oracle.unpack("npy.zip", folder);
  }

  private static Map<String, NpyArray> arrays(Path file) throws IOException {
    return file.toString().endsWith(".npz")
        ? NpyReader.readAll(file)
        : Map.of("", NpyReader.read(file));
  }

  @Test
  void readsEveryGoodFile() throws IOException {
    int seen = 0;
    for (JsonElement element : Oracle.json("npy.zip", "good/good.json").getAsJsonArray("files")) {
      JsonObject expected = element.getAsJsonObject();
      String name = expected.get("file").getAsString();
      Map<String, NpyArray> arrays = arrays(folder.resolve("good").resolve(name));
      if (expected.has("values")) {
        requireSame(expected.getAsJsonObject("values"), arrays.get(""), name);
        seen++;
      }
    }
    assertTrue(seen >= 13, seen + " files");
  }

  private static void requireSame(JsonObject expected, NpyArray array, String name) {
    assertArrayEquals(Oracle.shape(expected), array.shape(), name);
    double[] values = Oracle.doubles(expected);
    assertEquals(values.length, array.size(), name);
    float[] floats = array.toFloats();
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], array.get(i), name);
      assertEquals((float) values[i], floats[i], name);
    }
  }

  @Test
  void archivesHaveTheirArraysByName() throws IOException {
    for (String name : List.of("stored.npz", "deflated.npz")) {
      Map<String, NpyArray> arrays = NpyReader.readAll(folder.resolve("good").resolve(name));
      assertTrue(arrays.containsKey("weight"), arrays::toString);
      assertTrue(arrays.get("weight").size() > 0);
    }
    NpyArray labels = NpyReader.readAll(folder.resolve("good").resolve("stored.npz")).get("labels");
    assertEquals(labels.size(), labels.toInts().length);
  }

  @Test
  void refusesEveryBadFileWithByteAndReason() throws IOException {
    List<String> seen = new ArrayList<>();
    for (JsonElement element : Oracle.json("npy.zip", "bad/bad.json").getAsJsonArray("files")) {
      String name = element.getAsJsonObject().get("file").getAsString();
      Path file = folder.resolve("bad").resolve(name);
      NpyFormatException e = assertThrows(NpyFormatException.class, () -> arrays(file), name);
      assertTrue(e.getMessage().startsWith(file + ": at byte "), e.getMessage());
      assertTrue(e.reason().contains(REASONS.get(name)), e.getMessage());
      seen.add(name);
    }
    assertEquals(REASONS.keySet(), new HashSet<>(seen));
  }

  private static NpyArray withHeader(String header, int dataBytes) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    byte[] content = new byte[10 + text.length + dataBytes];
    byte[] begin = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
    System.arraycopy(begin, 0, content, 0, begin.length);
    System.arraycopy(text, 0, content, begin.length, text.length);
    Path file = folder.resolve("made.npy");
    Files.write(file, content);
    return NpyReader.read(file);
  }

  @Test
  void headersMayBeWrittenInSeveralWays() throws IOException {
    NpyArray array = withHeader("{'shape': (2L,), 'fortran_order': False, 'descr': '<u2'}  \n", 4);
    assertEquals("UINT16 [2]", array.toString());
    assertArrayEquals(new int[2], array.toInts());
  }

  @Test
  void headersThatAreNoneAreRefused() {
    for (String header :
        List.of(
            "{'descr': '<f4', 'fortran_order': False}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': True}",
            "{'descr': '<f4', 'descr': '<f4', 'shape': (1,)}",
            "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}",
            "{'descr': '=f4', 'fortran_order': False, 'shape': (1,)}",
            "{'descr': '|f4', 'fortran_order': False, 'shape': (1,)}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,)}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (999999, 99999)}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
            "__import__('os')")) {
      NpyFormatException e =
          assertThrows(NpyFormatException.class, () -> withHeader(header, 4), header);
      assertTrue(e.position() >= 8, e.getMessage());
    }
    assertThrows(
        NpyFormatException.class,
        () -> withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", 8));
  }

  @Test
  void labelsAreWholeNumbersOf32Bits() throws IOException {
    NpyArray floats = NpyReader.read(folder.resolve("good").resolve("f4.npy"));
    assertThrows(IllegalStateException.class, floats::toInts);
    Path file = folder.resolve("long.npy");
    byte[] bytes = Files.readAllBytes(folder.resolve("good").resolve("i8.npy"));
    bytes[bytes.length - 1] = 1;
    Files.write(file, bytes);
    ArithmeticException e =
        assertThrows(ArithmeticException.class, () -> NpyReader.read(file).toInts());
    assertTrue(e.getMessage().startsWith("element 5, "), e.getMessage());
  }
}
