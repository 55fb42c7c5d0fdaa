package dev.synapt.examples.peers.report;

import dev.synapt.examples.peers.measure.Library;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** Where and with what was measured. */
final class Machine {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** The processor, where the system tells; what it can do matters more than its name. */
  static String description() throws IOException {
    return "%d cores of %s (%s), %s, JDK %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            processor("model name", System.getProperty("os.arch")),
            instructions(),
            System.getProperty("os.name"),
            Runtime.version());
  }

  private static String processor(String field, String otherwise) throws IOException {
    if (!Files.exists(PROCESSORS)) {
      return otherwise;
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith(field))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    }
  }

  private static String instructions() throws IOException {
    List<String> flags = List.of(processor("flags", "").split(" "));
    return flags.contains("avx512f") ? "AVX-512" : flags.contains("avx2") ? "AVX2" : "no AVX2";
  }

  /** Names and versions of the libraries, as the build knows them. */
  static List<String> versions(List<Library> libraries) throws IOException {
    Properties versions = new Properties();
    try (InputStream in = Machine.class.getResourceAsStream("versions.properties")) {
      versions.load(in);
    }
    return libraries.stream().map(library -> versions.getProperty(library.name())).toList();
  }
}
