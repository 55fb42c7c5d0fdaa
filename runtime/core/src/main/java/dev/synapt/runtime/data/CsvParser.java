package dev.synapt.runtime.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a UTF-8 file into records, as RFC 4180: fields may be quoted, a quoted one may hold
 * delimiters, line ends and doubled quotes. Empty lines are skipped, and spaces around fields that
 * are not quoted.
 */
final class CsvParser implements AutoCloseable {

  private static final int BYTE_ORDER_MARK = 0xfeff;
  private static final int NONE = -2;

  private final Path file;
  private final char delimiter;
  private final BufferedReader in;
  private int ahead = NONE;
  private long line = 1;
  private long recordLine;

  CsvParser(Path file, char delimiter) throws IOException {
    this.file = file;
    this.delimiter = delimiter;
    this.in = Files.newBufferedReader(file);
    if (peek() == BYTE_ORDER_MARK) {
      next();
    }
  }

  /** The line at which the last record began, from 1. */
  long recordLine() {
    return recordLine;
  }

  /** The next record, or null at the end. */
  List<String> record() throws IOException {
    while (peek() == '\n' || peek() == '\r') {
      next();
    }
    recordLine = line;
    if (peek() < 0) {
      return null;
    }
    List<String> fields = new ArrayList<>();
    fields.add(field());
    while (peek() == delimiter) {
      next();
      fields.add(field());
    }
    return fields;
  }

  private String field() throws IOException {
    while (peek() == ' ' && delimiter != ' ') {
      next();
    }
    return peek() == '"' ? quoted() : plain();
  }

  private String plain() throws IOException {
    StringBuilder text = new StringBuilder();
    while (!isEnd(peek())) {
      text.append((char) next());
    }
    return text.toString().strip();
  }

  private boolean isEnd(int c) {
    return c < 0 || c == delimiter || c == '\n' || c == '\r';
  }

  private String quoted() throws IOException {
    next();
    StringBuilder text = new StringBuilder();
    while (true) {
      int c = next();
      if (c < 0) {
        throw new CsvFormatException(file, recordLine, "a quoted field does not end");
      }
      if (c == '"' && peek() != '"') {
        return requireEnd(text.toString());
      }
      if (c == '"') {
        next();
      }
      text.append((char) c);
    }
  }

  private String requireEnd(String field) throws IOException {
    while (peek() == ' ' && delimiter != ' ') {
      next();
    }
    if (!isEnd(peek())) {
      throw new CsvFormatException(
          file,
          recordLine,
          "after the quoted field \"%s\" comes '%c', not a delimiter"
              .formatted(field, (char) peek()));
    }
    return field;
  }

  private int peek() throws IOException {
    if (ahead == NONE) {
      ahead = read();
    }
    return ahead;
  }

  private int next() throws IOException {
    int c = peek();
    ahead = NONE;
    if (c == '\n' || (c == '\r' && peek() != '\n')) {
      line++;
    }
    return c;
  }

  private int read() throws IOException {
    try {
      return in.read();
    } catch (MalformedInputException e) {
      throw new CsvFormatException(file, line, "the text from here on is not valid UTF-8");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
