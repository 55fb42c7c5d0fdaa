package dev.synapt.examples.peers.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Results, one a line, so that measuring can be done in several sittings.
 *
 * @param path the file
 */
public record ResultsFile(Path path) {

  /**
   * Adds a result at the end.
   *
   * @param measurement the result
   * @throws IOException if the file cannot be written
   */
  public void append(Measurement measurement) throws IOException {
    boolean isNew = !Files.exists(path);
    String header = isNew ? Measurement.HEADER + "\n" : "";
    Files.writeString(
        path,
        header + measurement.toLine() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /**
   * All results.
   *
   * @return in the order in which they were added
   * @throws IOException if the file cannot be read
   */
  List<Measurement> read() throws IOException {
    try (var lines = Files.lines(path)) {
      return lines.skip(1).map(Measurement::parse).toList();
    }
  }
}
