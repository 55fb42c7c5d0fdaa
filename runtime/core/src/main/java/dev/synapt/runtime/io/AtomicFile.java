package dev.synapt.runtime.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file so that at every moment either the former or the new content is in its place.
 *
 * <p>The content goes to a temporary file in the same folder, is forced to the disk, and is then
 * renamed in one step. If the program ends abruptly in between, the former file is unharmed and a
 * file {@code .NAME.*.tmp} may be left over.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes everything.
     *
     * @param out where to; closed by the caller
     * @throws IOException if that fails; the former file then stays
     */
    void writeTo(WritableByteChannel out) throws IOException;
  }

  /**
   * Creates or replaces a file. A symbolic link is followed, not replaced.
   *
   * @param file the file
   * @param content writes its content
   * @throws IOException if writing or renaming fails; the former file then stays
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      writeAndForce(temporary, content);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      // After a successful move there is nothing to delete.
      Files.deleteIfExists(temporary);
    }
    forceDirectory(target.getParent());
  }

  private static void writeAndForce(Path file, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.writeTo(channel);
      channel.force(true);
    }
  }

  /** Makes the rename itself durable. Not every system can open a folder: then it is left out. */
  private static void forceDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      System.getLogger("dev.synapt")
          .log(System.Logger.Level.DEBUG, "cannot force folder " + directory, e);
    }
  }
}
