package dev.synapt.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * How much is generated from the example models, and how long that takes: a table. Property {@code
 * synapt.emission} says how often each is compiled for the median; by default once.
 */
final class EmissionTableTest {

  private static final int RUNS = Integer.getInteger("synapt.emission", 1);

  private static final Path EXAMPLES = Path.of("../examples");

  private static final List<String> MODELS =
      List.of(
          "networks/src/main/java/dev/synapt/examples/networks/SmallMlp.java",
          "networks/src/main/java/dev/synapt/examples/networks/Mlp.java",
          "networks/src/main/java/dev/synapt/examples/networks/LeNet5.java",
          "networks/src/main/java/dev/synapt/examples/networks/MnistCnn.java",
          "networks/src/main/java/dev/synapt/examples/networks/ResNet20.java");

  /** A model's classes load in no time and fit any jar; those of ResNet-20 are most. */
  private static final long MOST_CLASS_BYTES = 700_000;

  /**
   * What came of one model.
   *
   * @param sourceBytes of the generated sources
   * @param classBytes of their class files
   * @param milliseconds in the processor: the median
   */
  private record Emission(
      String model, int files, int lines, long sourceBytes, long classBytes, double milliseconds) {

    String line() {
      return String.format(
          Locale.ROOT,
          "| %-8s | %7d | %,8d | %,9d | %,9d | %,6.0f |",
          model,
          files,
          lines,
          sourceBytes,
          classBytes,
          milliseconds);
    }
  }

  @Test
  void theTable() throws IOException {
    List<Emission> emissions = new ArrayList<>();
    for (String model : MODELS) {
      emissions.add(emission(model));
    }
    System.out.println("| network  | classes |    lines |    source |   classes |     ms |");
    System.out.println("|----------|--------:|---------:|----------:|----------:|-------:|");
    emissions.forEach(emission -> System.out.println(emission.line()));
    for (Emission emission : emissions) {
      assertTrue(emission.classBytes() < MOST_CLASS_BYTES, emission::line);
      assertTrue(emission.classBytes() > emission.files() * 100L, emission::line);
    }
  }

  private static Emission emission(String model) throws IOException {
    String text = Files.readString(EXAMPLES.resolve(model)).replaceAll("(?s) implements \\w+", "");
    String name = model.replaceAll(".*/|\\.java", "");
    double[] times = new double[RUNS];
    Compilation compilation = null;
    for (int i = 0; i < RUNS; i++) {
      Timed processor = new Timed();
      compilation =
          Compiler.javac()
              .withOptions("--release", "25")
              .withProcessors(processor)
              .compile(
                  JavaFileObjects.forSourceString("dev.synapt.examples.networks." + name, text));
      times[i] = processor.nanoseconds / 1e6;
    }
    assertEquals(Compilation.Status.SUCCESS, compilation.status(), compilation::toString);
    Arrays.sort(times);
    List<String> sources =
        compilation.generatedSourceFiles().stream().map(EmissionTableTest::text).toList();
    long classBytes =
        compilation.generatedFiles().stream()
            .filter(file -> file.getKind() == JavaFileObject.Kind.CLASS)
            .filter(file -> !file.getName().endsWith("/" + name + ".class"))
            .mapToLong(file -> bytes(file).length)
            .sum();
    return new Emission(
        name,
        sources.size(),
        sources.stream().mapToInt(source -> (int) source.lines().count()).sum(),
        sources.stream().mapToLong(String::length).sum(),
        classBytes,
        times[RUNS / 2]);
  }

  private static String text(JavaFileObject file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(JavaFileObject file) {
    try (InputStream stream = file.openInputStream()) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The processor, with a clock. */
  private static final class Timed extends AbstractProcessor {
    private final NetworkProcessor processor = new NetworkProcessor();
    private long nanoseconds;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      processor.init(environment);
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      long start = System.nanoTime();
      processor.process(annotations, round);
      nanoseconds += System.nanoTime() - start;
      return false;
    }
  }
}
