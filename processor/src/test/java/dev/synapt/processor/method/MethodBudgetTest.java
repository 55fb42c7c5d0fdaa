package dev.synapt.processor.method;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Windows;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.Window;
import dev.synapt.processor.plan.Domain;
import dev.synapt.processor.plan.Planned;
import dev.synapt.processor.plan.TestNets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MethodBudgetTest {

  private static MethodPlan plan(Target target, Routine... routines) {
    return new MethodPlan(
        target,
        Planned.training(TestNets.tiny()).memory(),
        List.of(),
        List.of(),
        List.of(routines),
        false);
  }

  private static void assertRefused(MethodPlan plan, String... parts) {
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> MethodBudget.check(plan));
    for (String part : parts) {
      assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }
  }

  /** 22 sums give 22 zeros, 2 loads, 11 broadcasts, 22 multiply-adds and 22 stores: 79 calls. */
  @Test
  void tilesWithinTheLimitPass() {
    assertDoesNotThrow(
        () -> MethodBudget.check(plan(Target.VECTOR_R32, MadeUp.tile(11, 2), MadeUp.tile(14, 2))));
  }

  @Test
  void tilesWithTooManyVectorCalls() {
    // 4*(13+1+13+13) + 13 = 173
    assertRefused(
        plan(Target.VECTOR_R32, MadeUp.tile(13, 4)),
        "too large to be compiled for VECTOR_R32",
        "tile has 173 vector calls, at most 160");
  }

  @Test
  void straightCodeHasALowerLimit() {
    assertDoesNotThrow(() -> MethodBudget.check(plan(Target.VECTOR_R16, MadeUp.straight(31))));
    assertRefused(
        plan(Target.VECTOR_R16, MadeUp.straight(32)), "straight has 98 vector calls, at most 96");
  }

  @Test
  void plainCodeIsLimitedByItsBytesAlone() {
    assertDoesNotThrow(() -> MethodBudget.check(plan(Target.PLAIN, MadeUp.straight(200))));
    assertRefused(plan(Target.PLAIN, MadeUp.straight(400)), "bytes of code, at most 7500");
  }

  @Test
  void everyMethodTooLargeIsNamed() {
    Routine tile = MadeUp.tile(13, 4);
    Routine other = new Routine("other", "", tile.parameters(), tile.body());
    assertRefused(plan(Target.VECTOR_R32, tile, other), "tile has 173", "; other has 173");
  }

  @Test
  void layersMethodsAreLimitedToo() {
    List<Stmt> calls = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      calls.add(new Stmt.Call("conv1Row6", Index.of("from").plus(i), Index.of(i)));
    }
    LayerMethod layer = new LayerMethod("forwardConv1", "", false, calls);
    MethodPlan plan =
        new MethodPlan(
            Target.PLAIN,
            Planned.training(TestNets.tiny()).memory(),
            List.of(new PhaseMethods(Domain.SLICES, List.of(layer))),
            List.of(),
            List.of(),
            false);
    assertRefused(plan, "forwardConv1 has", "bytes of code, at most 7500");
  }

  /** Windows, filters, channels and widths around every size at which a kernel's form changes. */
  private static List<TypedGraph> sizes() {
    List<TypedGraph> nets = new ArrayList<>();
    for (int size : new int[] {1, 2, 3, 4, 5, 7, 11, 16}) {
      for (int pad : new int[] {0, size / 2}) {
        Window pool = new Window(new Size2(size, size), ONE, ONE, new Pads(pad, pad, pad, pad));
        nets.add(image(3, size + 4, net -> net.activate(Activation.RELU).maxPool(pool)));
        nets.add(image(3, size + 4, net -> net.avgPool(pool)));
      }
      for (int channels : new int[] {1, 3, 16}) {
        for (int filters : new int[] {1, 6, 13, 40}) {
          nets.add(
              image(
                  channels,
                  28,
                  net ->
                      net.conv2d(filters, Windows.kernel(size, size / 2), true)
                          .activate(Activation.RELU)));
        }
      }
    }
    return nets;
  }

  private static final Size2 ONE = new Size2(1, 1);

  private static TypedGraph image(int channels, int size, UnaryOperator<NetBuilder> layers) {
    NetBuilder net = NetBuilder.input("Net", 16, Shape.of(channels, size, size)).field("a");
    return layers
        .apply(net)
        .field("b")
        .dense(200, true)
        .activate(Activation.RELU)
        .field("out")
        .dense(40, true)
        .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  /** The planner checks its own plans, so it is enough that it does not complain. */
  @ParameterizedTest
  @EnumSource(Target.class)
  void everyKernelKeepsToTheBudgetWhateverTheSizes(Target target) {
    for (TypedGraph net : sizes()) {
      Planned step = Planned.training(net, true);
      assertDoesNotThrow(
          () -> MethodPlanner.training(step.graph(), step.phases(), step.memory(), target));
      Planned prediction = Planned.inference(net);
      assertDoesNotThrow(() ->
          MethodPlanner.inference(
              prediction.graph(), prediction.phases(), prediction.memory(), target));
      Planned many = Planned.batch(net);
      assertDoesNotThrow(
          () -> MethodPlanner.batch(many.graph(), many.phases(), many.memory(), target));
    }
  }
}
