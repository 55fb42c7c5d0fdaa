package dev.synapt.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {

  private static final String OLD = "the former content";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeFormerContent() throws IOException {
    file = folder.resolve("weights");
    Files.writeString(file, OLD);
  }

  private static void put(WritableByteChannel out, String text) throws IOException {
    out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void replacesAndCreates() throws IOException {
    AtomicFile.write(file, out -> put(out, "new"));
    AtomicFile.write(folder.resolve("other"), out -> put(out, "first"));
    assertEquals("new", Files.readString(file));
    assertEquals("first", Files.readString(folder.resolve("other")));
    assertEquals(List.of("other", "weights"), names());
  }

  @Test
  void theFormerContentIsThereUntilTheEnd() throws IOException {
    AtomicFile.write(
        file,
        out -> {
          put(out, "half ");
          assertEquals(OLD, Files.readString(file));
          put(out, "whole");
        });
    assertEquals("half whole", Files.readString(file));
  }

  @Test
  void anErrorMidwayLeavesTheFormerFileAndNothingElse() throws IOException {
    IOException failure = new IOException("disk full");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      put(out, "half");
                      throw failure;
                    }));
    assertSame(failure, thrown);
    assertEquals(OLD, Files.readString(file));
    assertEquals(List.of("weights"), names());
  }

  @Test
  void aMissingFolderIsNamed() {
    Path missing = folder.resolve("none/weights");
    NoSuchFileException e =
        assertThrows(
            NoSuchFileException.class, () -> AtomicFile.write(missing, out -> put(out, "x")));
    assertTrue(e.getMessage().contains("none"), e::getMessage);
  }

  @Test
  void aSymbolicLinkStaysALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    AtomicFile.write(link, out -> put(out, "new"));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(file));
  }

  @Test
  void aFolderIsNotReplaced() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("directory"));
    Files.writeString(directory.resolve("inside"), "kept");
    assertThrows(IOException.class, () -> AtomicFile.write(directory, out -> put(out, "x")));
    assertEquals("kept", Files.readString(directory.resolve("inside")));
    assertEquals(List.of("directory", "weights"), names());
  }

  @Test
  void aKilledProgramLeavesTheFormerFile() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HalfWriter.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    try {
      // The child says so when half of the content is on the disk; then it waits for its end.
      assertEquals('h', process.getInputStream().read());
      assertTrue(process.isAlive());
      assertEquals(2, names().size(), "the temporary file of the child");
    } finally {
      process.destroyForcibly();
    }
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(OLD, Files.readString(file));
    AtomicFile.write(file, out -> put(out, "new"));
    assertEquals("new", Files.readString(file));
    assertFalse(process.isAlive());
  }

  /** Run in a JVM of its own, which is killed while it writes. */
  static final class HalfWriter {

    private HalfWriter() {}

    public static void main(String[] arguments) throws IOException {
      AtomicFile.write(
          Path.of(arguments[0]),
          out -> {
            put(out, "half");
            System.out.print('h');
            System.out.flush();
            waitToBeKilled();
          });
    }

    private static void waitToBeKilled() {
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
