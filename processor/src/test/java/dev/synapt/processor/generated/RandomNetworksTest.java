package dev.synapt.processor.generated;

import dev.synapt.processor.graph.TypedGraph;
import java.util.List;
import java.util.stream.Stream;

/**
 * Networks drawn from seeds, compiled as users' classes are: chains of odd windows, and residual
 * branches of few channels and of many. {@link RandomGraphsTest} has more kinds of layers.
 *
 * <p>Four of the 220 networks of seeds 301 to 410 fail, off by up to 12 times what is allowed:
 * batch norm divides by a deviation of next to nothing there, and magnifies roundings. Each failure
 * of other seeds is to be looked at.
 */
final class RandomNetworksTest extends EquivalenceChecks {

  /** So many chains and as many with branches; more of both: {@code -Dsynapt.randomNets=500}. */
  private static final int COUNT = Integer.getInteger("synapt.randomNets", 1);

  private static final int FIRST = Integer.getInteger("synapt.firstNet", 1);

  RandomNetworksTest() {
    super(nets());
  }

  private static List<TypedGraph> nets() {
    return Stream.of(EquivalenceNets.random(FIRST, COUNT), EquivalenceNets.branching(FIRST, COUNT))
        .flatMap(List::stream)
        .toList();
  }
}
