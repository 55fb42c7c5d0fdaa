package dev.synapt.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

final class NetworkProcessorTest {

  private static final String TWO_UNITS =
      "{ @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores; }\n";

  private final List<TypedGraph> compiled = new ArrayList<>();
  private final NetworkProcessor processor =
      new NetworkProcessor(
          (environment, options) -> (network, graph, model, found) -> compiled.add(graph));

  @Test
  void lenetIsCompiledWithoutAWord() {
    Compilation compilation =
        compile(
            "demo.LeNet5",
            """
            package demo;

            import static dev.synapt.dsl.Padding.SAME;

            import dev.synapt.dsl.*;

            @Network(input = {1, 28, 28})
            final class LeNet5 {
              @Conv2d(filters = 6, kernel = 5, padding = SAME) @Relu @MaxPool2d(2)  Layer conv1;
              @Conv2d(filters = 16, kernel = 5)                @Relu @MaxPool2d(2)  Layer conv2;
              @Dense(units = 120) @Relu                                             Layer fc1;
              @Dense(units = 84)  @Relu @Dropout(0.2)                               Layer fc2;
              @Dense(units = 10)  @Output(loss = Loss.CROSS_ENTROPY)                Layer digit;
            }
            """);
    assertThat(compilation).succeededWithoutWarnings();
    assertEquals(List.of("demo LeNet5"), names());
    assertEquals(Shape.of(10), compiled.getFirst().shapes().getLast());
  }

  @Test
  void aBrokenModelDoesNotStopTheOthers() {
    compile(
        "Models",
        "import dev.synapt.dsl.*; final class Models {\n"
            + "@Network(input = 4) static class First "
            + TWO_UNITS
            + "@Network static class Broken "
            + TWO_UNITS
            + "@Network(input = 4) static class Second "
            + TWO_UNITS
            + "}");
    assertEquals(List.of(" Models.First", " Models.Second"), names());
  }

  @Test
  void aFailureInOneModelDoesNotStopTheOthers() {
    NetworkProcessor failing =
        new NetworkProcessor((environment, options) -> NetworkProcessorTest::failOnFirst);
    Compilation compilation =
        Compiler.javac()
            .withProcessors(failing)
            .compile(
                JavaFileObjects.forSourceString(
                    "Models",
                    "import dev.synapt.dsl.*; final class Models {\n"
                        + "@Network(input = 4) static class First "
                        + TWO_UNITS
                        + "@Network static class Broken "
                        + TWO_UNITS
                        + "}"));
    assertThat(compilation).hadErrorCount(2);
    assertThat(compilation).hadErrorContaining("[InternalFailure] First");
    assertThat(compilation).hadErrorContaining("[InputMissing] Models.Broken");
  }

  private static void failOnFirst(
      NetworkDeclaration network,
      TypedGraph graph,
      TypeElement model,
      dev.synapt.processor.diagnostic.Diagnostics found) {
    throw new IllegalStateException("cannot plan " + graph.graph().name());
  }

  @Test
  void waitsForConstantsThatAreGenerated() {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(processor, new ConstantGenerator())
            .compile(
                JavaFileObjects.forSourceString(
                    "demo.Late",
                    """
                    package demo;

                    import dev.synapt.dsl.*;

                    @Network(input = 4)
                    final class Late {
                      @Dense(units = Generated.UNITS) @Output(loss = Loss.MSE) Layer scores;
                    }
                    """));
    assertThat(compilation).succeededWithoutWarnings();
    assertEquals(List.of("demo Late"), names());
    assertEquals(Shape.of(7), compiled.getFirst().shapes().getLast());
  }

  @Test
  void isDeclaredAsIsolating() throws IOException {
    String name = "/META-INF/gradle/incremental.annotation.processors";
    try (InputStream resource = NetworkProcessor.class.getResourceAsStream(name)) {
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(text.contains(NetworkProcessor.class.getName() + ",isolating"), text);
    }
  }

  private Compilation compile(String name, String source) {
    return Compiler.javac()
        .withProcessors(processor)
        .compile(JavaFileObjects.forSourceString(name, source));
  }

  private List<String> names() {
    return compiled.stream()
        .map(typed -> typed.graph().packageName() + " " + typed.graph().name())
        .toList();
  }

  /** Stands for another processor, which generates a constant in the first round. */
  private static final class ConstantGenerator extends AbstractProcessor implements Processor {
    private boolean done;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!done) {
        done = true;
        generate();
      }
      return false;
    }

    private void generate() {
      try {
        JavaFileObject file = processingEnv.getFiler().createSourceFile("demo.Generated");
        try (Writer writer = file.openWriter()) {
          writer.write("package demo; final class Generated { static final int UNITS = 7; }");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
