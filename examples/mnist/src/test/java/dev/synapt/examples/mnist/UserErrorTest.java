package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

final class UserErrorTest {

  @Test
  void troubleIsASentence() {
    assertEquals("too short", UserError.message(new IOException("too short")));
    assertEquals(
        "x: there is no such file or folder", UserError.message(new NoSuchFileException("x")));
    assertEquals("x: permission denied", UserError.message(new AccessDeniedException("x")));
    assertEquals("x: cannot be read or written", UserError.message(new FileSystemException("x")));
    assertEquals(
        "not saved",
        UserError.message(new UncheckedIOException("not saved", new IOException("disk full"))));
    assertEquals(
        "x: Disk full", UserError.message(new FileSystemException("x", null, "Disk full")));
  }

  @Test
  void bugsAreNotHidden() {
    assertNull(UserError.message(new IllegalStateException("bug")));
  }
}
