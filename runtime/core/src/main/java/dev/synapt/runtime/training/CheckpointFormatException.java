package dev.synapt.runtime.training;

import dev.synapt.runtime.io.FileFormatException;
import java.nio.file.Path;

/** A file that is no checkpoint, or a damaged one, or one that this version cannot read. */
public final class CheckpointFormatException extends FileFormatException {

  private static final long serialVersionUID = 1L;

  CheckpointFormatException(Path file, long position, String reason) {
    super(file, position, reason);
  }
}
