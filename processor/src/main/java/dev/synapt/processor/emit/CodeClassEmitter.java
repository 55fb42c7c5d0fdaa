package dev.synapt.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.RoutinePrinter;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.method.LayerMethod;
import dev.synapt.processor.method.MethodPlan;
import dev.synapt.processor.method.MethodPlanner;
import dev.synapt.processor.method.PhaseMethods;
import dev.synapt.processor.plan.Domain;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.ParameterSlot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes code classes: the plain one with everything, and vector ones that extend it and replace
 * the routines whose vector form differs.
 */
final class CodeClassEmitter {

  /**
   * About 10 microseconds of one core at 50 multiply-adds a nanosecond. An MLP 4-16-3 with a batch
   * of 32 took 2.8 us a step on one thread and 8.6 us on two (Zen 3).
   */
  private static final long SMALL_STEP = 500_000;

  private final Compilation compilation;
  private final Names names;
  private final CodeRole role;

  CodeClassEmitter(Compilation compilation, CodeRole role) {
    this.compilation = compilation;
    this.names = Names.of(compilation.graph().graph());
    this.role = role;
  }

  private ClassName name(Target target) {
    return names.code(role, target);
  }

  /** The plain class: the definition of every method. */
  TypeSpec plain(MethodPlan plan) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name(Target.PLAIN))
            .superclass(role.superclass())
            .addJavadoc(
                "Plain Java code of {@link $T}; vector code replaces what it does in lanes.\n\n",
                role.user(names))
            .addJavadoc(
                "<pre>\n$L</pre>\n", Javadoc.escape(MemoryMap.of(plan, role.graph(compilation))))
            .addField(layouts(plan));
    type.addFields(
        PositionCode.fields(
            role.graph(compilation), role == CodeRole.PREDICTION ? 1 : Layout.BLOCK));
    switch (role) {
      case TRAINING -> trainingMethods(type, plan);
      case BATCH -> batchMethods(type, plan);
      case PREDICTION -> inferenceMethods(type, plan);
    }
    TokenCode.vocabulary(role, role.graph(compilation)).ifPresent(type::addMethod);
    plan.routines().forEach(routine -> type.addMethod(routine(routine, plan.target(), false)));
    return type.build();
  }

  /** A vector class: the routines that differ from those of the plain class. */
  TypeSpec vector(MethodPlan plan, MethodPlan plain) {
    ClassName species = RuntimeApi.VECTOR_SPECIES;
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name(plan.target()))
            .addModifiers(Modifier.FINAL)
            .superclass(name(Target.PLAIN))
            .addJavadoc(
                """
                Vector code of {@link $T} for $L registers. Loaded only where module
                {@code jdk.incubator.vector} is.
                """,
                role.user(names),
                plan.target().registers())
            .addField(
                FieldSpec.builder(
                        ParameterizedTypeName.get(species, ClassName.get(Float.class)),
                        "S",
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                    .addJavadoc("The widest registers that this code may use.\n")
                    .initializer(species(plan.target()))
                    .build())
            .addField(
                FieldSpec.builder(
                        TypeName.INT, "L", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("Floats of a register.\n")
                    .initializer("S.length()")
                    .build());
    if (role != CodeRole.TRAINING) {
      sharing(type, plan);
    }
    Set<Routine> same = new HashSet<>(plain.routines());
    plan.routines().stream()
        .filter(routine -> routine.hasLanes() || !same.contains(routine))
        .forEach(routine -> type.addMethod(routine(routine, plan.target(), true)));
    return type.build();
  }

  private static CodeBlock species(Target target) {
    String most = target == Target.VECTOR_R16 ? "SPECIES_256" : "SPECIES_512";
    return CodeBlock.of(
        "$T.SPECIES_PREFERRED.length() > $L ? $T.$L : $T.SPECIES_PREFERRED",
        RuntimeApi.FLOAT_VECTOR,
        target.maxLanes(),
        RuntimeApi.FLOAT_VECTOR,
        most,
        RuntimeApi.FLOAT_VECTOR);
  }

  private FieldSpec layouts(MethodPlan plan) {
    CodeBlock.Builder entries = CodeBlock.builder().add("{\n$>");
    int logical = 0;
    for (ParameterSlot slot : plan.memory().parameters()) {
      entries.add(
          "new $T($S, $L, $L, $L, new int[] {$L}, new int[] {$L}),\n",
          RuntimeApi.TENSOR_LAYOUT,
          slot.parameter().name(),
          logical,
          slot.offset(),
          slot.parameter().shape().size(),
          join(slot.sizes()),
          join(slot.strides()));
      logical += slot.parameter().shape().size();
    }
    return FieldSpec.builder(
            ArrayTypeName.of(RuntimeApi.TENSOR_LAYOUT),
            "LAYOUTS",
            Modifier.PRIVATE,
            Modifier.STATIC,
            Modifier.FINAL)
        .addJavadoc(
            "Tensor: start in the weights; start, entries, sizes and strides in the array.\n")
        .initializer(entries.add("$<}").build())
        .build();
  }

  private static String join(List<Integer> numbers) {
    return String.join(", ", numbers.stream().map(String::valueOf).toList());
  }

  private void trainingMethods(TypeSpec.Builder type, MethodPlan plan) {
    var memory = plan.memory();
    type.addFields(LossCode.fields(compilation.training()));
    int outputs = compilation.graph().graph().outputs().size();
    boolean more = memory.gradientFloats() > memory.trainedFloats() || outputs > 1;
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addStatement(
                "super($L, $L, $L, $L$L)",
                compilation.graph().graph().batch(),
                memory.trainedFloats(),
                memory.weightFloats(),
                memory.valueFloats(),
                more ? ", " + memory.gradientFloats() + ", " + outputs : "")
            .build());
    type.addMethod(
        override("phases", TypeName.INT).addStatement("return $L", plan.phases().size()).build());
    type.addMethod(phaseSwitch(plan));
    for (int i = 0; i < plan.phases().size(); i++) {
      type.addMethod(phase(plan, i));
    }
    plan.phases().forEach(p -> p.methods().forEach(m -> type.addMethod(layer(m, p.domain()))));
    plan.results().forEach(m -> type.addMethod(result(m)));
    type.addMethod(refresh(plan));
    type.addMethod(layoutsMethod());
    if (isSmall()) {
      type.addMethod(override("isSmall", TypeName.BOOLEAN).addStatement("return true").build());
    }
    if (compilation.graph().graph().layers().stream().anyMatch(CodeClassEmitter::sumsLosses)) {
      type.addMethod(override("sumsLosses", TypeName.BOOLEAN).addStatement("return true").build());
    }
  }

  /** The backward pass takes about twice the multiply-adds of the forward pass. */
  private boolean isSmall() {
    long step = 3 * compilation.summary().multiplyAdds() * compilation.graph().graph().batch();
    return step < SMALL_STEP;
  }

  private static boolean sumsLosses(Layer layer) {
    return layer instanceof Layer.Output output && output.reduction() == LossReduction.SUM;
  }

  private static MethodSpec refresh(MethodPlan plan) {
    MethodSpec.Builder refresh =
        override("refresh", TypeName.VOID)
            .addParameter(TypeName.INT, "worker")
            .addParameter(TypeName.INT, "workers");
    MethodPlanner.refresh(plan.memory()).forEach(call -> refresh.addCode(CodeText.of(call + "\n")));
    return refresh.build();
  }

  /**
   * Inference renews its copies once, behind the packing; code without any inherits that nothing is
   * done.
   */
  private static void refreshOnce(TypeSpec.Builder type, MethodPlan plan) {
    if (!MethodPlanner.refresh(plan.memory()).isEmpty()) {
      type.addMethod(refresh(plan));
    }
  }

  private static MethodSpec layoutsMethod() {
    return override("layouts", ArrayTypeName.of(RuntimeApi.TENSOR_LAYOUT))
        .addStatement("return LAYOUTS")
        .build();
  }

  private MethodSpec phaseSwitch(MethodPlan plan) {
    CodeBlock.Builder cases = CodeBlock.builder().add("switch (phase) {\n$>");
    for (int i = 0; i < plan.phases().size(); i++) {
      cases.add(
          plan.phases().get(i).domain() == Domain.SLICES
              ? "case $L -> phase$L(slices * worker / workers, slices * (worker + 1) / workers);\n"
              : "case $L -> phase$L(worker, workers);\n",
          i,
          i);
    }
    cases.add(
        "default -> throw new $T(\"no phase \" + phase);\n$<}\n", IllegalArgumentException.class);
    return override("phase", TypeName.VOID)
        .addParameter(TypeName.INT, "phase")
        .addParameter(TypeName.INT, "worker")
        .addParameter(TypeName.INT, "workers")
        .addCode(cases.build())
        .build();
  }

  private static MethodSpec phase(MethodPlan plan, int index) {
    var phase = plan.phases().get(index);
    boolean slices = phase.domain() == Domain.SLICES;
    boolean loop = slices && plan.depthFirst();
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("phase" + index)
            .addModifiers(Modifier.PRIVATE)
            .addJavadoc(
                slices
                    ? "Slices of 16 samples, each for itself$L.\n"
                    : "Sums over all samples, a part of each for every thread$L.\n",
                loop ? ", one through all layers before the next" : "");
    parameters(method, phase.domain());
    return method.addCode(calls(phase, plan.depthFirst())).build();
  }

  /** The calls of a phase's methods. */
  private static CodeBlock calls(PhaseMethods phase, boolean depthFirst) {
    boolean slices = phase.domain() == Domain.SLICES;
    CodeBlock.Builder calls = CodeBlock.builder();
    if (slices && depthFirst) {
      List<LayerMethod> oneByOne = new ArrayList<>();
      for (LayerMethod method : phase.methods()) {
        if (method.together()) {
          sliceLoop(oneByOne, calls);
          oneByOne.clear();
          calls.add("$L(from, to);\n", method.name());
        } else {
          oneByOne.add(method);
        }
      }
      sliceLoop(oneByOne, calls);
    } else {
      String arguments = slices ? "from, to" : "worker, workers";
      phase.methods().forEach(m -> calls.add("$L($L);\n", m.name(), arguments));
    }
    return calls.build();
  }

  private static void sliceLoop(List<LayerMethod> methods, CodeBlock.Builder calls) {
    if (!methods.isEmpty()) {
      calls.add("for (int slice = from; slice < to; slice++) {\n$>");
      depthFirst(methods, calls);
      calls.add("$<}\n");
    }
  }

  /**
   * The methods of a slice; of neighbours that do one image each, an image goes through all before
   * the next one.
   */
  private static void depthFirst(List<LayerMethod> methods, CodeBlock.Builder calls) {
    boolean inImages = false;
    for (LayerMethod method : methods) {
      if (method.perImage() && !inImages) {
        calls.add("for (int image = 0; image < lanes(slice); image++) {\n$>");
      } else if (!method.perImage() && inImages) {
        calls.add("$<}\n");
      }
      inImages = method.perImage();
      calls.add("$L($L);\n", method.name(), inImages ? "slice, image" : "slice, slice + 1");
    }
    if (inImages) {
      calls.add("$<}\n");
    }
  }

  private static void parameters(MethodSpec.Builder method, Domain domain) {
    method.addParameter(TypeName.INT, domain == Domain.SLICES ? "from" : "worker");
    method.addParameter(TypeName.INT, domain == Domain.SLICES ? "to" : "workers");
  }

  private static MethodSpec layer(LayerMethod layer, Domain domain) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(layer.name())
            .addModifiers(Modifier.PRIVATE)
            .addJavadoc("$L\n", layer.doc());
    if (layer.perImage()) {
      method.addParameter(TypeName.INT, "slice").addParameter(TypeName.INT, "image");
    } else {
      parameters(method, domain);
    }
    return method.addCode(CodeText.of(RoutinePrinter.body(layer.body()))).build();
  }

  private static MethodSpec result(LayerMethod result) {
    return override(result.name(), TypeName.VOID)
        .addParameter(ArrayTypeName.of(TypeName.FLOAT), "rows")
        .addParameter(TypeName.INT, "first")
        .addCode(CodeText.of(RoutinePrinter.body(result.body())))
        .build();
  }

  private void inferenceMethods(TypeSpec.Builder type, MethodPlan plan) {
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addStatement(
                "super($L, $L)", plan.memory().weightFloats(), plan.memory().valueFloats())
            .build());
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addParameter(ArrayTypeName.of(TypeName.FLOAT), "weights")
            .addStatement(
                "super(weights, $L, $L)", plan.memory().weightFloats(), plan.memory().valueFloats())
            .build());
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addJavadoc("For vector code that takes over.\n")
            .addParameter(RuntimeApi.INFERENCE_CODE, "plain")
            .addStatement("super(plain)")
            .build());
    type.addMethod(share(Target.PLAIN));
    type.addMethod(batch(Target.PLAIN, plan));
    type.addMethod(layoutsMethod());
    refreshOnce(type, plan);
    if (!compilation.inference().folds().isEmpty()) {
      type.addMethod(FoldCode.of(compilation.inference(), plan));
    }
    MethodSpec.Builder predict =
        override("predict", TypeName.VOID)
            .addParameter(ArrayTypeName.of(TypeName.FLOAT), "x")
            .addParameter(TypeName.INT, "xOffset")
            .addParameter(ArrayTypeName.of(TypeName.FLOAT), "y")
            .addParameter(TypeName.INT, "yOffset");
    for (LayerMethod layer : plan.phases().getFirst().methods()) {
      boolean input = layer.name().equals("input");
      boolean output = layer.name().equals("output");
      String arguments = input ? "x, xOffset" : output ? "y, yOffset" : "";
      predict.addStatement("$L($L)", layer.name(), arguments);
      MethodSpec.Builder method =
          MethodSpec.methodBuilder(layer.name())
              .addModifiers(Modifier.PRIVATE)
              .addJavadoc("$L\n", layer.doc());
      if (input || output) {
        method.addParameter(ArrayTypeName.of(TypeName.FLOAT), input ? "x" : "y");
        method.addParameter(TypeName.INT, input ? "xOffset" : "yOffset");
      }
      type.addMethod(method.addCode(CodeText.of(RoutinePrinter.body(layer.body()))).build());
    }
    type.addMethod(predict.build());
    new ActivationCode(compilation.inference(), plan).addTo(type);
  }

  private void batchMethods(TypeSpec.Builder type, MethodPlan plan) {
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addParameter(ArrayTypeName.of(TypeName.FLOAT), "weights")
            .addStatement(
                "super(weights, $L, $L, $L)",
                plan.memory().slices() * Layout.BLOCK,
                plan.memory().weightFloats(),
                plan.memory().valueFloats())
            .build());
    type.addMethod(share(Target.PLAIN));
    type.addMethod(layoutsMethod());
    refreshOnce(type, plan);
    PhaseMethods phase = plan.phases().getFirst();
    MethodSpec.Builder forward =
        MethodSpec.methodBuilder("forward")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED);
    parameters(forward, phase.domain());
    type.addMethod(forward.addCode(calls(phase, plan.depthFirst())).build());
    phase.methods().forEach(m -> type.addMethod(layer(m, phase.domain())));
    plan.results().forEach(m -> type.addMethod(result(m)));
  }

  /** The code for many samples reads this code's weights if they lie where it expects them. */
  private MethodSpec batch(Target target, MethodPlan plan) {
    boolean alike = compilation.batchPlans().getFirst().memory().sharesWeightsWith(plan.memory());
    return override("batch", RuntimeApi.BATCH_CODE)
        .addStatement(
            "return new $T($L)", names.code(CodeRole.BATCH, target), alike ? "weights" : "null")
        .build();
  }

  private MethodSpec share(Target target) {
    return override("share", role.superclass())
        .addStatement("return new $T(weights)", name(target))
        .build();
  }

  /** Constructors of a vector class, and what makes others of its kind. */
  private void sharing(TypeSpec.Builder type, MethodPlan plan) {
    if (role == CodeRole.PREDICTION) {
      type.addMethod(
          MethodSpec.constructorBuilder()
              .addParameter(RuntimeApi.INFERENCE_CODE, "plain")
              .addStatement("super(plain)")
              .build());
      type.addMethod(batch(plan.target(), plan));
    }
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addParameter(ArrayTypeName.of(TypeName.FLOAT), "weights")
            .addStatement("super(weights)")
            .build());
    type.addMethod(share(plan.target()));
  }

  private static MethodSpec routine(Routine routine, Target target, boolean override) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(routine.name());
    if (override) {
      method.addAnnotation(Override.class);
    } else {
      method.addJavadoc("$L\n", routine.doc());
    }
    routine.parameters().forEach(p -> method.addParameter(TypeName.INT, p));
    return method.addCode(CodeText.of(RoutinePrinter.body(routine, target))).build();
  }

  static MethodSpec.Builder override(String name, TypeName result) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(result);
  }
}
