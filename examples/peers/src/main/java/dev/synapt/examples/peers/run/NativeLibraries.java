package dev.synapt.examples.peers.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Takes native libraries out of a jar. */
final class NativeLibraries {

  private NativeLibraries() {}

  /** Copies the files of a jar's folder, but not those of folders in it, unless they are there already. */
  static void unpack(Path jar, String prefix, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (JarFile file = new JarFile(jar.toFile())) {
      List<JarEntry> entries =
          file.stream()
              .filter(entry -> entry.getName().startsWith(prefix) && !entry.isDirectory())
              .filter(entry -> entry.getName().indexOf('/', prefix.length()) < 0)
              .toList();
      for (JarEntry entry : entries) {
        Path target = folder.resolve(entry.getName().substring(prefix.length()));
        if (!Files.exists(target)) {
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, target);
          }
        }
      }
    }
  }
}
