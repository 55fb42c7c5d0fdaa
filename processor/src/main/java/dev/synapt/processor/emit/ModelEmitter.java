package dev.synapt.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.Parameter;
import dev.synapt.processor.method.MethodPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes all classes of a network. */
public final class ModelEmitter {

  /** The processor, as {@code @Generated} names it. */
  private static final String GENERATOR = "dev.synapt.processor.NetworkProcessor";

  private final Compilation compilation;
  private final Names names;

  private ModelEmitter(Compilation compilation) {
    this.compilation = compilation;
    this.names = Names.of(compilation.graph().graph());
  }

  /** The source files, in a fixed order. */
  public static List<JavaFile> emit(Compilation compilation) {
    return new ModelEmitter(compilation).files();
  }

  private List<JavaFile> files() {
    List<TypeSpec> types = new ArrayList<>();
    types.add(weights());
    types.add(network());
    types.add(trainer());
    for (CodeRole role : CodeRole.values()) {
      addCode(types, role);
    }
    return types.stream().map(this::file).toList();
  }

  private void addCode(List<TypeSpec> types, CodeRole role) {
    CodeClassEmitter emitter = new CodeClassEmitter(compilation, role);
    List<MethodPlan> plans = role.plans(compilation);
    types.add(emitter.plain(plans.getFirst()));
    plans.stream().skip(1).forEach(p -> types.add(emitter.vector(p, plans.getFirst())));
  }

  /** Classes of java.lang are imported too: there may be a user's class Math in the package. */
  private JavaFile file(TypeSpec type) {
    TypeSpec generated = type.toBuilder().addAnnotation(generated()).build();
    return JavaFile.builder(names.packageName(), generated)
        .addFileComment("Generated from class $L. Do not edit.", compilation.graph().graph().name())
        .indent("  ")
        .build();
  }

  static AnnotationSpec generated() {
    return AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
        .addMember("value", "$S", GENERATOR)
        .build();
  }

