package dev.synapt.processor.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.CentralDifferences;
import dev.synapt.processor.interpret.Comparison;
import dev.synapt.processor.interpret.Execution;
import dev.synapt.processor.interpret.Feed;
import dev.synapt.processor.interpret.OpInterpreter;
import dev.synapt.processor.interpret.RandomGraphs;
import dev.synapt.processor.interpret.RandomNets;
import dev.synapt.processor.interpret.RandomTensors;
import dev.synapt.processor.interpret.Tensor;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every gradient that {@link Differentiation} writes down, against central differences of the loss.
 */
class GradientTest {

  private static final int RANDOM_NETS = 25;

  /** Measured of each tensor; each costs two passes through the whole network. */
  private static final int ENTRIES = 40;

  private static final Comparison COMPARISON = Comparison.scaled(2e-6);

  @TestFactory
  Stream<DynamicTest> gradientsAreThoseOfTheLoss() {
    return nets().map(net -> DynamicTest.dynamicTest(net.graph().name(), () -> check(net)));
  }

  @Test
  void everyOperationTakesPart() {
    Set<Class<?>> missing = new HashSet<>(OpClasses.all());
    missing.removeAll(Set.of(Op.ScaleShift.class));
    nets()
        .flatMap(net -> Differentiation.run(Lowering.training(net), true).ops().stream())
        .forEach(op -> missing.remove(op.getClass()));
    assertEquals(Set.of(), missing);
  }

  private static Stream<TypedGraph> nets() {
    return Stream.of(
            SampleNets.all().stream(),
            RandomTensors.seeds(RANDOM_NETS).mapToObj(RandomNets::net),
            RandomTensors.seeds(RANDOM_NETS).mapToObj(RandomGraphs::narrow))
        .flatMap(nets -> nets);
  }

  private static void check(TypedGraph net) {
    OpGraph forward = Lowering.training(net);
    OpGraph graph = Differentiation.run(forward, true);
    OpVerifier.verify(graph);
    RandomTensors random = new RandomTensors(net.graph().name().hashCode());
    Map<String, Tensor> parameters = random.parameters(graph);
    Feed feed = random.feed(graph, 3).mask(RandomTensors.mask(1));
    Execution run = OpInterpreter.run(graph, parameters, feed);
    CentralDifferences measured = new CentralDifferences(forward, parameters, feed, ENTRIES);
    assertEquals(trained(graph), run.gradients().keySet());
    run.gradients()
        .forEach((name, got) ->
            COMPARISON.check(name, measured.byParameter(name), measured.measured(got)));
    if (run.hasInputGradient()) {
      COMPARISON.check("input", measured.byInput(), measured.measured(run.inputGradient()));
    }
  }

  private static Set<String> trained(OpGraph graph) {
    Set<String> names = new HashSet<>();
    graph.parameters().stream()
        .filter(Parameter::trainable)
        .forEach(parameter -> names.add(parameter.name()));
    return names;
  }
}
