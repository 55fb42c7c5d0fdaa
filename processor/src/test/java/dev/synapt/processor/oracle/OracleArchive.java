package dev.synapt.processor.oracle;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of {@code cases.zip}, by path. */
final class OracleArchive {

  private static final OracleArchive ALL = read();

  private final SortedMap<String, byte[]> files;

  private OracleArchive(SortedMap<String, byte[]> files) {
    this.files = files;
  }

  /** The archive, read once. */
  static OracleArchive open() {
    return ALL;
  }

  /** The paths that start with a prefix, sorted. */
  List<String> paths(String prefix) {
    return files.keySet().stream().filter(path -> path.startsWith(prefix)).toList();
  }

  /** One file's content. */
  JsonObject json(String path) {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new IllegalArgumentException("no case " + path);
    }
    InputStream stream = new ByteArrayInputStream(bytes);
    return JsonParser.parseReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
        .getAsJsonObject();
  }

  private static OracleArchive read() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (InputStream resource = OracleArchive.class.getResourceAsStream("/oracle/cases.zip");
        ZipInputStream zip = new ZipInputStream(resource)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new OracleArchive(files);
  }
}
