package dev.synapt.processor.oracle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The parts of cases that do not apply: {@code not-covered.txt}. */
public final class NotCovered {

  /** How much of a case is left out. */
  public enum Part {
    /** The gradients; outputs are checked. */
    GRADIENTS,
    /** The value; gradients are checked. */
    VALUE
  }

  /**
   * One line.
   *
   * @param part what is left out
   * @param reason why
   */
  public record Entry(Part part, String reason) {

    /** A line of a table. */
    public String text(String path) {
      return "%s of %s: %s%n".formatted(part.name().toLowerCase(Locale.ROOT), path, reason);
    }
  }

  private NotCovered() {}

  /** The lines by path. */
  public static Map<String, Entry> read() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                NotCovered.class.getResourceAsStream("/oracle/not-covered.txt"),
                StandardCharsets.UTF_8))) {
      reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> add(entries, line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  private static void add(Map<String, Entry> entries, String line) {
    String[] fields = line.strip().split("\\s+", 3);
    Part part = Part.valueOf(fields[1].toUpperCase(Locale.ROOT));
    if (entries.put(fields[0], new Entry(part, fields[2])) != null) {
      throw new IllegalArgumentException("listed twice: " + line);
    }
  }
}
