package dev.synapt.processor.emit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources without touching the disk. */
public final class InMemoryCompiler {

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private InMemoryCompiler() {}

  /**
   * Compiles classes that may use the Vector API and whatever is on the tests' class path.
   *
   * @param sources the source of each class, by its qualified name
   * @return the class files, by qualified name
   * @throws AssertionError with the compiler's messages
   */
  public static Map<String, byte[]> compile(Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (Memory memory = new Memory(compiler.getStandardFileManager(null, null, null))) {
      List<String> options = List.of("-proc:none", "--add-modules", VECTOR_MODULE);
      List<Source> units = new ArrayList<>();
      sources.forEach((name, text) -> units.add(new Source(name, text)));
      if (!compiler.getTask(messages, memory, null, options, null, units).call()) {
        throw new AssertionError(messages.toString());
      }
      return memory.classFiles();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes classes of class files. */
  public static ClassLoader load(Map<String, byte[]> classFiles) {
    return new ClassLoader(InMemoryCompiler.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classFiles.get(name);
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
      }
    };
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class ClassFile extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ClassFile(String name) {
      super(URI.create("memory:///" + name.replace('.', '/') + Kind.CLASS.extension), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ClassFile> classes = new TreeMap<>();

    Memory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      ClassFile file = new ClassFile(name);
      classes.put(name, file);
      return file;
    }

    Map<String, byte[]> classFiles() {
      Map<String, byte[]> result = new TreeMap<>();
      classes.forEach((name, file) -> result.put(name, file.bytes.toByteArray()));
      return result;
    }
  }
}
