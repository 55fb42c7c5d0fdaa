package dev.synapt.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.LossOp;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.Parameter;
import dev.synapt.processor.lower.Value;
import dev.synapt.processor.plan.MemoryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Writes a JUnit test that checks the gradients of a network: the operations of its training step
 * in double precision, and a test for each tensor.
 */
public final class GradientTestEmitter {

  private final Compilation compilation;
  private final OpGraph graph;
  private final MemoryPlan memory;
  private final Names names;

  private GradientTestEmitter(Compilation compilation) {
    this.compilation = compilation;
    this.graph = compilation.training();
    this.memory = compilation.trainingPlans().getFirst().memory();
    this.names = Names.of(compilation.graph().graph());
  }

  /** The test of a network whose training step computes the gradient by the input. */
  public static JavaFile emit(Compilation compilation) {
    return new GradientTestEmitter(compilation).file();
  }

  private JavaFile file() {
    TypeSpec test =
        TypeSpec.classBuilder(names.gradientTest())
            .addAnnotation(ModelEmitter.generated())
            .addModifiers(Modifier.FINAL)
            .addJavadoc(
                "Checks the gradients of {@code $L}: those of a twin in double precision with"
                    + " differences of its\nloss, and those of its trainer with the twin's.\n",
                names.model())
            .addMethod(factory())
            .addType(twin())
            .build();
    return JavaFile.builder(names.packageName(), test)
        .addFileComment("Generated from class $L. Do not edit.", compilation.graph().graph().name())
        .indent("  ")
        .build();
  }

  private MethodSpec factory() {
    TypeName tests = ParameterizedTypeName.get(ClassName.get(List.class), TestingApi.DYNAMIC_TEST);
    return MethodSpec.methodBuilder("gradients")
        .addAnnotation(TestingApi.TEST_FACTORY)
        .returns(tests)
        .beginControlFlow("try ($T trainer = new $T())", names.trainer(), names.trainer())
        .addStatement(
            "$T report = $T.run(new Twin(), trainer)",
            TestingApi.GRADIENT_REPORT,
            TestingApi.GRADIENT_CHECK)
        .addStatement("$T.out.println(report)", System.class)
        .addStatement(
            "return report.tensors().stream()\n"
                + ".map(tensor -> $T.dynamicTest(tensor.name(), tensor::check))\n.toList()",
            TestingApi.DYNAMIC_TEST)
        .endControlFlow()
        .build();
  }

  private TypeSpec twin() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Twin")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .superclass(TestingApi.DOUBLE_TWIN)
            .addMethod(constructor())
            .addMethod(constant("name", String.class, CodeBlock.of("$S", names.model())))
            .addMethod(
                constant(
                    "multiplyAdds",
                    long.class,
                    CodeBlock.of("$LL", compilation.summary().multiplyAdds())))
            .addMethod(constant("input", int.class, CodeBlock.of("$L", graph.input().index())))
            .addMethod(
                constant(
                    "inputGradient",
                    int.class,
                    CodeBlock.of("$L", graph.inputGradient().map(ValueId::index).orElse(-1))));
    int end = graph.ops().size();
    while (!TwinLoss.isLoss(graph.ops().get(end - 1))) {
      end--;
    }
    addPass(type, "forward", graph.ops().subList(0, end));
    addPass(type, "backward", graph.ops().subList(end, graph.ops().size()));
    return type.build();
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addStatement(
                "super($L, $T.$L)", graph.values().size(), TestingApi.LOSS, TwinLoss.nameOf(graph));
    for (Op op : graph.ops()) {
      if (op instanceof LossOp loss && loss.slot().isOneOfSeveral()) {
        constructor.addStatement(TwinLoss.output(loss));
      }
    }
    for (Parameter parameter : graph.parameters()) {
      Optional<Value> gradient = graph.gradientOf(parameter);
      if (gradient.isPresent()) {
        constructor.addStatement(
            "tensor($S, $L, $L)",
            parameter.name(),
            parameter.value().index(),
            gradient.get().id().index());
      } else if (!graph.readers(parameter.value()).isEmpty()) {
        constructor.addStatement("frozen($S, $L)", parameter.name(), parameter.value().index());
      }
    }
    graph.parameters().stream()
        .filter(parameter -> parameter.zeroRow().isPresent())
        .forEach(parameter -> hold(parameter, constructor));
    return constructor.build();
  }

  private static void hold(Parameter parameter, MethodSpec.Builder constructor) {
    int row = parameter.shape().size() / parameter.shape().dim(0);
    constructor.addStatement(
        "held($L, $L, $L)", parameter.value().index(), parameter.zeroRow().getAsInt() * row, row);
  }

  private static MethodSpec constant(String name, Class<?> type, CodeBlock value) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(type)
        .addStatement("return $L", value)
        .build();
  }

  /** A table of contents, and a method for each layer in turn. */
  private void addPass(TypeSpec.Builder type, String name, List<Op> ops) {
    MethodSpec.Builder pass =
        MethodSpec.methodBuilder(name)
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED);
    List<MethodSpec> layers = new ArrayList<>();
    int from = 0;
    while (from < ops.size()) {
      String field = ops.get(from).origin().field();
      int to = from + 1;
      while (to < ops.size() && ops.get(to).origin().field().equals(field)) {
        to++;
      }
      String method = name + layers.size() + "_" + field.replace('.', '_');
      pass.addStatement("$L()", method);
      layers.add(
          MethodSpec.methodBuilder(method)
              .addModifiers(Modifier.PRIVATE)
              .addCode(TwinCode.of(ops.subList(from, to), graph, memory))
              .build());
      from = to;
    }
    type.addMethod(pass.build());
    layers.forEach(type::addMethod);
  }
}
