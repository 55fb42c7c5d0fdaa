package dev.synapt.runtime.data;

import dev.synapt.runtime.io.FileFormatException;
import java.nio.file.Path;

/** A file that is no valid npy or npz file, or one of a kind that is not read. */
public final class NpyFormatException extends FileFormatException {

  private static final long serialVersionUID = 1L;

  NpyFormatException(Path file, long position, String reason) {
    super(file, position, reason);
  }
}
