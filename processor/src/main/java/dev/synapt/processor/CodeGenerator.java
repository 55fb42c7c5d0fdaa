package dev.synapt.processor;

import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.diagnostic.CompilationCode;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.ShapeCode;
import dev.synapt.processor.emit.Compilation;
import dev.synapt.processor.emit.ModelEmitter;
import dev.synapt.processor.emit.SkeletonEmitter;
import dev.synapt.processor.graph.LayerGraph;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lint.BudgetRules;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Compiles a network and writes its classes. */
final class CodeGenerator implements BackEnd {

  private static final String VECTOR_API = "jdk.incubator.vector.FloatVector";

  private final FilerWriter writer;
  private final StageDump dump;
  private final ProcessorOptions processorOptions;
  private final CompilerPipeline.Options options;

  CodeGenerator(ProcessingEnvironment environment, ProcessorOptions options) {
    this.writer = new FilerWriter(environment.getFiler());
    this.dump = new StageDump(options, environment.getMessager());
    this.processorOptions = options;
    this.options =
        new CompilerPipeline.Options(options.inputGradient(), targets(environment, options));
  }

  /**
   * Vector code compiles only where the Vector API is visible, as it is under {@code --release 25}.
   */
  private static List<Target> targets(ProcessingEnvironment environment, ProcessorOptions options) {
    boolean visible = environment.getElementUtils().getTypeElement(VECTOR_API) != null;
    return visible ? options.targets() : List.of(Target.PLAIN);
  }

  @Override
  public void compile(
      NetworkDeclaration network, TypedGraph graph, TypeElement model, Diagnostics diagnostics) {
    if (options.targets().stream().noneMatch(Target::isVector)) {
      diagnostics.report(
          CompilationCode.VECTOR_API_NOT_VISIBLE.at(graph.graph().at(), graph.graph().name()));
    }
    StageListener dumps = dump.of(graph.graph().packageName(), graph.graph().name(), diagnostics);
    PageWriter pages = new PageWriter(processorOptions, dumps);
    compilation(graph, pages, diagnostics)
        .ifPresent(compilation -> {
          network
              .budget()
              .ifPresent(budget -> BudgetRules.check(compilation.summary(), budget, diagnostics));
          write(compilation, model, pages, diagnostics);
        });
  }

  /**
   * Runs the stages. They compute all sizes and addresses exactly, so an overflow says that an
   * array would be longer than arrays can be.
   */
  private Optional<Compilation> compilation(
      TypedGraph graph, PageWriter pages, Diagnostics diagnostics) {
    try {
      return Optional.of(CompilerPipeline.run(graph, options, pages));
    } catch (ArithmeticException overflow) {
      diagnostics.report(
          ShapeCode.TOO_MANY_ELEMENTS.at(
              graph.graph().at(),
              graph.graph().name(),
              "what a batch of " + graph.graph().batch() + " needs at once is more than",
              Integer.MAX_VALUE,
              "smaller sizes, or a smaller batch"));
      return Optional.empty();
    }
  }

  private void write(
      Compilation compilation, TypeElement model, PageWriter pages, Diagnostics diagnostics) {
    if (!diagnostics.hasErrors()) {
      LayerGraph graph = compilation.graph().graph();
      writer.write(
          ModelEmitter.emit(compilation),
          SkeletonEmitter.emit(graph.packageName(), graph.name()),
          model,
          diagnostics);
      pages.write(compilation, model, writer);
    }
  }

  @Override
  public void standIn(NetworkDeclaration network, TypeElement model) {
    writer.writeMissing(SkeletonEmitter.emit(network.packageName(), network.name()), model);
  }
}
