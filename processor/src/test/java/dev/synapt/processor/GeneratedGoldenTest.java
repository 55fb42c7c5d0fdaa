package dev.synapt.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.CompilationSubject;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The generated sources of a few models, byte by byte: a change of the compiler shows what it does
 * to them. {@code -Dgoldens=update} rewrites the expected text, which is kept compressed; the
 * actual text goes to {@code target/goldens} when it differs.
 */
final class GeneratedGoldenTest {

  private static final List<String> MODELS = List.of("LeNet5", "Mlp", "Everything");

  @ParameterizedTest
  @ValueSource(strings = {"LeNet5", "Mlp", "Everything"})
  void generatedSourcesAreAsTheyWere(String model) throws IOException {
    String actual = text(generated(List.of(source(model)), "-Xlint:all,-processing", "-Werror"));
    Path golden = Goldens.resource("goldens/" + model + ".txt.gz");
    if (Goldens.UPDATE) {
      write(golden, actual);
    } else if (!actual.equals(read(golden))) {
      Path different = Path.of("target", "goldens", model + ".txt");
      Files.createDirectories(different.getParent());
      Files.writeString(different, actual);
      fail(
          "%s\nthe whole text is in %s; run this test with -Dgoldens=update if it is meant to change"
              .formatted(firstDifference(read(golden), actual), different));
    }
  }

  /** What a model becomes depends on nothing else that is compiled, nor on the order. */
  @Test
  void unrelatedClassesChangeNothing() throws IOException {
    List<JavaFileObject> sources = new ArrayList<>();
    for (String model : MODELS) {
      sources.add(source(model));
    }
    sources.addFirst(JavaFileObjects.forSourceString("other.Mlp", "package other; class Mlp {}"));
    SortedMap<String, String> forwards = generated(sources, "-proc:only");
    sources.add(JavaFileObjects.forSourceString("goldens.A", "package goldens; class A {}"));
    SortedMap<String, String> backwards = generated(sources.reversed(), "-proc:only");
    assertEquals(forwards.keySet(), backwards.keySet());
    assertEquals(36, forwards.size());
    forwards.forEach((name, text) -> assertEquals(text, backwards.get(name), name));
  }

  private static JavaFileObject source(String model) throws IOException {
    String text = Files.readString(Goldens.resource("goldens/" + model + ".java"));
    return JavaFileObjects.forSourceString("goldens." + model, text);
  }

  private static SortedMap<String, String> generated(
      List<JavaFileObject> sources, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--release", "25"));
    all.addAll(List.of(options));
    Compilation compilation =
        Compiler.javac().withProcessors(new NetworkProcessor()).withOptions(all).compile(sources);
    CompilationSubject.assertThat(compilation).succeeded();
    SortedMap<String, String> files = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedSourceFiles()) {
      files.put(
          Path.of(file.getName()).getFileName().toString(), file.getCharContent(true).toString());
    }
    return files;
  }

  private static String text(SortedMap<String, String> files) {
    StringBuilder text = new StringBuilder();
    files.forEach((name, source) -> text.append("==== ").append(name).append('\n').append(source));
    return text.toString();
  }

  private static String firstDifference(String expected, String actual) {
    List<String> before = expected.lines().toList();
    List<String> after = actual.lines().toList();
    int line = 0;
    String file = "";
    while (line < Math.min(before.size(), after.size())
        && before.get(line).equals(after.get(line))) {
      file = after.get(line).startsWith("==== ") ? after.get(line) : file;
      line++;
    }
    return "%s line %d of the text differs\n  was: %s\n  is:  %s"
        .formatted(file, line + 1, at(before, line), at(after, line));
  }

  private static String at(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "<the end>";
  }

  private static String read(Path file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
