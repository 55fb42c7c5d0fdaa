package dev.synapt.processor.emit;

import com.palantir.javapoet.ClassName;
import dev.synapt.processor.graph.LayerGraph;
import dev.synapt.processor.lane.Target;

/** The names of the generated classes: the user's, with a role behind it. */
record Names(String packageName, String model) {

  static Names of(LayerGraph graph) {
    return of(graph.packageName(), graph.name());
  }

  /** The names for a class; nested classes as {@code Outer.Inner}. */
  static Names of(String packageName, String model) {
    return new Names(packageName, model.replace('.', '_'));
  }

  ClassName weights() {
    return named("Weights");
  }

  ClassName trainer() {
    return named("Trainer");
  }

  ClassName network() {
    return named("Network");
  }

  ClassName code(CodeRole role, Target target) {
    return named(role.part() + target.suffix());
  }

  ClassName gradientTest() {
    return named("GradientTest");
  }

  private ClassName named(String role) {
    return ClassName.get(packageName, model + role);
  }
}
