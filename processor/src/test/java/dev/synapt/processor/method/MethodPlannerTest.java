package dev.synapt.processor.method;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.emit.GeneratedSources;
import dev.synapt.processor.emit.InMemoryCompiler;
import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.RandomNets;
import dev.synapt.processor.interpret.Windows;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.plan.Planned;
import dev.synapt.processor.plan.TestNets;
import dev.synapt.runtime.kernel.InferenceCode;
import dev.synapt.runtime.kernel.TrainingCode;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MethodPlannerTest {

  static Stream<TypedGraph> networks() {
    return Stream.concat(
        TestNets.all().stream(), IntStream.rangeClosed(1, 6).mapToObj(RandomNets::net));
  }

  private static MethodPlan training(TypedGraph net, Target target) {
    Planned plan = Planned.training(net, true);
    return MethodPlanner.training(plan.graph(), plan.phases(), plan.memory(), target);
  }

  private static MethodPlan inference(TypedGraph net, Target target) {
    Planned plan = Planned.inference(net);
    return MethodPlanner.inference(plan.graph(), plan.phases(), plan.memory(), target);
  }

  private static List<List<MethodPlan>> families(TypedGraph net) {
    return List.of(
        Arrays.stream(Target.values()).map(target -> training(net, target)).toList(),
        Arrays.stream(Target.values()).map(target -> inference(net, target)).toList());
  }

  /** Vector classes inherit the layers' methods of the plain class, so there can be one only. */
  @ParameterizedTest(name = "network {index}")
  @MethodSource("networks")
  void layersMethodsAreTheSameForAllTargets(TypedGraph net) {
    for (List<MethodPlan> family : families(net)) {
      MethodPlan plain = family.getFirst();
      for (MethodPlan vector : family) {
        assertEquals(plain.phases(), vector.phases());
        assertEquals(plain.results(), vector.results());
        assertEquals(plain.memory(), vector.memory());
        assertEquals(plain.depthFirst(), vector.depthFirst());
      }
    }
  }

  /** They replace routines, so they have the same, with the same parameters. */
  @ParameterizedTest(name = "network {index}")
  @MethodSource("networks")
  void routinesHaveTheSameNamesForAllTargets(TypedGraph net) {
    for (List<MethodPlan> family : families(net)) {
      Map<String, List<String>> plain = signatures(family.getFirst());
      for (MethodPlan vector : family) {
        assertEquals(plain, signatures(vector));
      }
    }
  }

  private static Map<String, List<String>> signatures(MethodPlan plan) {
    Map<String, List<String>> signatures = new HashMap<>();
    for (Routine routine : plan.routines()) {
      assertEquals(
          null, signatures.put(routine.name(), routine.parameters()), routine.name() + " twice");
    }
    return signatures;
  }

  @ParameterizedTest(name = "network {index}")
  @MethodSource("networks")
  void everyCallHasARoutineAndEveryRoutineACall(TypedGraph net) {
    for (List<MethodPlan> family : families(net)) {
      MethodPlan plan = family.getFirst();
      Map<String, List<String>> signatures = signatures(plan);
      Set<String> called = new HashSet<>();
      layers(plan).forEach(layer -> calls(layer.body(), signatures, called));
      plan.routines().forEach(routine -> calls(routine.body(), signatures, called));
      assertEquals(signatures.keySet(), called);
    }
  }

  private static List<LayerMethod> layers(MethodPlan plan) {
    List<LayerMethod> layers = new ArrayList<>(plan.results());
    plan.phases().forEach(phase -> layers.addAll(phase.methods()));
    return layers;
  }

  private static void calls(
      List<Stmt> body, Map<String, List<String>> signatures, Set<String> called) {
    for (Stmt statement : body) {
      switch (statement) {
        case Stmt.Call call -> {
          assertNotNull(signatures.get(call.routine()), call::routine);
          assertEquals(
              signatures.get(call.routine()).size(), call.arguments().size(), call::toString);
          called.add(call.routine());
        }
        case Stmt.For loop -> calls(loop.body(), signatures, called);
        case Stmt.Block block -> calls(block.body(), signatures, called);
        case Stmt.Java java ->
            signatures.keySet().stream()
                .filter(name -> java.text().contains(name + "("))
                .forEach(called::add);
        default -> {
          // calls nothing
        }
      }
    }
  }

  /** Names of methods are the users' fields with a verb, whatever the fields are named. */
  @ParameterizedTest(name = "network {index}")
  @MethodSource("networks")
  void namesAreUnique(TypedGraph net) {
    for (MethodPlan plan : families(net).getFirst()) {
      assertUnique(plan, TrainingCode.class);
    }
    for (MethodPlan plan : families(net).getLast()) {
      assertUnique(plan, InferenceCode.class);
    }
  }

  private static void assertUnique(MethodPlan plan, Class<?> base) {
    Set<String> names = new HashSet<>();
    for (Method inherited : base.getDeclaredMethods()) {
      names.add(inherited.getName());
    }
    plan.phases().stream()
        .flatMap(phase -> phase.methods().stream())
        .forEach(layer -> assertTrue(names.add(layer.name()), layer.name() + " twice"));
    plan.routines()
        .forEach(routine -> assertTrue(names.add(routine.name()), routine.name() + " twice"));
  }

  @Test
  void methodsOfLenet5() {
    assertEquals(
        List.of(
            "input",
            "forwardConv1",
            "forwardConv2",
            "forwardFc1",
            "forwardFc2",
            "forwardDigit",
            "lossDigit",
            "backwardDigit",
            "backwardFc2",
            "backwardFc1",
            "backwardConv2",
            "backwardConv1"),
        phase(training(TestNets.lenet5(), Target.PLAIN), 0));
    assertEquals(
        List.of(
            "gradientsDigit", "gradientsFc2", "gradientsFc1", "gradientsConv2", "gradientsConv1"),
        phase(training(TestNets.lenet5(), Target.PLAIN), 1));
    assertEquals(
        List.of(
            "input",
            "forwardConv1",
            "forwardConv2",
            "forwardFc1",
            "forwardFc2",
            "forwardDigit",
            "probabilitiesDigit",
            "output"),
        phase(inference(TestNets.lenet5(), Target.PLAIN), 0));
  }

  private static List<String> phase(MethodPlan plan, int phase) {
    return plan.phases().get(phase).methods().stream().map(LayerMethod::name).toList();
  }

  /** Batch norm cuts a layer in two, and names with numbers may be taken. */
  @Test
  void layersThatAreCutInTwoCollideWithNoOther() {
    NetBuilder net = NetBuilder.input("Cut", 16, Shape.of(2, 6, 6));
    for (String field :
        List.of("conv1", "conv12", "conv1Batchnorm", "Conv1", "conv2", "conv1Conv2d")) {
      net.field(field).conv2d(2, Windows.kernel(3, 1), false).batchNorm(1e-5, 0.1);
    }
    assertCompiles(
        net.field("out").dense(2, true).output(LossKind.CROSS_ENTROPY, LossReduction.MEAN));
  }

  /** Fields that are named like methods, variables and parts of names of generated code. */
  @Test
  void fieldsMayHaveAnyName() {
    NetBuilder net = NetBuilder.input("Names", 16, Shape.of(3));
    for (String field :
        List.of(
            "forward",
            "dense6",
            "Dense6",
            "backward",
            "values",
            "weights",
            "lanes",
            "phase",
            "phase0",
            "refresh",
            "input",
            "output",
            "outputs",
            "s",
            "l",
            "L",
            "S",
            "x",
            "y",
            "from",
            "slices",
            "predict",
            "share",
            "loss",
            "start",
            "_",
            "a$b",
            "\u00e4rger")) {
      net.field(field.equals("_") ? "__" : field).dense(3, true).activate(Activation.TANH);
    }
    assertCompiles(
        net.field("digit").dense(2, true).output(LossKind.CROSS_ENTROPY, LossReduction.MEAN));
  }

  private static void assertCompiles(TypedGraph net) {
    for (MethodPlan plan : families(net).getFirst()) {
      assertUnique(plan, TrainingCode.class);
    }
    assertDoesNotThrow(() -> InMemoryCompiler.compile(GeneratedSources.of(net, true)));
  }
}
