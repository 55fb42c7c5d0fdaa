package dev.synapt.runtime.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;

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
    Path temporary = temporary(target);
    try {
      writeAndForce(temporary, content);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      // After a successful move there is nothing to delete.
      Files.deleteIfExists(temporary);
    }
    forceDirectory(target.getParent());
  }

  /**
   * Gives a file a second name, so that it is still there after the first is given to another file.
   * What had the second name before is replaced in one step. Where the system has no hard links the
   * file is copied.
   *
   * @param name the second name, in the same folder
   * @param file an existing file
   * @throws IOException if that fails; what had the second name then stays
   */
  public static void link(Path name, Path file) throws IOException {
    Path temporary = temporary(name.toAbsolutePath());
    try {
      try {
        Files.createLink(temporary, file);
      } catch (UnsupportedOperationException | FileSystemException e) {
        Files.copy(file, temporary);
      }
      Files.move(temporary, name, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Deletes the temporary files that programs which ended abruptly left over. Nobody may be writing
   * this file meanwhile.
   *
   * @param file a file that is written by this class
   * @throws IOException if the folder cannot be read, or a file cannot be deleted
   */
  public static void deleteLeftovers(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Pattern leftover =
        Pattern.compile("\\." + Pattern.quote(name(file)) + "\\.[-0-9a-f]{36}\\.tmp");
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path left : files) {
          if (leftover.matcher(name(left)).matches()) {
            Files.deleteIfExists(left);
          }
        }
      }
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static Path temporary(Path target) {
    return target.resolveSibling("." + name(target) + "." + UUID.randomUUID() + ".tmp");
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
