package dev.synapt.processor.emit;

import com.palantir.javapoet.JavaFile;
import dev.synapt.processor.CompilerPipeline;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.lane.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the whole pipeline writes for a network. */
public final class GeneratedSources {

  private GeneratedSources() {}

  /** The source of each class, by qualified name, for all targets. */
  public static Map<String, String> of(TypedGraph net, boolean inputGradient) {
    return of(net, inputGradient, List.of(Target.values()));
  }

  /** The same for some targets. */
  static Map<String, String> of(TypedGraph net, boolean inputGradient, List<Target> targets) {
    CompilerPipeline.Options options = new CompilerPipeline.Options(inputGradient, targets);
    Map<String, String> sources = new TreeMap<>();
    for (JavaFile file : ModelEmitter.emit(CompilerPipeline.run(net, options))) {
      sources.put(file.packageName() + "." + file.typeSpec().name(), file.toString());
    }
    return sources;
  }
}
