package dev.synapt.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Writes, for a network with mistakes, classes with the signatures of those that it would have. A
 * compilation with mistakes never gives class files, so nothing ever runs them; they keep the
 * compiler from complaining of every import, field and method that names what is missing.
 */
public final class SkeletonEmitter {

  private final Names names;

  private SkeletonEmitter(Names names) {
    this.names = names;
  }

  /**
   * The source files, in a fixed order.
   *
   * @param packageName the model's package; empty for the default package
   * @param model the model's class; nested classes as {@code Outer.Inner}
   */
  public static List<JavaFile> emit(String packageName, String model) {
    Names names = Names.of(packageName, model);
    SkeletonEmitter emitter = new SkeletonEmitter(names);
    return Stream.of(emitter.weights(), emitter.network(), emitter.trainer())
        .map(type -> JavaFile.builder(packageName, type).indent("  ").build())
        .toList();
  }

  private TypeSpec weights() {
    return type(names.weights(), RuntimeApi.WEIGHTS)
        .addMethod(constructor("super(\"\", \"\", $T.of())", List.class).build())
        .build();
  }

  private TypeSpec network() {
    return type(names.network(), RuntimeApi.NETWORK)
        .addField(constant("INPUTS", RuntimeApi.INPUT_SPEC))
        .addField(constant("OUTPUTS", RuntimeApi.OUTPUT_SPEC))
        .addMethod(
            constructor("this(weights, $T.best())", RuntimeApi.CODE_PATH)
                .addParameter(names.weights(), "weights")
                .build())
        .addMethod(
            constructor("super(null, weights, 0, 0, $T.of(), null)", List.class)
                .addParameter(names.weights(), "weights")
                .addParameter(RuntimeApi.CODE_PATH, "path")
                .build())
        .addMethod(method("share", names.network()).addStatement("return this").build())
        .addMethod(summary())
        .build();
  }

  private TypeSpec trainer() {
    TypeName superclass = ParameterizedTypeName.get(RuntimeApi.TRAINER, names.weights());
    return type(names.trainer(), superclass)
        .addMethod(constructor("this($T.best())", RuntimeApi.CODE_PATH).build())
        .addMethod(
            constructor("super(null, $T::new, 0, 0, 0, false)", names.weights())
                .addParameter(RuntimeApi.CODE_PATH, "path")
                .build())
        .addMethod(
            method("network", names.network())
                .addAnnotation(Override.class)
                .addParameter(names.weights(), "weights")
                .addStatement("return new $T(weights)", names.network())
                .build())
        .addMethod(summary())
        .build();
  }

  /** What only networks with several inputs or outputs have, should this be one. */
  private static FieldSpec constant(String name, ClassName element) {
    TypeName list = ParameterizedTypeName.get(ClassName.get(List.class), element);
    return FieldSpec.builder(list, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .initializer("$T.of()", List.class)
        .build();
  }

  private static MethodSpec summary() {
    return method("summary", ClassName.get(String.class))
        .addModifiers(Modifier.STATIC)
        .addStatement("return \"\"")
        .build();
  }

  private TypeSpec.Builder type(ClassName name, TypeName superclass) {
    return TypeSpec.classBuilder(name)
        .addJavadoc(
            "Stands in for what will be generated once the mistakes in {@code $L} are mended.\n",
            names.model())
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .superclass(superclass);
  }

  private static MethodSpec.Builder constructor(String call, TypeName argument) {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addStatement(call, argument);
  }

  private static MethodSpec.Builder constructor(String call, Class<?> argument) {
    return constructor(call, ClassName.get(argument));
  }

  private static MethodSpec.Builder method(String name, TypeName result) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(result);
  }
}
