package dev.synapt.processor.generated;

import dev.synapt.runtime.InferenceNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/** What a compilation made: generated sources and classes, which can be loaded here. */
public final class GeneratedClasses {

  static final GeneratedClasses NONE = new GeneratedClasses(new TreeMap<>(), new TreeMap<>());

  private final SortedMap<String, String> sources;
  private final SortedMap<String, byte[]> classes;
  private final Loader loader;

  private GeneratedClasses(SortedMap<String, String> sources, SortedMap<String, byte[]> classes) {
    this.sources = Collections.unmodifiableSortedMap(sources);
    this.classes = Collections.unmodifiableSortedMap(classes);
    this.loader = new Loader(classes);
  }

  /** The files that a compilation made. */
  public static GeneratedClasses of(List<JavaFileObject> files) {
    SortedMap<String, String> sources = new TreeMap<>();
    SortedMap<String, byte[]> classes = new TreeMap<>();
    for (JavaFileObject file : files) {
      byte[] bytes = read(file);
      switch (file.getKind()) {
        case SOURCE -> sources.put(name(file, ".java"), new String(bytes, StandardCharsets.UTF_8));
        case CLASS -> classes.put(name(file, ".class"), bytes);
        default -> {
          // other outputs are not looked at
        }
      }
    }
    return new GeneratedClasses(sources, classes);
  }

  /** {@code /CLASS_OUTPUT/net/LeNet.class} as {@code net.LeNet}. */
  private static String name(JavaFileObject file, String end) {
    String path = file.getName();
    for (StandardLocation location : StandardLocation.values()) {
      path = path.replace("/" + location.name() + "/", "");
    }
    return path.substring(0, path.length() - end.length()).replace('/', '.');
  }

  private static byte[] read(JavaFileObject file) {
    try (InputStream stream = file.openInputStream()) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Both together. */
  GeneratedClasses with(GeneratedClasses other) {
    SortedMap<String, String> bothSources = new TreeMap<>(sources);
    bothSources.putAll(other.sources);
    SortedMap<String, byte[]> bothClasses = new TreeMap<>(classes);
    bothClasses.putAll(other.classes);
    return new GeneratedClasses(bothSources, bothClasses);
  }

  /** The text of the generated sources, by qualified class name. */
  SortedMap<String, String> sources() {
    return sources;
  }

  /** The bytes of all classes, the user's included, by qualified name. */
  SortedMap<String, byte[]> classes() {
    return classes;
  }

  /** The generated classes of one network of package {@code net}. */
  GeneratedModel model(String name) {
    return new GeneratedModel("net." + name, loader);
  }

  /** Writes the class files, so that another JVM can load them. */
  void writeTo(Path folder) throws IOException {
    for (var entry : classes.entrySet()) {
      Path file = folder.resolve(entry.getKey().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
  }

  /** A loader of its own, so that equal names of other tests do not clash. */
  private static final class Loader extends ClassLoader {
    private final SortedMap<String, byte[]> classes;

    Loader(SortedMap<String, byte[]> classes) {
      super(InferenceNetwork.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
