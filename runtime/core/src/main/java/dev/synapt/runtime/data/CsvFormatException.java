package dev.synapt.runtime.data;

import java.io.IOException;
import java.nio.file.Path;

/** A table that cannot be read. The message names the file, the line, the column and the reason. */
public final class CsvFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  private final long line;

  CsvFormatException(Path file, long line, String reason) {
    super(file + ": line " + line + ": " + reason);
    this.line = line;
  }

  /**
   * Where the mistake is.
   *
   * @return the line at which the record begins, from 1
   */
  public long line() {
    return line;
  }
}
