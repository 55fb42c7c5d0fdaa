package dev.synapt.runtime.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads the expected values in the test resources; see the README beside them. */
public final class Oracle {

  private Oracle() {}

  /** All files of one archive by name. */
  public static Map<String, byte[]> files(String archive) {
    Map<String, byte[]> files = new TreeMap<>();
    try (InputStream raw = Oracle.class.getResourceAsStream("/oracle/" + archive);
        ZipInputStream zip = new ZipInputStream(raw)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
      return files;
    } catch (IOException e) {
      throw new AssertionError("cannot read the archive " + archive, e);
    }
  }

  /** One JSON file of an archive. */
  public static JsonObject json(String archive, String name) {
    byte[] bytes = files(archive).get(name);
    return JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8)).getAsJsonObject();
  }

  /** Writes the files of an archive into a folder. */
  public static void unpack(String archive, Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files(archive).entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
  }

  /** The data of a tensor. */
  public static double[] doubles(JsonObject tensor) {
    JsonArray data = tensor.getAsJsonArray("data");
    double[] values = new double[data.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = data.get(i).getAsDouble();
    }
    return values;
  }

  /** The data of a tensor of small whole numbers. */
  public static int[] ints(JsonObject tensor) {
    return ints(tensor.getAsJsonArray("data"));
  }

  /** The shape of a tensor. */
  public static int[] shape(JsonObject tensor) {
    return ints(tensor.getAsJsonArray("shape"));
  }

  private static int[] ints(JsonArray data) {
    int[] values = new int[data.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = data.get(i).getAsInt();
    }
    return values;
  }
}
