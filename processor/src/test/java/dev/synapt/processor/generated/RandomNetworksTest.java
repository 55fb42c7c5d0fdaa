package dev.synapt.processor.generated;

import dev.synapt.processor.graph.TypedGraph;
import java.util.List;
import java.util.stream.Stream;

/** Networks drawn from seeds. */
final class RandomNetworksTest extends EquivalenceChecks {

  /** So many chains and as many with branches; more of both: {@code -Dsynapt.randomNets=500}. */
  private static final int COUNT = Integer.getInteger("synapt.randomNets", 12);

  RandomNetworksTest() {
    super(nets());
  }

  private static List<TypedGraph> nets() {
    return Stream.of(EquivalenceNets.random(COUNT), EquivalenceNets.branching(COUNT))
        .flatMap(List::stream)
        .toList();
  }
}
