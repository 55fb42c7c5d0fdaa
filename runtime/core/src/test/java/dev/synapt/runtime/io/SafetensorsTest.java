package dev.synapt.runtime.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.synapt.runtime.testing.Oracle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsTest {

  /** Part of the reason that each damaged file must be refused with. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("empty_file", "0 bytes, but the header's length needs 8"),
          Map.entry("seven_bytes", "7 bytes, but the header's length needs 8"),
          Map.entry("header_too_long_for_file", "1000000 reaches past the end of the file"),
          Map.entry("header_length_over_cap", "above the limit of 100000000"),
          Map.entry("header_length_2pow63", "9223372036854775813 is above the limit"),
          Map.entry("header_length_all_ones", "18446744073709551615 is above the limit"),
          Map.entry("header_length_int_wrap", "is above the limit"),
          Map.entry("header_length_zero", "the header is empty"),
          Map.entry("truncated_in_header", "reaches past the end of the file (20 bytes)"),
          Map.entry("truncated_data", "have 36 bytes, but 32 follow"),
          Map.entry("trailing_bytes", "have 36 bytes, but 40 follow"),
          Map.entry("not_json", "does not begin with '{'"),
          Map.entry("json_array", "does not begin with '{'"),
          Map.entry("unclosed_json", "expected '}', but found the end of the header"),
          Map.entry("invalid_utf8", "not valid UTF-8"),
          Map.entry("overlap", "they overlap"),
          Map.entry("same_range_twice", "they overlap"),
          Map.entry("hole", "unused bytes between"),
          Map.entry("starts_after_zero", "begins at 4, but the tensors before it end at 0"),
          Map.entry("end_past_file", "but its data_offsets have"),
          Map.entry("begin_after_end", "and ends before"),
          Map.entry("size_mismatch", "but its data_offsets have"),
          Map.entry("dtype_size_mismatch", "needs 72 bytes by its dtype and shape"),
          Map.entry("negative_offset", "expected an integer of 0 or more, but found '-'"),
          Map.entry("negative_shape", "expected an integer of 0 or more, but found '-'"),
          Map.entry("one_negative_dimension", "expected an integer of 0 or more, but found '-'"),
          Map.entry("fractional_shape", "expected an integer of 0 or more, but found '.'"),
          Map.entry("shape_overflow", "product is too large"),
          Map.entry("shape_int_overflow", "needs 17179869184 bytes"),
          Map.entry("shape_not_array", "expected '['"),
          Map.entry("bad_dtype", "unknown dtype \"F33\""),
          Map.entry("dtype_lowercase", "unknown dtype \"f32\""),
          Map.entry("dtype_number", "expected '\"'"),
          Map.entry("missing_dtype", "has no dtype"),
          Map.entry("missing_offsets", "has no data_offsets"),
          Map.entry("three_offsets", "needs two data_offsets"),
          Map.entry("metadata_not_string", "expected '\"'"),
          Map.entry("duplicate_names", "the name \"a\" occurs twice"),
          Map.entry("leading_space", "does not begin with '{'"),
          Map.entry("huge_header_claims_many", "but its data_offsets have"));

  @TempDir static Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    Oracle.unpack("safetensors.zip", folder);
  }

  @TestFactory
  List<DynamicTest> readsEveryGoodFile() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : List.of("dtypes", "header_only", "model", "odd_shapes")) {
      JsonObject wanted = Oracle.json("safetensors.zip", "good/" + name + ".json");
      Path file = folder.resolve("good/" + name + ".safetensors");
      tests.add(DynamicTest.dynamicTest(name, () -> checkGood(file, wanted)));
    }
    return tests;
  }

  private static void checkGood(Path file, JsonObject wanted) throws IOException {
    try (SafetensorsReader reader = Safetensors.open(file)) {
      Map<String, String> metadata = new HashMap<>();
      if (!wanted.get("metadata").isJsonNull()) {
        wanted
            .getAsJsonObject("metadata")
            .asMap()
            .forEach((key, value) -> metadata.put(key, value.getAsString()));
      }
      assertEquals(metadata, reader.metadata());
      JsonObject tensors = wanted.getAsJsonObject("tensors");
      assertEquals(tensors.keySet(), reader.names());
      for (String name : tensors.keySet()) {
        checkTensor(reader, name, tensors.getAsJsonObject(name));
      }
    }
  }

  private static void checkTensor(SafetensorsReader reader, String name, JsonObject wanted)
      throws IOException {
    assertEquals(wanted.get("dtype").getAsString(), reader.dtype(name));
    JsonObject values = wanted.getAsJsonObject("values");
    int[] shape = Oracle.shape(values);
    assertEquals(shape.length, reader.shape(name).length);
    for (int axis = 0; axis < shape.length; axis++) {
      assertEquals(shape[axis], reader.shape(name)[axis]);
    }
    double[] data = Oracle.doubles(values);
    float[] target = new float[data.length + 3];
    reader.read(name, target, 2);
    for (int i = 0; i < data.length; i++) {
      assertEquals((float) data[i], target[i + 2], name);
    }
    assertEquals(0, target[0] + target[1] + target[data.length + 2]);
  }

  @TestFactory
  List<DynamicTest> refusesEveryBadFile() {
    List<DynamicTest> tests = new ArrayList<>();
    JsonObject list = Oracle.json("safetensors.zip", "bad/bad.json");
    for (JsonElement each : list.getAsJsonArray("files")) {
      String name = each.getAsJsonObject().get("file").getAsString();
      tests.add(DynamicTest.dynamicTest(name, () -> checkBad(name)));
    }
    assertEquals(40, tests.size());
    return tests;
  }

  private static void checkBad(String name) throws IOException {
    Path file = folder.resolve("bad").resolve(name);
    SafetensorsFormatException e =
        assertThrows(SafetensorsFormatException.class, () -> Safetensors.open(file));
    String reason = REASONS.get(name.replace(".safetensors", ""));
    assertTrue(e.reason().contains(reason), e.getMessage());
    assertTrue(e.getMessage().startsWith(file + ": at byte " + e.position() + ": "), e::getMessage);
    assertTrue(e.position() >= 0 && e.position() <= Files.size(file), e::getMessage);
  }

  @TestFactory
  List<DynamicTest> refusesHeadersThatLenientParsersTake() {
    String tensor = "{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
    Map<String, String> headers =
        Map.ofEntries(
            Map.entry("{\"a\":" + tensor + ",}", "expected '\"'"),
            Map.entry("{\"a\":" + tensor + "} x", "expected nothing more, but found 'x'"),
            Map.entry("{\"a" + (char) 1 + "\":" + tensor + "}", "no closing '\"'"),
            Map.entry("{\"a\\q\":" + tensor + "}", "expected an escaped character"),
            Map.entry("{\"a\\u12g4\":" + tensor + "}", "four hexadecimal digits"),
            Map.entry("{\"\\ud800\":" + tensor + "}", "half of a surrogate pair"),
            Map.entry("{\"a\":" + tensor.replace("[0]", "[00]") + "}", "expected an integer"),
            Map.entry("{\"a\":" + tensor.replace("[0]", "[0e1]") + "}", "expected an integer"),
            Map.entry(
                "{\"a\":" + tensor.replace("[0]", "[9223372036854775808]") + "}", "too large"),
            Map.entry("{\"a\":" + tensor.replace("F32\"", "F32\",\"x\":1") + "}", "unknown key"),
            Map.entry(
                "{\"a\":" + tensor.replace("F32\"", "F32\",\"dtype\":\"F32\"") + "}", "twice"),
            Map.entry("{\"__metadata__\":{},\"__metadata__\":{}}", "occurs twice"),
            Map.entry("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", "key \"a\" occurs twice"));
    List<DynamicTest> tests = new ArrayList<>();
    headers.forEach(
        (json, reason) -> tests.add(DynamicTest.dynamicTest(json, () -> refuses(json, reason))));
    return tests;
  }

  private static void refuses(String json, String reason) throws IOException {
    Path file = write(json, ByteBuffer.allocate(0));
    SafetensorsFormatException e =
        assertThrows(SafetensorsFormatException.class, () -> Safetensors.open(file));
    assertTrue(e.reason().contains(reason), e::getMessage);
  }

  @Test
  void tensorsOfTheFileMayBeListedInAnyOrder() throws IOException {
    Path file =
        write(
            "{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                + "\"none\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}",
            ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(2f).putFloat(3f));
    try (SafetensorsReader reader = Safetensors.open(file)) {
      float[] values = new float[2];
      reader.read("a", values, 0);
      reader.read("b", values, 1);
      assertArrayEquals(new float[] {2, 3}, values);
      assertEquals(List.of("b", "a", "none"), List.copyOf(reader.names()));
    }
  }

  @Test
  void unsignedIntegersAreUnsigned() throws IOException {
    Path file =
        write(
            "{\"a\":{\"dtype\":\"U64\",\"shape\":[2],\"data_offsets\":[0,16]},"
                + "\"b\":{\"dtype\":\"U32\",\"shape\":[1],\"data_offsets\":[16,20]},"
                + "\"c\":{\"dtype\":\"U16\",\"shape\":[1],\"data_offsets\":[20,22]}}",
            ByteBuffer.allocate(22)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(-1)
                .putLong(0xfffffe8000000001L)
                .putInt(-1)
                .putShort((short) -1));
    try (SafetensorsReader reader = Safetensors.open(file)) {
      float[] values = new float[4];
      reader.read("a", values, 0);
      reader.read("b", values, 2);
      reader.read("c", values, 3);
      // The second lies just above the middle of two floats; its last bit decides.
      assertArrayEquals(new float[] {0x1p64f, 0xffffffp40f, 0x1p32f, 65535f}, values);
    }
  }

  private static Path write(String json, ByteBuffer values) throws IOException {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + header.length + values.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header).put(values.flip());
    Path file = folder.resolve("by-hand.safetensors");
    return Files.write(file, bytes.array());
  }

  @Test
  void positionsPointAtTheMistake() throws IOException {
    String json = Files.readString(bad("bad_dtype"), StandardCharsets.ISO_8859_1);
    assertEquals(json.indexOf("\"F33\""), position("bad_dtype"));
    json = Files.readString(bad("negative_offset"), StandardCharsets.ISO_8859_1);
    assertEquals(json.indexOf("-"), position("negative_offset"));
    json = Files.readString(bad("duplicate_names"), StandardCharsets.ISO_8859_1);
    assertEquals(json.lastIndexOf("\"a\""), position("duplicate_names"));
    assertEquals(97, position("truncated_data"));
    assertEquals(101, position("trailing_bytes"));
  }

  private static Path bad(String name) {
    return folder.resolve("bad/" + name + ".safetensors");
  }

  private static long position(String name) {
    return assertThrows(SafetensorsFormatException.class, () -> Safetensors.open(bad(name)))
        .position();
  }

  @Test
  void writesWhatItReads() throws IOException {
    Path file = folder.resolve("written.safetensors");
    float[] values = new float[40_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(i * 1000);
    }
    Map<String, String> metadata = Map.of("note", "line\nbreak \"quoted\" \\ caf\u00e9", "a", "");
    Safetensors.write(
        file,
        metadata,
        List.of(
            new Safetensors.Tensor("big \"\u4e2d\"", new int[] {2, 20_000}, values, 3),
            new Safetensors.Tensor("scalar", new int[0], values, 1),
            new Safetensors.Tensor("none", new int[] {0, 5}, values, 0)));
    try (SafetensorsReader reader = Safetensors.open(file)) {
      assertEquals(metadata, reader.metadata());
      assertEquals(List.of("big \"\u4e2d\"", "scalar", "none"), List.copyOf(reader.names()));
      float[] read = new float[40_003];
      reader.read("big \"\u4e2d\"", read, 3);
      reader.read("scalar", read, 1);
      values[0] = 0;
      values[2] = 0;
      assertArrayEquals(values, read);
    }
  }

  /** The written header, read by a JSON library and by hand. */
  @Test
  void theWrittenHeaderFollowsTheFormat() throws IOException {
    Path file = folder.resolve("written.safetensors");
    float[] values = {1.5f, -2f, 3f};
    Safetensors.write(
        file,
        Map.of("k", "v\t"),
        List.of(
            new Safetensors.Tensor("a", new int[] {2}, values, 0),
            new Safetensors.Tensor("b", new int[] {1, 1}, values, 2)));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = Math.toIntExact(bytes.getLong());
    assertEquals(0, length % 8);
    String json = new String(bytes.array(), 8, length, StandardCharsets.UTF_8);
    assertEquals(
        JsonParser.parseString(
            "{'__metadata__':{'k':'v\\t'},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
                + "'b':{'dtype':'F32','shape':[1,1],'data_offsets':[8,12]}}"),
        JsonParser.parseString(json));
    assertEquals(8 + length + 12, bytes.capacity());
    assertEquals(1.5f, bytes.getFloat(8 + length));
    assertEquals(3f, bytes.getFloat(8 + length + 8));
  }

  @Test
  void refusesTensorsThatAreNoTensors() {
    float[] values = new float[4];
    rejects(() -> new Safetensors.Tensor("a", new int[] {5}, values, 0));
    rejects(() -> new Safetensors.Tensor("a", new int[] {4}, values, 1));
    rejects(() -> new Safetensors.Tensor("a", new int[] {-1, -4}, values, 0));
    rejects(() -> new Safetensors.Tensor("__metadata__", new int[] {1}, values, 0));
    Safetensors.Tensor a = new Safetensors.Tensor("a", new int[] {1}, values, 0);
    rejects(() -> Safetensors.write(folder.resolve("x"), Map.of(), List.of(a, a)));
  }

  @Test
  void refusesToReadWhatDoesNotFit() throws IOException {
    try (SafetensorsReader reader = Safetensors.open(folder.resolve("good/model.safetensors"))) {
      rejects(() -> reader.read("fc1.bias", new float[2], 0));
      rejects(() -> reader.read("fc1.bias", new float[3], 1));
      rejects(() -> reader.read("fc1", new float[30], 0));
    }
  }

  private static void rejects(Executable call) {
    assertThrows(IllegalArgumentException.class, call);
  }
}
