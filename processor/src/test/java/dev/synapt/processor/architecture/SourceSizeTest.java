package dev.synapt.processor.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Files and methods that a reader can take in; what is longer is named here, with the reason. */
final class SourceSizeTest {

  private static final int FILE_LINES = 500;
  private static final int METHOD_LINES = 60;

  private static final Map<String, String> LONG_FILES = Map.of();

  private static final Map<String, String> LONG_METHODS =
      Map.of(
          "lower/Differentiation.java#backward", "a case for each operation",
          "emit/TwinCode.java#add", "a case for each operation");

  private record Method(String name, int lines) {}

  @Test
  void filesAreShort() throws IOException {
    List<Path> files = sources();
    assertTrue(files.size() >= 180, () -> "only " + files.size() + " files");
    for (Path file : files) {
      int lines = Files.readAllLines(file).size();
      assertTrue(
          lines <= FILE_LINES || LONG_FILES.containsKey(name(file)),
          () -> name(file) + " has " + lines + " lines; divide it");
    }
  }

  @Test
  void methodsAreShort() throws IOException {
    List<Method> methods = methods(sources());
    assertTrue(methods.size() >= 900, () -> "only " + methods.size() + " methods");
    for (Method method : methods) {
      assertTrue(
          method.lines() <= METHOD_LINES || LONG_METHODS.containsKey(method.name()),
          () -> method.name() + " has " + method.lines() + " lines; divide it");
    }
  }

  /** An exception for something that is gone would hide the next of the same name. */
  @Test
  void exceptionsExist() throws IOException {
    Set<String> files = sources().stream().map(SourceSizeTest::name).collect(Collectors.toSet());
    Set<String> methods = methods(sources()).stream().map(Method::name).collect(Collectors.toSet());
    assertTrue(files.containsAll(LONG_FILES.keySet()), LONG_FILES::toString);
    assertTrue(methods.containsAll(LONG_METHODS.keySet()), LONG_METHODS::toString);
  }

  /** Nine in ten methods fit a third of a screen. */
  @Test
  void mostMethodsAreVeryShort() throws IOException {
    List<Integer> lengths =
        methods(sources()).stream().map(Method::lines).sorted().collect(Collectors.toList());
    assertTrue(lengths.get(lengths.size() / 2) <= 8, "the median");
    assertTrue(lengths.get(lengths.size() * 9 / 10) <= 30, "nine in ten");
  }

  @Test
  void linesAreCountedFromDeclarationToBrace() throws IOException {
    Path file = Files.createTempFile("Sample", ".java");
    Files.writeString(file, "class Sample {\n  int one() {\n    return 1;\n  }\n}\n");
    try {
      assertEquals(List.of(3), methods(List.of(file)).stream().map(Method::lines).toList());
    } finally {
      Files.delete(file);
    }
  }

  /** The main sources of all modules that users depend on. */
  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module :
        List.of(".", "../runtime/core", "../runtime/testing", "../dsl-annotations")) {
      try (Stream<Path> files = Files.walk(Path.of(module, "src/main/java/dev"))) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    return sources;
  }

  private static String name(Path file) {
    int count = file.getNameCount();
    return (count > 1 ? file.getName(count - 2) + "/" : "") + file.getFileName();
  }

  private static List<Method> methods(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Method> methods = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new MethodLengths(unit, positions, methods), null);
      }
    }
    return methods;
  }

  private static final class MethodLengths extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Method> methods;

    MethodLengths(CompilationUnitTree unit, SourcePositions positions, List<Method> methods) {
      this.unit = unit;
      this.positions = positions;
      this.methods = methods;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      if (method.getBody() != null) {
        String file = name(Path.of(unit.getSourceFile().getName()));
        int lines =
            line(positions.getEndPosition(unit, method))
                - line(positions.getStartPosition(unit, method))
                + 1;
        methods.add(new Method(file + "#" + method.getName(), lines));
      }
      return super.visitMethod(method, null);
    }

    private int line(long position) {
      return (int) unit.getLineMap().getLineNumber(position);
    }
  }
}
