package dev.synapt.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.NormFold;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.method.MethodPlan;
import dev.synapt.processor.plan.ParameterSlot;

/** Batch norms that become part of the weights before these are packed. */
final class FoldCode {

  private FoldCode() {}

  /** The method that lists them. */
  static MethodSpec of(OpGraph graph, MethodPlan plan) {
    CodeBlock.Builder folds =
        CodeBlock.builder().add("return new $T[] {\n$>", RuntimeApi.NORM_FOLD);
    for (NormFold fold : graph.folds()) {
      Shape weight = fold.weight().map(w -> graph.parameter(w).shape()).orElse(Shape.of(1));
      folds.add(
          "new $T($L, $L, $L, $L, $L, $L, $L, $L, $L),\n",
          RuntimeApi.NORM_FOLD,
          fold.weight().map(w -> logical(plan, w)).orElse(-1),
          weight.size() / weight.dim(0),
          fold.bias().map(b -> logical(plan, b)).orElse(-1),
          logical(plan, fold.gamma()),
          logical(plan, fold.beta()),
          logical(plan, fold.mean()),
          logical(plan, fold.variance()),
          graph.shape(fold.gamma()).size(),
          fold.epsilon());
    }
    return CodeClassEmitter.override("folds", ArrayTypeName.of(RuntimeApi.NORM_FOLD))
        .addCode(folds.add("$<};\n").build())
        .build();
  }

  /** Where a tensor starts in the weights as the user sees them. */
  private static int logical(MethodPlan plan, ValueId tensor) {
    int start = 0;
    for (ParameterSlot slot : plan.memory().parameters()) {
      if (slot.parameter().value().equals(tensor)) {
        return start;
      }
      start += slot.parameter().shape().size();
    }
    throw new IllegalArgumentException("no tensor " + tensor);
  }
}
