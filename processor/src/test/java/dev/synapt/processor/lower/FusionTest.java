package dev.synapt.processor.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.Execution;
import dev.synapt.processor.interpret.Feed;
import dev.synapt.processor.interpret.OpInterpreter;
import dev.synapt.processor.interpret.RandomNets;
import dev.synapt.processor.interpret.RandomTensors;
import dev.synapt.processor.interpret.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fused and unfused graphs compute the same bits. */
class FusionTest {

  private static final int RANDOM_NETS = 100;

  @TestFactory
  Stream<DynamicTest> changesNoBitInTraining() {
    return nets()
        .map(net ->
            DynamicTest.dynamicTest(
                net.graph().name(),
                () -> {
                  checkAll(Differentiation.run(Lowering.training(net), true));
                  checkAll(Differentiation.run(Lowering.training(net), false));
                }));
  }

  @TestFactory
  Stream<DynamicTest> changesNoBitInInference() {
    return nets()
        .map(net ->
            DynamicTest.dynamicTest(net.graph().name(), () -> checkAll(Lowering.inference(net))));
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleFindsWork(Fusion.Rule rule) {
    long changed =
        nets()
            .map(net -> Differentiation.run(Lowering.training(net), false))
            .filter(graph -> Fusion.run(graph, List.of(rule)).ops().size() < graph.ops().size())
            .count();
    assertTrue(changed >= 10, rule + " applied to " + changed + " networks");
  }

  private static Stream<TypedGraph> nets() {
    return Stream.concat(
        SampleNets.all().stream(), RandomTensors.seeds(RANDOM_NETS).mapToObj(RandomNets::net));
  }

  private static void checkAll(OpGraph graph) {
    check(graph, Fusion.run(graph));
    for (Fusion.Rule rule : Fusion.Rule.values()) {
      check(graph, Fusion.run(graph, List.of(rule)));
    }
    check(graph, Fusion.run(graph, List.of(Fusion.Rule.values()).reversed()));
  }

  private static void check(OpGraph graph, OpGraph fused) {
    OpVerifier.verify(fused);
    RandomTensors random = new RandomTensors(graph.values().size());
    Map<String, Tensor> parameters = random.parameters(graph);
    Feed feed = random.feed(graph, 3).mask(RandomTensors.mask(2));
    Execution want = OpInterpreter.run(graph, parameters, feed);
    Execution got = OpInterpreter.run(fused, parameters, feed);
    assertSame(graph.output() + " output", want.output(), got.output());
    assertEquals(want.hasLoss(), got.hasLoss());
    if (want.hasLoss()) {
      assertEquals(want.loss(), got.loss());
    }
    assertEquals(want.gradients().keySet(), got.gradients().keySet());
    want.gradients().forEach((name, tensor) -> assertSame(name, tensor, got.gradients().get(name)));
    want.statistics()
        .forEach((name, tensor) -> assertSame(name, tensor, got.statistics().get(name)));
    if (graph.inputGradient().isPresent()) {
      assertSame("input gradient", want.inputGradient(), got.inputGradient());
    }
  }

  private static void assertSame(String what, Tensor want, Tensor got) {
    assertTrue(want.sameBits(got), () -> what + ": " + got + " instead of " + want);
  }
}
