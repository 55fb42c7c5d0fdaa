package dev.synapt.processor.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.diagnostic.SourceRef;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.ValueId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LossFormulaTest {

  private static Formula formula(LossKind loss, LossReduction reduction) {
    return Formula.of(
        new Layer.Output(
            "y", new ValueId(1), new ValueId(2), loss, reduction, List.of(), SourceRef.NONE));
  }

  @ParameterizedTest
  @EnumSource
  void everyLossHasAGradient(LossKind loss) {
    Formula mean = formula(loss, LossReduction.MEAN);
    assertTrue(mean.forward().startsWith("loss = mean of "), mean::toString);
    assertEquals(1, mean.backward().size());
    assertTrue(mean.backward().getFirst().endsWith(", divided by what the mean is over"));
  }

  @Test
  void aSumIsNotDivided() {
    assertEquals(
        new Formula("loss = sum of (x - t)^2 of each entry", List.of("dx = 2 (x - t)")),
        formula(LossKind.MSE, LossReduction.SUM));
  }
}
