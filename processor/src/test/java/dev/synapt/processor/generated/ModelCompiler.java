package dev.synapt.processor.generated;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import com.palantir.javapoet.JavaFile;
import dev.synapt.processor.CompilerPipeline;
import dev.synapt.processor.NetworkProcessor;
import dev.synapt.processor.emit.ModelEmitter;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.lane.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Compiles networks as a user's build does, by javac in memory under {@code --release 25} and with
 * all warnings: whatever javac or the processor has to say is a failure, except that some rows of
 * an image are not read, which many a test wants.
 */
final class ModelCompiler {

  private static final List<String> STRICT = List.of("--release", "25", "-Xlint:all,-processing");
  private static final List<String> WITHOUT_VECTORS = List.of("-Xlint:all,-processing");
  private static final String INPUT_GRADIENT = "-Asynapt.inputGradient=true";

  private ModelCompiler() {}

  /** Annotated classes, through the processor; gradients by the input are computed too. */
  static GeneratedClasses compileTexts(List<String> sources) {
    return compileTexts(sources, INPUT_GRADIENT);
  }

  /** Annotated classes, through the processor with the given options. */
  static GeneratedClasses compileTexts(List<String> sources, String... options) {
    return compileTexts(STRICT, sources, options);
  }

  /** The same where the Vector API is not visible: plain code alone, in a third of the time. */
  static GeneratedClasses compilePlain(List<String> sources, String... options) {
    return compileTexts(WITHOUT_VECTORS, sources, options);
  }

  private static GeneratedClasses compileTexts(
      List<String> strict, List<String> sources, String... options) {
    List<String> all = new ArrayList<>(strict);
    all.addAll(List.of(options));
    Compiler compiler = Compiler.javac().withOptions(all).withProcessors(new NetworkProcessor());
    return classes(compiler.compile(sources.stream().map(ModelCompiler::file).toList()));
  }

  /**
   * Graphs, through the processor wherever a user can write them, otherwise by the stages behind it
   * alone.
   */
  static GeneratedClasses compile(List<TypedGraph> graphs) {
    return compile(graphs, List.of(Target.values()), INPUT_GRADIENT);
  }

  /**
   * The same with vector code of one kind, which then runs in place of the other too: for 16
   * registers and for 32 in turn. javac's time is most of many a test's.
   */
  static GeneratedClasses compileInTurn(List<TypedGraph> graphs) {
    return everySecond(graphs, 0, Target.VECTOR_R16)
        .with(everySecond(graphs, 1, Target.VECTOR_R32));
  }

  private static GeneratedClasses everySecond(List<TypedGraph> graphs, int first, Target vectors) {
    return compile(
        IntStream.range(0, graphs.size())
            .filter(i -> i % 2 == first)
            .mapToObj(graphs::get)
            .toList(),
        List.of(Target.PLAIN, vectors),
        INPUT_GRADIENT,
        "-Asynapt.registers=" + vectors.registers());
  }

  /** Graphs by the stages behind the front end, to plain code alone. */
  static GeneratedClasses compilePlain(TypedGraph... graphs) {
    return compileEmitted(List.of(graphs), List.of(Target.PLAIN));
  }

  private static GeneratedClasses compile(
      List<TypedGraph> graphs, List<Target> targets, String... options) {
    List<String> texts = graphs.stream().flatMap(g -> ModelText.of(g).stream()).toList();
    List<TypedGraph> others = graphs.stream().filter(g -> ModelText.of(g).isEmpty()).toList();
    GeneratedClasses emitted = compileEmitted(others, targets);
    return texts.isEmpty() ? emitted : compileTexts(texts, options).with(emitted);
  }

  /** Graphs by the stages behind the front end. */
  static GeneratedClasses compileEmitted(List<TypedGraph> graphs) {
    return compileEmitted(graphs, List.of(Target.values()));
  }

  /**
   * Graphs by the stages behind the front end, for some targets; the code of these runs in place of
   * others.
   */
  static GeneratedClasses compileEmitted(List<TypedGraph> graphs, List<Target> targets) {
    if (graphs.isEmpty()) {
      return GeneratedClasses.NONE;
    }
    List<JavaFileObject> files =
        graphs.stream().flatMap(g -> emit(g, targets)).map(JavaFile::toJavaFileObject).toList();
    return classes(Compiler.javac().withOptions(STRICT).compile(files));
  }

  private static Stream<JavaFile> emit(TypedGraph graph, List<Target> targets) {
    CompilerPipeline.Options options = new CompilerPipeline.Options(true, targets);
    return ModelEmitter.emit(CompilerPipeline.run(graph, options)).stream();
  }

  private static JavaFileObject file(String source) {
    String packageName = between(source, "package ", ";");
    String name = between(source, "final class ", " {");
    return JavaFileObjects.forSourceString(packageName + "." + name, source);
  }

  private static String between(String text, String before, String after) {
    int from = text.indexOf(before) + before.length();
    return text.substring(from, text.indexOf(after, from));
  }

  private static GeneratedClasses classes(Compilation compilation) {
    List<String> complaints =
        compilation.diagnostics().stream()
            .filter(ModelCompiler::isComplaint)
            .map(d -> d.getKind() + " " + d)
            .toList();
    if (compilation.status() != Compilation.Status.SUCCESS || !complaints.isEmpty()) {
      throw new AssertionError("javac says: " + String.join("\n", complaints));
    }
    return GeneratedClasses.of(compilation.generatedFiles());
  }

  /**
   * Warnings of javac, in small letters, and all errors; the processor's own warn of odd networks,
   * which these are.
   */
  private static boolean isComplaint(Diagnostic<?> diagnostic) {
    boolean odd = diagnostic.getMessage(Locale.ROOT).matches("(?s)\\[[A-Z].*");
    return switch (diagnostic.getKind()) {
      case NOTE -> false;
      case WARNING, MANDATORY_WARNING -> !odd;
      default -> true;
    };
  }
}
