package dev.synapt.runtime.io;

import java.io.IOException;
import java.nio.file.Path;

/** A file that does not follow its format. The message names the file, the byte and the reason. */
public class FileFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final long position;
  private final String reason;

  /**
   * Describes the damage.
   *
   * @param file the file
   * @param position the byte of the file's content at which the mistake was noticed, from 0
   * @param reason what is wrong, with the numbers
   */
  public FileFormatException(Path file, long position, String reason) {
    super(file + ": at byte " + position + ": " + reason);
    this.file = file.toString();
    this.position = position;
    this.reason = reason;
  }

  /**
   * The damaged file.
   *
   * @return its path, as the caller gave it
   */
  public final String file() {
    return file;
  }

  /**
   * Where the damage was noticed.
   *
   * @return a byte position in the file's content, from 0
   */
  public final long position() {
    return position;
  }

  /**
   * What is wrong.
   *
   * @return a sentence with the numbers
   */
  public final String reason() {
    return reason;
  }
}
