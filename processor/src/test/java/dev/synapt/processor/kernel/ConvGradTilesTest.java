package dev.synapt.processor.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Windows;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.Window;
import dev.synapt.processor.plan.Planned;
import dev.synapt.processor.plan.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The tiles in which the gradient by a convolution's weights is summed. */
final class ConvGradTilesTest {

  /**
   * Registers that the sums, the taps and one filter of a tile may take: those of x86 up to AVX2.
   */
  private static final int REGISTERS = 16;

  private static TypedGraph net(int channels, int filters, Window window) {
    return NetBuilder.input("Net", 16, Shape.of(channels, 12, 12))
        .field("a")
        .conv2d(filters, window, false)
        .output(LossKind.MSE, LossReduction.MEAN);
  }

  private static List<Window> windows() {
    Size2 one = new Size2(1, 1);
    Window dilated =
        new Window(new Size2(2, 3), one, new Size2(1, 2), dev.synapt.processor.graph.Pads.NONE);
    return List.of(Windows.kernel(1), Windows.kernel(3), Windows.kernel(5), dilated);
  }

  @Test
  void tilesFitTheRegistersAndCoverEveryWeightEquallyOften() {
    for (Window window : windows()) {
      for (int channels : new int[] {1, 2, 3, 7, 16}) {
        for (int filters : new int[] {1, 2, 5, 6, 13, 15}) {
          check(net(channels, filters, window), channels * window.taps() * filters);
        }
      }
    }
  }

  private static void check(TypedGraph net, int weights) {
    Planned plan = Planned.training(net);
    KernelSelection selection =
        new KernelSelection(new Kernel(plan.graph(), plan.memory(), Target.VECTOR_R16));
    Step step =
        plan.steps().stream()
            .filter(s -> s.op() instanceof Op.Conv2dGradWeights && s.part() == Step.Part.MAIN)
            .findFirst()
            .orElseThrow();
    KernelCode code = selection.select(step);
    Map<String, Set<Integer>> stores = new HashMap<>();
    for (Routine routine : code.routines()) {
      stores.put(routine.name(), stored(routine));
      assertTrue(sums(routine) < REGISTERS, routine::name);
    }
    Map<Integer, Integer> covered = new TreeMap<>();
    int scratch = plan.memory().workspaces().get(step.op()).scratch();
    run(code.body(), new HashMap<>(Map.of("s", 0)), stores, covered);
    assertEquals(weights, covered.size(), net::toString);
    assertEquals(1, new HashSet<>(covered.values()).size(), covered::toString);
    assertEquals(scratch, covered.keySet().iterator().next());
    assertTrue(covered.keySet().stream().allMatch(at -> (at - scratch) % 16 == 0));
  }

  /** Registers of a tile: the sums and what is loaded for each pixel, one filter at a time. */
  private static int sums(Routine routine) {
    Set<Integer> stored = stored(routine);
    String[] tile = routine.name().replaceAll(".*GradWeights", "").split("x");
    int taps = Integer.parseInt(tile[1]);
    assertEquals(stored.size(), Integer.parseInt(tile[0]) * taps, routine::name);
    return stored.size() + taps;
  }

  /** Where a routine writes, from its argument {@code dw}. */
  private static Set<Integer> stored(Routine routine) {
    Set<Integer> stored = new HashSet<>();
    collect(routine.body(), stored);
    return stored;
  }

  private static void collect(List<Stmt> body, Set<Integer> stored) {
    for (Stmt statement : body) {
      switch (statement) {
        case Stmt.Lanes lanes -> collect(lanes.body(), stored);
        case Stmt.For loop -> collect(loop.body(), stored);
        case Stmt.Store store -> {
          Index at = store.index();
          assertEquals(List.of(new Index.Term(1, "dw")), at.terms(), at::toString);
          stored.add(at.constant());
        }
        default -> {
          // writes nothing
        }
      }
    }
  }

  /** Runs the loops of a slice and counts how often each sum is written. */
  private static void run(
      List<Stmt> body,
      Map<String, Integer> variables,
      Map<String, Set<Integer>> stores,
      Map<Integer, Integer> covered) {
    for (Stmt statement : body) {
      switch (statement) {
        case Stmt.For loop -> {
          int to = value(loop.to(), variables);
          for (int i = value(loop.from(), variables); i < to; i += loop.step()) {
            variables.put(loop.variable(), i);
            run(loop.body(), variables, stores, covered);
          }
        }
        case Stmt.Call call -> {
          int dw = value(call.arguments().getLast(), variables);
          stores.get(call.routine()).forEach(at -> covered.merge(dw + at, 1, Integer::sum));
        }
        default -> {
          // zeros first, sums of lanes after
        }
      }
    }
  }

  private static int value(Index index, Map<String, Integer> variables) {
    return index.constant()
        + index.terms().stream()
            .mapToInt(term -> term.factor() * variables.get(term.variable()))
            .sum();
  }
}
