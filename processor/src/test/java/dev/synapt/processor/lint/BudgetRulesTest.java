package dev.synapt.processor.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.CompilerPipeline;
import dev.synapt.processor.declaration.Budget;
import dev.synapt.processor.diagnostic.Diagnostic;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.SourceRef;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.plan.TestNets;
import dev.synapt.processor.summary.NetworkSummary;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The limits of memory; those of parameters and multiply-adds are among the broken models. */
final class BudgetRulesTest {

  private static final long NONE = Long.MAX_VALUE;

  private final NetworkSummary summary =
      CompilerPipeline.run(
              TestNets.lenet5(), new CompilerPipeline.Options(false, List.of(Target.PLAIN)))
          .summary();

  @Test
  void whatIsJustEnoughIsEnough() {
    assertEquals(List.of(), check(summary.networkBytes(), summary.trainerBytes()));
  }

  @Test
  void theBytesOfANetwork() {
    List<Diagnostic> found = check(summary.networkBytes() - 1, NONE);
    assertEquals(1, found.size());
    String bytes =
        String.format(Locale.ROOT, "%,d bytes to predict are 1 more", summary.networkBytes());
    assertTrue(found.getFirst().message().contains(bytes), found::toString);
    assertTrue(found.getFirst().message().contains("\n      fc1.dense "), found::toString);
  }

  @Test
  void theBytesOfATrainer() {
    List<Diagnostic> found = check(NONE, 1);
    assertEquals(1, found.size());
    String bytes = String.format(Locale.ROOT, "%,d bytes to train", summary.trainerBytes());
    assertTrue(found.getFirst().message().contains(bytes), found::toString);
    assertEquals(6, found.getFirst().message().lines().count(), found::toString);
  }

  private List<Diagnostic> check(long arena, long training) {
    Diagnostics diagnostics = new Diagnostics();
    Budget budget = new Budget(NONE, NONE, arena, training, SourceRef.NONE);
    BudgetRules.check(summary, budget, diagnostics);
    return diagnostics.sorted();
  }
}
