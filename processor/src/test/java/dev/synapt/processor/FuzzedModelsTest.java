package dev.synapt.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.synapt.processor.generated.Equivalence;
import dev.synapt.processor.generated.GeneratedClasses;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.runtime.CodePath;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * Random models through javac, two of three with mistakes. Each is refused with errors of the
 * processor's own, or its generated classes compile and compute what the interpreter does. Property
 * {@code synapt.fuzz} sets how many models there are, {@code synapt.fuzzFrom} the first seed.
 */
final class FuzzedModelsTest {

  private static final int FIRST = Integer.getInteger("synapt.fuzzFrom", 0);
  private static final int MODELS = Integer.getInteger("synapt.fuzz", 30);

  /** So many go through javac at once. */
  private static final int TOGETHER = 30;

  /** One run of javac in so many generates vector code too, which takes three times as long. */
  private static final int VECTORS = 4;

  /** Shares of decisions that are mistakes, one model after the other. */
  private static final double[] MISTAKES = {0, 0.02, 0.06};

  private static final List<String> PLAIN = List.of("-Asynapt.inputGradient=true");
  private static final List<String> VECTOR =
      List.of("-Asynapt.inputGradient=true", "--release", "25");

  /** Larger ones are compiled, but would take the interpreter too long. */
  private static final long MOST_NUMBERS = 1 << 13;

  /** Batch norm over two or three values magnifies what rounding leaves of zero. */
  private static final double SLACK = 100;

  private static final Pattern OURS = Pattern.compile("\\[([A-Z]\\w+)] .*", Pattern.DOTALL);

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, TypedGraph> graphs = new TreeMap<>();
  private final Set<String> refused = new TreeSet<>();
  private final Set<String> tags = new TreeSet<>();
  private int accepted;
  private int run;

  @Test
  void everyModelIsRefusedOrRight() {
    for (int seed = FIRST; seed < FIRST + MODELS; seed += TOGETHER) {
      check(seed, Math.min(seed + TOGETHER, FIRST + MODELS));
    }
    assertTrue(accepted > MODELS / 5 && accepted < MODELS * 4 / 5, () -> accepted + " accepted");
    assertTrue(run > MODELS / 8, () -> run + " run");
    assertTrue(tags.size() >= Math.min(MODELS, 150) / 10, tags::toString);
  }

  private void check(int from, int to) {
    sources.clear();
    graphs.clear();
    refused.clear();
    for (int seed = from; seed < to; seed++) {
      String name = "Fuzzed" + seed;
      sources.put(name, FuzzedModel.source(name, seed, MISTAKES[seed % MISTAKES.length]));
    }
    compile(
        List.of("-proc:only"),
        new NetworkProcessor((environment, options) ->
            (network, graph, model, diagnostics) -> graphs.put(graph.graph().name(), graph)));
    sources.forEach(
        (name, text) -> assertEquals(!graphs.containsKey(name), refused.contains(name), text));
    sources.keySet().removeAll(refused);
    boolean vectors = from / TOGETHER % VECTORS == 1;
    GeneratedClasses classes = generate(vectors ? VECTOR : PLAIN);
    accepted += sources.size();
    sources.forEach((name, text) -> run(graphs.get(name), text, classes));
  }

  /** Compiles what is accepted; what the stages behind the shapes refuse is left out. */
  private GeneratedClasses generate(List<String> options) {
    Compilation compilation = compile(options, new NetworkProcessor());
    if (sources.keySet().removeAll(refused)) {
      compilation = compile(options, new NetworkProcessor());
    }
    assertEquals(Compilation.Status.SUCCESS, compilation.status());
    return GeneratedClasses.of(compilation.generatedFiles());
  }

  /**
   * Compiles the sources there are; errors must be the processor's own, at places of the models.
   */
  private Compilation compile(List<String> options, NetworkProcessor processor) {
    List<JavaFileObject> files =
        sources.entrySet().stream()
            .map(
                model -> JavaFileObjects.forSourceString("net." + model.getKey(), model.getValue()))
            .toList();
    Compilation compilation =
        Compiler.javac().withOptions(options).withProcessors(processor).compile(files);
    compilation.diagnostics().stream()
        .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
        .forEach(this::note);
    return compilation;
  }

  private void note(Diagnostic<? extends JavaFileObject> message) {
    String text = message.getMessage(Locale.ROOT);
    String model =
        message.getSource() == null
            ? ""
            : message.getSource().getName().replaceAll(".*/|\\.java", "");
    Matcher ours = OURS.matcher(text);
    assertTrue(
        ours.matches() && sources.containsKey(model),
        () -> text + "\n" + place(message) + "\n" + sources);
    assertFalse(text.startsWith("[InternalFailure]"), () -> text + "\n" + sources.get(model));
    tags.add(ours.group(1));
    refused.add(model);
  }

  /**
   * The line that is complained of, if it has one, of a model or of what was generated from one.
   */
  private static String place(Diagnostic<? extends JavaFileObject> message) {
    JavaFileObject file = message.getSource();
    if (file == null || message.getLineNumber() == Diagnostic.NOPOS) {
      return "at no place";
    }
    try {
      List<String> lines = file.getCharContent(true).toString().lines().toList();
      return file.getName() + ": " + lines.get((int) message.getLineNumber() - 1);
    } catch (IOException e) {
      return file.getName() + ": " + e;
    }
  }

  private void run(TypedGraph graph, String source, GeneratedClasses classes) {
    long numbers = graph.shapes().stream().mapToLong(Shape::size).sum() * graph.graph().batch();
    if (numbers > MOST_NUMBERS) {
      return;
    }
    run++;
    try {
      Equivalence.check(graph, classes, SLACK);
      CodePath path = run % 2 == 0 ? CodePath.VECTOR_R16 : CodePath.VECTOR_R32;
      Equivalence.checkBits(graph, classes, Map.of(path, 2));
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + source, e);
    }
  }
}
