package dev.synapt.processor;

import dev.synapt.dsl.Network;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.diagnostic.CompilationCode;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.SourceRef;
import dev.synapt.processor.emit.GradientTestEmitter;
import dev.synapt.processor.emit.TestingApi;
import dev.synapt.processor.graph.GraphBuilder;
import dev.synapt.processor.graph.ShapeInference;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.source.ElementReader;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Generates tests of gradients for the networks that an option names: of this compilation or, as in
 * a compilation of tests, compiled before.
 */
final class GradientChecks {

  /** Plain code defines the others, and nothing of the code is used but its memory's layout. */
  private static final CompilerPipeline.Options OPTIONS =
      new CompilerPipeline.Options(true, List.of(Target.PLAIN));

  private final Elements elements;
  private final FilerWriter writer;
  private final MessagerReporter reporter;
  private final List<String> names;

  GradientChecks(ProcessingEnvironment environment, List<String> names) {
    this.elements = environment.getElementUtils();
    this.writer = new FilerWriter(environment.getFiler());
    this.reporter = new MessagerReporter(environment.getMessager());
    this.names = names;
  }

  /** Writes all tests, or says what keeps one from being written. */
  void write() {
    names.forEach(this::write);
  }

  private void write(String name) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<TypeElement> model =
        Optional.ofNullable(elements.getTypeElement(name))
            .filter(type -> type.getAnnotation(Network.class) != null);
    model.ifPresentOrElse(
        type -> NetworkProcessor.guarded(() -> write(type, diagnostics), type, diagnostics),
        () ->
            diagnostics.report(
                CompilationCode.GRADIENT_CHECK_OF_NO_NETWORK.at(
                    SourceRef.NONE, name, ProcessorOptions.GRADIENT_CHECK)));
    reporter.print(diagnostics);
  }

  /** Mistakes of the model are told of where it is compiled, and not here again. */
  private void write(TypeElement model, Diagnostics diagnostics) {
    Optional<NetworkDeclaration> network = new ElementReader(elements).read(model);
    Diagnostics elsewhere = new Diagnostics();
    network
        .flatMap(declared -> GraphBuilder.build(declared, elsewhere))
        .flatMap(layers -> ShapeInference.infer(layers, elsewhere))
        .ifPresent(graph -> write(graph, model, diagnostics));
  }

  private void write(TypedGraph graph, TypeElement model, Diagnostics diagnostics) {
    TestingApi.needed().stream()
        .filter(needed -> elements.getTypeElement(needed.className()) == null)
        .forEach(missing ->
            diagnostics.report(
                CompilationCode.GRADIENT_CHECK_NEEDS.at(
                    SourceRef.NONE,
                    graph.graph().name(),
                    missing.className(),
                    missing.artifact())));
    if (!diagnostics.hasErrors()) {
      writer.writeMissing(
          List.of(GradientTestEmitter.emit(CompilerPipeline.run(graph, OPTIONS))), model);
    }
  }
}
