package dev.synapt.processor.method;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.plan.Domain;
import dev.synapt.processor.plan.Planned;
import dev.synapt.processor.plan.TestNets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
    LayerMethod layer = new LayerMethod("forwardConv1", "", calls);
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
}
