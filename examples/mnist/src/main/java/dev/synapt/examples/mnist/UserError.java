package dev.synapt.examples.mnist;

import dev.synapt.runtime.training.NonFiniteLossException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Tells the user's mistakes and the world's troubles, which need a sentence, from our bugs. */
final class UserError {

  private UserError() {}

  /** What to tell the user; null if the error is a bug, so that its stack trace is wanted. */
  static String message(Exception error) {
    return switch (error) {
      case NoSuchFileException e -> e.getFile() + ": there is no such file or folder";
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case FileSystemException e when e.getReason() == null ->
          e.getFile() + ": cannot be read or written";
      case IOException e -> e.getMessage();
      case UncheckedIOException e -> e.getMessage();
      case NonFiniteLossException e -> "Training failed: " + e.getMessage();
      default -> null;
    };
  }
}
