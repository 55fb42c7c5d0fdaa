package dev.synapt.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A module is compiled again and again, as Maven does it: with the classes and the generated
 * sources of the last time on class path and source path.
 */
final class RecompilationTest {

  private static final String MODEL =
      """
      package app;

      import dev.synapt.dsl.*;

      @Network(input = 4, batch = 16)
      final class Digits {
        @Dense(units = Sizes.HIDDEN) @Relu Layer hidden;
        @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
      }
      """;

  private static final String USER =
      """
      package app;

      final class Main {
        private final DigitsTrainer trainer = new DigitsTrainer();

        float[] predict(float[] x) {
          return new DigitsNetwork(trainer.weights()).predict(x);
        }
      }
      """;

  @TempDir Path folder;
  private Path sources;
  private Path generated;
  private Path classes;

  @BeforeEach
  void firstBuild() throws IOException {
    sources = Files.createDirectories(folder.resolve("sources/app"));
    generated = Files.createDirectories(folder.resolve("generated"));
    classes = Files.createDirectories(folder.resolve("classes"));
    write("Digits", MODEL);
    write("Main", USER);
    hidden(8);
    assertEquals(List.of(), errors());
    assertTrue(weights().contains("\"hidden.dense.weight\", new int[] {8, 4}"), weights());
  }

  @Test
  void aConstantOfAnotherClassChangesTheModel() throws IOException {
    hidden(9);
    assertEquals(List.of(), errors());
    assertTrue(weights().contains("\"hidden.dense.weight\", new int[] {9, 4}"), weights());
    write("Digits", MODEL.replace(" hidden;", " inner;"));
    assertEquals(List.of(), errors());
    assertTrue(weights().contains("\"inner.dense.weight\", new int[] {9, 4}"), weights());
  }

  @Test
  void aMistakeIsToldAndGoesAwayWithItsCause() throws IOException {
    hidden(0);
    assertEquals(
        List.of("[ValueOutOfRange] hidden: units = 0 is out of range, it must be at least 1"),
        errors());
    hidden(7);
    assertEquals(List.of(), errors());
    assertTrue(weights().contains("\"hidden.dense.weight\", new int[] {7, 4}"), weights());
  }

  private void hidden(int units) throws IOException {
    write(
        "Sizes", "package app;\nfinal class Sizes { static final int HIDDEN = " + units + "; }\n");
  }

  private void write(String type, String text) throws IOException {
    Files.writeString(sources.resolve(type + ".java"), text);
  }

  private String weights() throws IOException {
    return Files.readString(generated.resolve("app/DigitsWeights.java"));
  }

  /** Compiles all sources; the first line of each error. */
  private List<String> errors() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(null, files, found, options(), null, files.getJavaFileObjects(listed()));
      task.setProcessors(List.of(new NetworkProcessor()));
      task.call();
    }
    return found.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(error -> error.getMessage(Locale.ROOT).lines().findFirst().orElse(""))
        .toList();
  }

  private Path[] listed() {
    return new Path[] {
      sources.resolve("Digits.java"), sources.resolve("Main.java"), sources.resolve("Sizes.java")
    };
  }

  private List<String> options() {
    String path = classes + File.pathSeparator + System.getProperty("java.class.path");
    String sourcePath = sources.getParent() + File.pathSeparator + generated;
    return List.of(
        "-d",
        classes.toString(),
        "-s",
        generated.toString(),
        "-cp",
        path,
        "-sourcepath",
        sourcePath);
  }
}
