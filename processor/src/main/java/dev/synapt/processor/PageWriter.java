package dev.synapt.processor;

import dev.synapt.processor.emit.Compilation;
import dev.synapt.processor.explain.ExplainPage;
import dev.synapt.processor.explain.GraphPicture;
import dev.synapt.processor.explain.Program;
import dev.synapt.processor.graph.LayerGraph;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.lang.model.element.TypeElement;

/**
 * Writes what options ask for beside a model's classes: a page about it, a picture of its graph.
 */
final class PageWriter implements StageListener {

  private final ProcessorOptions options;
  private final StageListener next;
  private final Map<Stage, Supplier<String>> texts = new EnumMap<>(Stage.class);

  /**
   * For one model.
   *
   * @param options what is asked for
   * @param next hears of the stages too
   */
  PageWriter(ProcessorOptions options, StageListener next) {
    this.options = options;
    this.next = next;
  }

  @Override
  public void done(Stage stage, Supplier<String> text) {
    texts.put(stage, text);
    next.done(stage, text);
  }

  /** Writes the files of a model that has gone through all stages. */
  void write(Compilation compilation, TypeElement model, FilerWriter files) {
    LayerGraph graph = compilation.graph().graph();
    String name = graph.name().replace('.', '_');
    if (options.explain()) {
      files.writeText(graph.packageName(), name + ".md", page(compilation), model);
    }
    options
        .graph()
        .ifPresent(language -> {
          String ending = language.equals("dot") ? ".dot" : ".mmd";
          files.writeText(graph.packageName(), name + ending, graph(language, compilation), model);
        });
  }

  private String page(Compilation compilation) {
    return ExplainPage.of(
        compilation.graph(),
        compilation.summary(),
        new Program(
            compilation.training(),
            compilation.trainingPlans().getFirst().memory(),
            texts.get(Stage.TRAINING_MEMORY).get(),
            texts.get(Stage.TRAINING_KERNELS).get()),
        new Program(
            compilation.inference(),
            compilation.inferencePlans().getFirst().memory(),
            texts.get(Stage.INFERENCE_MEMORY).get(),
            texts.get(Stage.INFERENCE_KERNELS).get()),
        new Program(
            compilation.inference(),
            compilation.batchPlans().getFirst().memory(),
            texts.get(Stage.BATCH_MEMORY).get(),
            texts.get(Stage.BATCH_KERNELS).get()));
  }

  private static String graph(String language, Compilation compilation) {
    return language.equals("dot")
        ? GraphPicture.dot(compilation.graph(), compilation.summary())
        : GraphPicture.mermaid(compilation.graph(), compilation.summary());
  }
}
