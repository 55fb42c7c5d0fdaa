package dev.synapt.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.synapt.dsl.Network;
import dev.synapt.runtime.Trainer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * A source file with mistakes, and what the compiler has to say about it: a comment at the end of
 * the file holds every message as {@code line:column: kind: text}. The first line may be {@code //
 * options: -A...}, or {@code // back end: fails} for a compiler that breaks down behind the shapes,
 * {@code // back end: cannot write} for one on a full disk, or {@code // back end: real} for one
 * that generates code. A second line {@code // options: -A...} may follow, or {@code // class path:
 * runtime} for one without test libraries.
 *
 * @param name the file's name without {@code .java}
 * @param text its content
 */
record BrokenModel(String name, String text) {

  private static final String OPTIONS = "// options: ";
  private static final String FAILS = "// back end: fails";
  private static final String FULL = "// back end: cannot write";
  private static final String REAL = "// back end: real";
  private static final String NO_TEST_LIBRARIES = "// class path: runtime";
  private static final String EXPECTED = "/* expected:\n";

  /** All such files, sorted by name. */
  static List<BrokenModel> all() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.sorted().map(BrokenModel::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Path.of(BrokenModel.class.getResource("/broken").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BrokenModel read(Path file) {
    try {
      String name = file.getFileName().toString().replace(".java", "");
      return new BrokenModel(name, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The messages that the file says it must provoke. */
  String expected() {
    int start = text.indexOf(EXPECTED) + EXPECTED.length();
    return text.substring(start, text.lastIndexOf("*/"));
  }

  /** Makes the file expect other messages; whoever does so reads the difference. */
  void rewrite(String messages) throws IOException {
    int start = text.indexOf(EXPECTED) + EXPECTED.length();
    String end = text.substring(text.lastIndexOf("*/"));
    Files.writeString(
        Goldens.resource("broken/" + name + ".java"), text.substring(0, start) + messages + end);
  }

  /** The same file with a warning silenced on all networks, and no other one. */
  BrokenModel silenced(String tag) {
    String loud = text.replaceAll("@SuppressWarnings\\([^)]*\\)\\s*", "");
    return new BrokenModel(
        name, loud.replaceAll("@Network\\b", "@SuppressWarnings(\"synapt:" + tag + "\") @Network"));
  }

  /** Compiles the file, as javac would with the processor on its path. */
  Compilation compile() {
    Compiler compiler = Compiler.javac().withOptions(options()).withProcessors(processor());
    return (text.contains(NO_TEST_LIBRARIES) ? compiler.withClasspath(runtime()) : compiler)
        .compile(JavaFileObjects.forSourceString("broken." + name, text));
  }

  private static List<File> runtime() {
    return Stream.of(Network.class, Trainer.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .map(File::new)
        .toList();
  }

  private NetworkProcessor processor() {
    return text.startsWith(REAL)
        ? new NetworkProcessor()
        : new NetworkProcessor((environment, options) -> backEnd());
  }

  private List<String> options() {
    return text.lines()
        .limit(2)
        .filter(line -> line.startsWith(OPTIONS))
        .flatMap(line -> Stream.of(line.substring(OPTIONS.length()).split(" ")))
        .toList();
  }

  private BackEnd backEnd() {
    return (network, graph, model, diagnostics) -> {
      if (text.startsWith(FAILS)) {
        throw failure("no slot for " + graph.graph().name());
      }
      if (text.startsWith(FULL)) {
        throw new UncheckedIOException(new IOException("No space left on device"));
      }
    };
  }

  private static IllegalStateException failure(String message) {
    IllegalStateException failure = new IllegalStateException(message);
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("dev.synapt.Planner", "plan", "Planner.java", 12),
          new StackTraceElement("dev.synapt.Caller", "call", "Caller.java", 34),
        });
    return failure;
  }

  /** All messages of a compilation in the form of {@link #expected}. */
  static String messages(Compilation compilation) {
    return compilation.diagnostics().stream()
        .map(BrokenModel::message)
        .collect(Collectors.joining());
  }

  private static String message(Diagnostic<? extends JavaFileObject> diagnostic) {
    String kind = diagnostic.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String place =
        diagnostic.getSource() == null
            ? ""
            : diagnostic.getLineNumber() + ":" + diagnostic.getColumnNumber() + ": ";
    return place + kind + ": " + diagnostic.getMessage(Locale.ROOT) + "\n";
  }

  @Override
  public String toString() {
    return name;
  }
}
