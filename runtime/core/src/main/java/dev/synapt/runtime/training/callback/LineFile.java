package dev.synapt.runtime.training.callback;

import dev.synapt.runtime.io.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A text file that grows by whole lines, and that a resumed training takes up where it was. */
final class LineFile {

  private final Path file;
  private Writer writer;

  LineFile(Path file) {
    this.file = file;
  }

  /** Begins a new file. */
  void begin() {
    try {
      writer = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * Goes on after those lines that are kept. A last line without its end is torn: it is dropped.
   */
  void resume(Predicate<String> keep) {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      String kept = whole.lines().filter(keep).map(l -> l + "\n").collect(Collectors.joining());
      if (!kept.equals(text)) {
        byte[] bytes = kept.getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(ByteBuffer.wrap(bytes)));
      }
      writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Whether there is nothing in the file yet. */
  boolean isEmpty() {
    try {
      return Files.size(file) == 0;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Writes a line, which is in the file when this returns. */
  void line(String text) {
    try {
      writer.write(text);
      writer.write('\n');
      writer.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  void close() {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private UncheckedIOException failure(IOException e) {
    return new UncheckedIOException("the log " + file + " cannot be written", e);
  }
}
