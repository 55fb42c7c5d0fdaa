package dev.synapt.examples.models;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/** The data that comes with the program, in a folder or in a jar. */
final class BundledFile {

  /** Reads a file. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Path file) throws IOException;
  }

  private BundledFile() {}

  /**
   * Reads one of the files beside this class.
   *
   * @param name as {@code data/cars.csv}
   * @param reader must have read all it needs when it returns
   */
  static <T> T read(String name, Reader<T> reader) throws IOException {
    URL url = BundledFile.class.getResource(name);
    if (url == null) {
      throw new IOException("the data is not on the class path: " + name);
    }
    try {
      if (!(url.openConnection() instanceof JarURLConnection entry)) {
        return reader.read(Path.of(url.toURI()));
      }
      Path jar = Path.of(entry.getJarFileURL().toURI());
      try (FileSystem files = FileSystems.newFileSystem(jar)) {
        return reader.read(files.getPath(entry.getEntryName()));
      }
    } catch (URISyntaxException e) {
      throw new IOException("the data cannot be read from " + url, e);
    }
  }
}
