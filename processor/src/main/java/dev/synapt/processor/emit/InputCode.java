package dev.synapt.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** What a generated network says of several inputs. */
final class InputCode {

  private InputCode() {}

  /** The constant that says where each of several inputs is; none for one input. */
  static Optional<FieldSpec> field(TypedGraph graph) {
    List<Layer.Input> inputs = graph.graph().inputs();
    if (inputs.size() == 1) {
      return Optional.empty();
    }
    List<CodeBlock> specs = new ArrayList<>();
    int first = 0;
    for (Layer.Input input : inputs) {
      Shape shape = graph.shape(input.output());
      String sizes = shape.dims().stream().map(String::valueOf).collect(Collectors.joining(", "));
      specs.add(
          CodeBlock.of(
              "new $T($S, $L, $T.of($L))",
              RuntimeApi.INPUT_SPEC,
              input.field(),
              first,
              List.class,
              sizes));
      first += shape.size();
    }
    return Optional.of(
        FieldSpec.builder(
                ParameterizedTypeName.get(ClassName.get(List.class), RuntimeApi.INPUT_SPEC),
                "INPUTS",
                Modifier.PUBLIC,
                Modifier.STATIC,
                Modifier.FINAL)
            .addJavadoc("The inputs: where each is in the row of a sample.\n")
            .initializer(
                CodeBlock.of(
                    "$T.of(\n$>$>$L$<$<)",
                    List.class,
                    specs.stream().collect(CodeBlock.joining(",\n"))))
            .build());
  }
}
