package dev.synapt.processor.generated;

import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.DirectionalDifferences;
import dev.synapt.processor.interpret.RandomTopologies;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.Lowering;
import dev.synapt.runtime.CodePath;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Networks of all kinds of layers and branches drawn from seeds, for batches of 1, 7 and 64 and
 * smaller ones at the end: plain code against the interpreter, vector code against plain code bit
 * by bit, and the interpreter's gradients against differences of the loss. More of them: {@code
 * -Dsynapt.randomNets=500}, from a seed on: {@code -Dsynapt.firstNet=101}.
 */
final class RandomGraphsTest {

  private static final int COUNT = Integer.getInteger("synapt.randomNets", 50);
  private static final int FIRST = Integer.getInteger("synapt.firstNet", 1);
  private static final int[] BATCHES = {1, 7, 64};

  /** Compiled together; code of one is for 16 registers, of the next for 32. */
  private static final int PORTION = 25;

  /** Samples for which losses are differenced. */
  private static final int FEW = 3;

  @TestFactory
  Stream<DynamicTest> graphs() {
    return IntStream.range(0, Math.ceilDiv(COUNT, PORTION))
        .boxed()
        .flatMap(i -> {
          int from = FIRST + i * PORTION;
          List<TypedGraph> nets =
              IntStream.range(from, Math.min(from + PORTION, FIRST + COUNT))
                  .mapToObj(seed -> RandomTopologies.net(seed, BATCHES[seed % BATCHES.length]))
                  .toList();
          return portion(nets, i % 2 == 0);
        });
  }

  private static Stream<DynamicTest> portion(List<TypedGraph> nets, boolean few) {
    Target target = few ? Target.VECTOR_R16 : Target.VECTOR_R32;
    CodePath path = few ? CodePath.VECTOR_R16 : CodePath.VECTOR_R32;
    GeneratedClasses classes = ModelCompiler.compileEmitted(nets, List.of(Target.PLAIN, target));
    return nets.stream()
        .map(net ->
            DynamicTest.dynamicTest(
                net.graph().name() + " batch " + net.graph().batch(),
                () -> check(net, classes, path)));
  }

  private static void check(TypedGraph net, GeneratedClasses classes, CodePath path) {
    int seed = net.graph().name().hashCode();
    DirectionalDifferences.check(Lowering.training(net), Math.min(FEW, net.graph().batch()), seed);
    Equivalence.check(net, classes, 1);
    Equivalence.checkBits(net, classes, Map.of(path, 4));
  }
}
