package dev.synapt.runtime.data;

import dev.synapt.runtime.io.FileFormatException;
import java.nio.file.Path;

/**
 * A file that is no valid IDX file, or not one for the role it was given. The position counts bytes
 * of the IDX content, in a gzip file after decompression.
 */
public final class IdxFormatException extends FileFormatException {

  private static final long serialVersionUID = 1L;

  IdxFormatException(Path file, long position, String reason) {
    super(file, position, reason);
  }
}
