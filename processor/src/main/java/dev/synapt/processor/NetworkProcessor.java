package dev.synapt.processor;

import com.google.auto.service.AutoService;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.diagnostic.CompilationCode;
import dev.synapt.processor.diagnostic.Diagnostic;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.StructureCode;
import dev.synapt.processor.dump.TextDump;
import dev.synapt.processor.graph.GraphBuilder;
import dev.synapt.processor.graph.GraphVerifier;
import dev.synapt.processor.graph.LayerGraph;
import dev.synapt.processor.graph.ShapeInference;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.lint.Lints;
import dev.synapt.processor.source.ElementReader;
import dev.synapt.processor.source.ElementRules;
import dev.synapt.processor.source.ModelFinder;
import dev.synapt.processor.source.SourceLocation;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * The annotation processor for {@code @Network}: reads each class, compiles it, prints what is
 * wrong with it. Models do not know of each other, so a mistake in one does not keep the others
 * from being compiled.
 */
@AutoService(Processor.class)
public final class NetworkProcessor extends AbstractProcessor {

  private final BiFunction<ProcessingEnvironment, ProcessorOptions, BackEnd> factory;
  private ModelFinder finder;
  private ElementReader reader;
  private MessagerReporter reporter;
  private StageDump dump;
  private BackEnd backEnd;
  private GradientChecks gradientChecks;
  private boolean all;
  private boolean checksWritten;

  /** A processor as the compiler makes it. */
  public NetworkProcessor() {
    this(CodeGenerator::new);
  }

  NetworkProcessor(BiFunction<ProcessingEnvironment, ProcessorOptions, BackEnd> factory) {
    this.factory = factory;
  }

  /** Tests for which gradient checks are generated have none of the annotations. */
  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return all ? Set.of("*") : Set.of(ModelFinder.ANNOTATIONS);
  }

  @Override
  public Set<String> getSupportedOptions() {
    return ProcessorOptions.NAMES;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    Diagnostics diagnostics = new Diagnostics();
    ProcessorOptions options = ProcessorOptions.of(environment.getOptions(), diagnostics);
    finder = new ModelFinder(environment.getElementUtils());
    reader = new ElementReader(environment.getElementUtils());
    reporter = new MessagerReporter(environment.getMessager());
    dump = new StageDump(options, environment.getMessager());
    backEnd = factory.apply(environment, options);
    gradientChecks = new GradientChecks(environment, options.gradientCheck());
    all = !options.gradientCheck().isEmpty();
    reporter.print(diagnostics);
  }

  /** Claims nothing: claimed annotations are hidden from processors that look at all of them. */
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    finder.models(round).forEach(this::compile);
    finder.strays(annotations, round).forEach(this::reportStray);
    if (all && !checksWritten) {
      gradientChecks.write();
      checksWritten = true;
    }
    return false;
  }

  private void compile(TypeElement model) {
    Diagnostics diagnostics = new Diagnostics();
    guarded(
        () ->
            reader
                .read(model)
                .ifPresentOrElse(
                    network -> compileOrStandIn(network, model, diagnostics),
                    () -> finder.defer(model)),
        model,
        diagnostics);
    reporter.print(diagnostics);
  }

  private void compileOrStandIn(
      NetworkDeclaration network, TypeElement model, Diagnostics diagnostics) {
    ElementRules.check(model, diagnostics);
    guarded(() -> compile(network, model, diagnostics), model, diagnostics);
    if (diagnostics.hasErrors()) {
      backEnd.standIn(network, model);
    }
  }

  /** Turns a failure into one message about the model, so that other models are compiled. */
  static void guarded(Runnable stages, TypeElement model, Diagnostics diagnostics) {
    try {
      stages.run();
    } catch (UncheckedIOException failure) {
      String cause = failure.getCause().toString();
      diagnostics.report(
          CompilationCode.CLASS_NOT_WRITTEN.at(
              SourceLocation.of(model), model.getSimpleName(), cause));
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError failure) {
      diagnostics.report(internalFailure(failure, model));
    }
  }

  private void compile(NetworkDeclaration network, TypeElement model, Diagnostics diagnostics) {
    StageListener stages = dump.of(network.packageName(), network.name(), diagnostics);
    stages.done(Stage.DECLARATION, () -> TextDump.of(network));
    Optional<LayerGraph> layers = GraphBuilder.build(network, diagnostics);
    layers.ifPresent(graph -> stages.done(Stage.LAYERS, () -> TextDump.of(graph)));
    Optional<TypedGraph> typed = layers.flatMap(graph -> ShapeInference.infer(graph, diagnostics));
    typed.ifPresent(GraphVerifier::verify);
    typed.ifPresent(graph -> stages.done(Stage.SHAPES, () -> TextDump.of(graph)));
    typed.ifPresent(graph -> Lints.check(network, graph, diagnostics));
    typed.ifPresent(graph -> backEnd.compile(network, graph, model, diagnostics));
  }

  /** The first line of the trace is enough to find the place, and nothing to scroll past. */
  private static Diagnostic internalFailure(Throwable failure, TypeElement model) {
    String where = Stream.of(failure.getStackTrace()).findFirst().map(f -> " at " + f).orElse("");
    return CompilationCode.INTERNAL_FAILURE.at(
        SourceLocation.of(model), model.getSimpleName(), failure + where);
  }

  private void reportStray(TypeElement type) {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.report(
        StructureCode.NETWORK_MISSING.at(SourceLocation.of(type), type.getSimpleName()));
    reporter.print(diagnostics);
  }
}