  private TypeSpec weights() {
    String architecture = compilation.summary().architecture();
    return TypeSpec.classBuilder(names.weights())
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .superclass(RuntimeApi.WEIGHTS)
        .addJavadoc("The weights of {@code $L}: named tensors over one array.\n", names.model())
        .addField(text("ARCHITECTURE", architecture, "What the weights depend on."))
        .addField(
            text(
                "FINGERPRINT",
                Fingerprint.of(architecture, compilation.training().parameters()),
                "A hash of the architecture."))
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Weights that are all zero.\n")
                .addStatement("super(ARCHITECTURE, FINGERPRINT, tensorSpecs())")
                .build())
        .addMethod(tensors())
        .build();
  }

  private static FieldSpec text(String name, String value, String doc) {
    return FieldSpec.builder(String.class, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("$L\n", doc)
        .initializer(Literal.of(value))
        .build();
  }

  private MethodSpec tensors() {
    CodeBlock.Builder list = CodeBlock.builder().add("return $T.of(\n$>$>", List.class);
    int offset = 0;
    List<Parameter> parameters = compilation.training().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter p = parameters.get(i);
      list.add(
          "new $T($S, new int[] {$L}, $L, $L, $L, $L, $L)$L\n",
          RuntimeApi.TENSOR_SPEC,
          p.name(),
          String.join(", ", p.shape().dims().stream().map(String::valueOf).toList()),
          offset,
          initializer(p),
          p.fanIn(),
          p.fanOut(),
          p.trainable(),
          i == parameters.size() - 1 ? ");" : ",");
      offset += p.shape().size();
    }
    if (parameters.isEmpty()) {
      list.add(");\n");
    }
    return MethodSpec.methodBuilder("tensorSpecs")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(ParameterizedTypeName.get(ClassName.get(List.class), RuntimeApi.TENSOR_SPEC))
        .addCode(list.add("$<$<").build())
        .build();
  }

  private static CodeBlock initializer(Parameter p) {
    CodeBlock init = CodeBlock.of("$T.$L", RuntimeApi.INITIALIZER, p.init().name());
    return p.zeroRow().isEmpty()
        ? init
        : CodeBlock.of(
            "new $T($L, $L, $L)",
            RuntimeApi.ZERO_ROW,
            init,
            p.zeroRow().getAsInt(),
            p.shape().size() / p.shape().dim(0));
  }

  private TypeSpec network() {
    ClassName self = names.network();
    OutputCode outputs = new OutputCode(compilation);
    CodeBlock code =
        CodeBlock.of(
            "new $T(), weights, $L",
            names.code(CodeRole.PREDICTION, Target.PLAIN),
            outputs.ofNetwork());
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .superclass(RuntimeApi.NETWORK)
            .addJavadoc("Predicts with {@code $L}.\n\n", names.model())
            .addJavadoc(table())
            .addField(summaryField())
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PUBLIC)
                    .addJavadoc(
                        "A network with the given weights, copied. Its first predictions run plain code, which starts"
                            + " sooner.\n")
                    .addParameter(names.weights(), "weights")
                    .addStatement("super($L)", code)
                    .addStatement("startPlain()")
                    .build())
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PUBLIC)
                    .addJavadoc("A network that runs on the given path.\n")
                    .addParameter(names.weights(), "weights")
                    .addParameter(RuntimeApi.CODE_PATH, "path")
                    .addStatement("super($L)", code)
                    .addStatement("runOn(path)")
                    .build())
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(self, "other")
                    .addStatement("super(other)")
                    .build())
            .addMethod(
                MethodSpec.methodBuilder("share")
                    .addModifiers(Modifier.PUBLIC)
                    .addJavadoc(
                        "Another network with the same weights and memory of its own, for another"
                            + " thread.\n")
                    .returns(self)
                    .addStatement("return new $T(this)", self)
                    .build())
            .addMethod(summaryMethod())
            .addMethod(
                choose(CodeRole.PREDICTION, "plain", CodeBlock.of("plain"))
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PROTECTED)
                    .addParameter(RuntimeApi.INFERENCE_CODE, "plain")
                    .build());
    InputCode.field(compilation.graph()).ifPresent(type::addField);
    outputs.field().ifPresent(type::addField);
    return type.build();
  }

  private TypeSpec trainer() {
    ClassName self = names.trainer();
    var graph = compilation.graph().graph();
    return TypeSpec.classBuilder(self)
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .superclass(ParameterizedTypeName.get(RuntimeApi.TRAINER, names.weights()))
        .addJavadoc("Trains {@code $L}.\n\n", names.model())
        .addJavadoc(table())
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("A trainer with random weights of seed 0.\n")
                .addStatement("this($T.best())", RuntimeApi.CODE_PATH)
                .build())
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("A trainer that runs on the given path.\n")
                .addParameter(RuntimeApi.CODE_PATH, "path")
                .addStatement(
                    "super(code(path), $T::new, $L, $L)",
                    names.weights(),
                    graph.batch(),
                    new OutputCode(compilation).ofTrainer(names.network()))
                .build())
        .addMethod(
            MethodSpec.methodBuilder("network")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(names.network())
                .addParameter(names.weights(), "weights")
                .addStatement("return new $T(weights)", names.network())
                .build())
        .addMethod(
            MethodSpec.methodBuilder("summary")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("The table of layers above.\n")
                .returns(String.class)
                .addStatement("return $T.summary()", names.network())
                .build())
        .addMethod(
            choose(
                    CodeRole.TRAINING,
                    "",
                    CodeBlock.of("new $T()", names.code(CodeRole.TRAINING, Target.PLAIN)))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .build())
        .build();
  }

  private CodeBlock table() {
    return CodeBlock.of("<pre>\n$L</pre>\n", Javadoc.escape(compilation.summary().table()));
  }

  private FieldSpec summaryField() {
    return text("SUMMARY", compilation.summary().table(), "The table of layers.");
  }

  private static MethodSpec summaryMethod() {
    return MethodSpec.methodBuilder("summary")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc("The table of layers above.\n")
        .returns(String.class)
        .addStatement("return SUMMARY")
        .build();
  }

  /**
   * Picks the code class of a path. Vector code that was not generated is that for other registers,
   * which runs everywhere; without any, plain code runs.
   */
  private MethodSpec.Builder choose(CodeRole role, String argument, CodeBlock plain) {
    List<Target> vectors =
        role.plans(compilation).stream().map(MethodPlan::target).filter(Target::isVector).toList();
    CodeBlock.Builder cases = CodeBlock.builder().add("return switch (path) {\n$>");
    for (Target target : vectors) {
      String paths =
          Stream.of(Target.values())
              .filter(t -> t == target || (t.isVector() && !vectors.contains(t)))
              .map(Target::name)
              .collect(Collectors.joining(", "));
      cases.add("case $L -> new $T($L);\n", paths, names.code(role, target), argument);
    }
    cases.add("default -> $L;\n$<};\n", plain);
    return MethodSpec.methodBuilder("code")
        .returns(role.superclass())
        .addParameter(RuntimeApi.CODE_PATH, "path")
        .addCode(cases.build());
  }
}
