package dev.synapt.runtime.io;

import java.nio.file.Path;

/** A file that is no valid safetensors file. */
public final class SafetensorsFormatException extends FileFormatException {

  private static final long serialVersionUID = 1L;

  SafetensorsFormatException(Path file, long position, String reason) {
    super(file, position, reason);
  }
}
