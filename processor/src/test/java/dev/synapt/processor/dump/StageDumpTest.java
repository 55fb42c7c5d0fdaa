package dev.synapt.processor.dump;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.synapt.processor.NetworkProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The option {@code -Asynapt.dump}, from the compiler's command line. */
final class StageDumpTest {

  private static final List<String> FILES =
      List.of(
          "01-declaration.txt",
          "02-layers.txt",
          "03-shapes.txt",
          "04-training-lowered.txt",
          "05-training-differentiated.txt",
          "06-training-fused.txt",
          "07-training-layouts.txt",
          "08-training-phases.txt",
          "09-training-memory.txt",
          "10-training-kernels.txt",
          "11-training-methods.txt",
          "12-inference-lowered.txt",
          "13-inference-folded.txt",
          "14-inference-fused.txt",
          "15-inference-layouts.txt",
          "16-inference-phases.txt",
          "17-inference-memory.txt",
          "18-inference-kernels.txt",
          "19-inference-methods.txt",
          "20-batch-layouts.txt",
          "21-batch-phases.txt",
          "22-batch-memory.txt",
          "23-batch-kernels.txt",
          "24-batch-methods.txt",
          "25-summary.txt");

  private static final String NETWORKS =
      """
      package demo;

      import dev.synapt.dsl.*;

      final class Networks {
        @Network(input = 4)
        static class First {
          @Dense(units = 3) @Relu Layer hidden;
          @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer digit;
        }
        @Network(input = {1, 6, 6})
        static class Second {
          @Conv2d(filters = 2, kernel = 3) @MaxPool2d(2) Layer conv;
          @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
        }
      }
      """;

  @TempDir Path folder;

  private static Compilation compile(String source, String... options) {
    List<Object> all = new ArrayList<>(List.of("--release", "25"));
    all.addAll(List.of(options));
    return Compiler.javac()
        .withOptions(all)
        .withProcessors(new NetworkProcessor())
        .compile(JavaFileObjects.forSourceString("demo.Networks", source));
  }

  @Test
  void everyStageOfEveryNetworkGetsAFile() throws IOException {
    Path dump = folder.resolve("not/there/yet");
    assertThat(compile(NETWORKS, "-Asynapt.dump=" + dump)).succeededWithoutWarnings();
    Map<String, List<String>> found = new TreeMap<>();
    try (Stream<Path> models = Files.list(dump)) {
      for (Path model : models.toList()) {
        found.put(model.getFileName().toString(), names(model));
      }
    }
    assertEquals(Map.of("demo.Networks.First", FILES, "demo.Networks.Second", FILES), found);
    assertEquals(
        """
        demo.Networks.First input [4] batch 64
        hidden  @Dense(units 3, bias true, init DEFAULT) @Relu
        digit   @Dense(units 2, bias true, init DEFAULT) @Output(loss CROSS_ENTROPY, reduction MEAN, labels [])
        """,
        text(dump, "01-declaration.txt"));
    assertEquals(
        """
        phase 0 over slices
          hidden.dense  Dense
          digit.dense   Dense
          digit.output  SoftmaxCrossEntropy
          digit.dense'  DenseGradInput
        phase 1 over units
          digit.dense'   DenseGradWeights
          hidden.dense'  DenseGradWeights
        """,
        text(dump, "08-training-phases.txt"));
    assertTrue(text(dump, "03-shapes.txt").contains("-> [N,3]"));
    assertTrue(text(dump, "06-training-fused.txt").contains("Dense(RELU)"));
    assertTrue(text(dump, "10-training-kernels.txt").startsWith("PLAIN\nphase 0"));
    assertTrue(text(dump, "10-training-kernels.txt").contains("\nVECTOR_R16\nphase 0"));
    assertTrue(text(dump, "19-inference-methods.txt").contains("  forwardHidden ("));
    assertTrue(text(dump, "25-summary.txt").startsWith("layer "));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String text(Path dump, String file) throws IOException {
    return Files.readString(dump.resolve("demo.Networks.First").resolve(file));
  }

  @Test
  void theSameNetworkGivesTheSameText() throws IOException {
    compile(NETWORKS, "-Asynapt.dump=" + folder.resolve("once"));
    compile(NETWORKS, "-Asynapt.dump=" + folder.resolve("again"));
    for (String file : FILES) {
      assertEquals(text(folder.resolve("once"), file), text(folder.resolve("again"), file));
    }
  }

  @Test
  void notesAreMessagesOfTheCompiler() {
    Compilation compilation = compile(NETWORKS, "-Asynapt.dump=note");
    assertThat(compilation).succeededWithoutWarnings();
    List<String> notes = compilation.notes().stream().map(note -> note.getMessage(null)).toList();
    assertEquals(2 * FILES.size(), notes.size());
    assertTrue(
        notes.getFirst().startsWith("demo.Networks.First 01-declaration\n"), notes::toString);
    assertTrue(notes.getLast().startsWith("demo.Networks.Second 25-summary\n"), notes::toString);
  }

  /** What is known until the mistake is what one wants to see. */
  @Test
  void aBrokenNetworkIsDumpedAsFarAsItGets() throws IOException {
    Compilation compilation =
        compile(
            """
            package demo;

            import dev.synapt.dsl.*;

            @Network(input = {1, 4, 4})
            final class Networks {
              @Conv2d(filters = 2, kernel = 5) Layer conv;
              @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
            }
            """,
            "-Asynapt.dump=" + folder);
    assertThat(compilation).failed();
    assertEquals(
        List.of("01-declaration.txt", "02-layers.txt"), names(folder.resolve("demo.Networks")));
  }

  @Test
  void withoutTheOptionNothingIsSaid() {
    Compilation compilation = compile(NETWORKS);
    assertThat(compilation).succeededWithoutWarnings();
    assertFalse(
        compilation.diagnostics().stream()
            .map(Diagnostic::getSource)
            .anyMatch(JavaFileObject.class::isInstance));
    assertEquals(0, compilation.notes().size());
  }

  /** A dump is for looking: that it fails must not keep the program from being compiled. */
  @Test
  void aFolderThatCannotBeWrittenIsAWarningOnce() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Compilation compilation = compile(NETWORKS, "-Asynapt.dump=" + file);
    assertThat(compilation).succeeded();
    assertEquals(
        List.of("demo.Networks.First", "demo.Networks.Second"),
        compilation.warnings().stream()
            .map(warning -> warning.getMessage(null))
            .map(text -> text.replaceAll("(?s).*the stages of (\\S+) cannot.*", "$1"))
            .toList());
  }
}
