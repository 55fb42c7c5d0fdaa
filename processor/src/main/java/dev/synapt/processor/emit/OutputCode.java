package dev.synapt.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.lower.LossOp;
import dev.synapt.processor.lower.OpGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** What the classes that users name say of the network's output, or of its outputs. */
final class OutputCode {

  private static final String OUTPUTS = "OUTPUTS";

  private final List<Layer.Output> outputs;
  private final Compilation compilation;
  private final OpGraph training;
  private final OpGraph inference;

  OutputCode(Compilation compilation) {
    this.compilation = compilation;
    this.outputs = compilation.graph().graph().outputs();
    this.training = compilation.training();
    this.inference = compilation.inference();
  }

  private boolean isAlone() {
    return outputs.size() == 1;
  }

  /** The last arguments of a network's constructor: sizes, labels and losses. */
  CodeBlock ofNetwork() {
    int inputs = inference.shape(inference.input()).size();
    Layer.Output first = outputs.getFirst();
    Shape result = inference.shape(inference.output());
    if (isAlone()) {
      return CodeBlock.of(
          "$L, $L, $L, $L",
          inputs,
          result.size(),
          LossCode.names(first),
          LossCode.prediction(first, result));
    }
    CodeBlock losses =
        outputs.stream()
            .map(output -> LossCode.prediction(output, shape(output)))
            .collect(CodeBlock.joining(", "));
    return CodeBlock.of("$L, $T.of($L), $L", inputs, List.class, losses, OUTPUTS);
  }

  private Shape shape(Layer.Output output) {
    return compilation.graph().shape(output.output()).asImage();
  }

  /** The last arguments of a trainer's constructor: sizes, and what answers must be. */
  CodeBlock ofTrainer(ClassName network) {
    int inputs = training.shape(training.input()).size();
    if (!isAlone()) {
      return CodeBlock.of("$L, $T.$L", inputs, network, OUTPUTS);
    }
    return CodeBlock.of(
        "$L, $L, $L",
        inputs,
        training.shape(training.output()).size(),
        LossCode.labels(outputs.getFirst(), training));
  }

  /** The constant that describes several outputs. */
  Optional<FieldSpec> field() {
    if (isAlone()) {
      return Optional.empty();
    }
    List<CodeBlock> specs = new ArrayList<>();
    int first = 0;
    for (Layer.Output output : outputs) {
      LossOp op = loss(output);
      specs.add(LossCode.spec(output, op, training, first));
      first += training.shape(op.x()).size();
    }
    return Optional.of(
        FieldSpec.builder(
                ParameterizedTypeName.get(ClassName.get(List.class), RuntimeApi.OUTPUT_SPEC),
                OUTPUTS,
                Modifier.PUBLIC,
                Modifier.STATIC,
                Modifier.FINAL)
            .addJavadoc("The outputs: where results and answers are in their rows.\n")
            .initializer(
                CodeBlock.of(
                    "$T.of(\n$>$>$L$<$<)",
                    List.class,
                    specs.stream().collect(CodeBlock.joining(",\n"))))
            .build());
  }

  private LossOp loss(Layer.Output output) {
    return training.ops().stream()
        .filter(op -> op instanceof LossOp && op.origin().field().equals(output.field()))
        .map(LossOp.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
