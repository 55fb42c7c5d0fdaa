package dev.synapt.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Schedules beyond the expected values of PyTorch: values by hand. */
final class SchedulesTest {

  private static double[] factors(LearningRateSchedule schedule, long steps) {
    return LongStream.range(0, steps).mapToDouble(i -> schedule.factor(i, steps)).toArray();
  }

  private static void assertFactors(LearningRateSchedule schedule, double... wanted) {
    assertArrayEquals(wanted, factors(schedule, wanted.length), 1e-12, schedule.toString());
  }

  @Test
  void aScheduleWithoutLengthLastsAsLongAsTheTraining() {
    assertFactors(LearningRateSchedule.constant(), 1, 1, 1);
    assertFactors(LearningRateSchedule.linear(), 1, 0.75, 0.5, 0.25);
    assertFactors(LearningRateSchedule.polynomial(2), 1, 0.5625, 0.25, 0.0625);
    double high = (1 + Math.sqrt(0.5)) / 2;
    assertFactors(LearningRateSchedule.cosine(), 1, high, 0.5, 1 - high);
  }

  @Test
  void theEndStays() {
    assertEquals(0.1, LearningRateSchedule.cosine(10, 0.1).factor(35, 100), 1e-12);
    assertEquals(0.1, LearningRateSchedule.linear(10, 0.1).factor(35, 100), 1e-12);
  }

  @Test
  void restartsOfOneLengthGoOnForEver() {
    LearningRateSchedule restarts = LearningRateSchedule.cosineRestarts(4, 1, 0);
    for (long step : new long[] {0, 4, 4_000_000_000_000L}) {
      assertEquals(1, restarts.factor(step, 1));
      assertEquals(0.5, restarts.factor(step + 2, 1), 1e-12);
    }
  }

  @Test
  void warmUpComesBeforeAnySchedule() {
    assertFactors(LearningRateSchedule.linear().afterWarmUp(2, 0.5), 0.5, 0.75, 1, 0.75, 0.5, 0.25);
    assertFactors(LearningRateSchedule.linear().afterWarmUp(1 / 3.0), 0.5, 1, 1, 0.75, 0.5, 0.25);
    assertFactors(
        LearningRateSchedule.step(2, 0.1).afterWarmUp(2, 0), 0, 0.5, 1, 1, 0.1, 0.1, 0.01);
  }

  @Test
  void byEpochTheRateStaysWithinAnEpoch() {
    LearningRateSchedule epochs = LearningRateSchedule.linear().byEpoch();
    assertFactors(epochs.inSteps(3), 1, 1, 1, 0.5, 0.5, 0.5);
    assertFactors(epochs.byEpoch().inSteps(2), 1, 1, 0.5, 0.5);
    LearningRateSchedule both = LearningRateSchedule.step(1, 0.5).byEpoch().afterWarmUp(1, 0);
    assertFactors(both.inSteps(2), 0, 1, 1, 0.5, 0.5);
    LearningRateSchedule inEpochs = LearningRateSchedule.step(1, 0.5).afterWarmUp(1, 0).byEpoch();
    assertFactors(inEpochs.inSteps(2), 0, 0, 1, 1, 0.5, 0.5);
    String message =
        assertThrows(IllegalStateException.class, () -> epochs.factor(0, 6)).getMessage();
    assertTrue(message.contains("inSteps(stepsPerEpoch)"), message);
  }

  /** Values by the formulas of PyTorch's OneCycleLR: 0.95 down to 0.85 at step 2, then up. */
  @Test
  void momentumGoesAgainstTheRate() {
    OneCycle cycle = OneCycle.withWarmUp(0.3).linear();
    double[] momentum =
        LongStream.range(0, 10).mapToDouble(i -> cycle.momentum(i, 10, 0.9)).toArray();
    double[] wanted = new double[10];
    for (int i = 0; i < 10; i++) {
      wanted[i] = i <= 2 ? 0.95 - 0.05 * i : 0.85 + 0.1 * (i - 2) / 7;
    }
    assertArrayEquals(wanted, momentum, 1e-12);
    assertEquals(1, cycle.factor(2, 10), 1e-12);
    assertEquals(0.04, cycle.factor(0, 10), 1e-12);
    assertEquals(0, cycle.momentum(0, 10, 0), "an optimizer without momentum keeps having none");
    assertEquals(0.9, cycle.keepMomentum().momentum(0, 10, 0.9));
    assertEquals(0.7, cycle.momentum(0.6, 0.7).momentum(0, 10, 0.9), 1e-12);
    assertEquals(0.9, LearningRateSchedule.cosine().momentum(3, 10, 0.9));
  }

  @Test
  void momentumPassesThroughWarmUpAndEpochs() {
    OneCycle cycle = OneCycle.withWarmUp(0.5);
    LearningRateSchedule warm = cycle.afterWarmUp(2, 0.5);
    assertEquals(0.9, warm.momentum(1, 6, 0.9));
    assertEquals(cycle.momentum(1, 4, 0.9), warm.momentum(3, 6, 0.9));
    LearningRateSchedule epochs = cycle.byEpoch().inSteps(3);
    assertEquals(cycle.momentum(1, 4, 0.9), epochs.momentum(5, 12, 0.9));
  }

  @Test
  void oneStepIsEnoughForEverySchedule() {
    for (double share : new double[] {0, 0.3, 0.9}) {
      double factor = OneCycle.withWarmUp(share).factor(0, 1);
      assertTrue(factor >= 0 && factor <= 1, share + ": " + factor);
      assertEquals(1, LearningRateSchedule.cosine().afterWarmUp(share).factor(0, 1));
    }
  }

  @Test
  void aPlateauIsKnownByTheFiguresAlone() {
    ReduceOnPlateau rule = ReduceOnPlateau.whenLowest().patience(1).factor(0.5);
    ReduceOnPlateau.State state = rule.start(0.8);
    for (double loss : new double[] {1, Double.NaN, 1}) {
      state = rule.next(state, loss);
    }
    assertEquals(new ReduceOnPlateau.State(0.4, 1, 0, 0), state);
    ReduceOnPlateau.State saved = new ReduceOnPlateau.State(0.4, 1, 0, 0);
    assertEquals(rule.next(state, 2), rule.next(saved, 2));
  }

  @Test
  void texts() {
    assertEquals(
        "WarmUp[length=5, startFactor=0.1, then=Cosine[length=9, endFactor=0.0]]",
        LearningRateSchedule.cosine(9, 0).afterWarmUp(5, 0.1).toString());
    assertEquals(
        "OneCycle(warmUp=0.3, divisors=(25.0, 10000.0), linear, momentum=(0.85, 0.95))",
        OneCycle.withWarmUp(0.3).linear().toString());
    assertEquals(
        "ReduceOnPlateau(lowest, factor=0.1, patience=10, cooldown=0, minimumRate=0.0,"
            + " threshold=1.0E-4)",
        ReduceOnPlateau.whenLowest().toString());
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    rejects("0", () -> LearningRateSchedule.step(0, 0.1));
    rejects("-0.1", () -> LearningRateSchedule.step(1, -0.1));
    rejects("3 follows 3", () -> LearningRateSchedule.multiStep(0.1, 3, 3));
    rejects("-1 follows -1", () -> LearningRateSchedule.multiStep(0.1, -1));
    rejects("NaN", () -> LearningRateSchedule.exponential(Double.NaN));
    rejects("0", () -> LearningRateSchedule.cosine(0, 0));
    rejects("1.5", () -> LearningRateSchedule.cosine(5, 1.5));
    rejects("0", () -> LearningRateSchedule.cosineRestarts(5, 0, 0));
    rejects("0.0", () -> LearningRateSchedule.polynomial(3, 0));
    rejects("-0.5", () -> LearningRateSchedule.constant().afterWarmUp(3, -0.5));
    rejects("1.0", () -> LearningRateSchedule.constant().afterWarmUp(1.0));
    rejects("0", () -> LearningRateSchedule.constant().byEpoch().inSteps(0));
    rejects("1.0", () -> OneCycle.withWarmUp(1));
    rejects("0.5", () -> OneCycle.withWarmUp(0).divisors(0.5, 2));
    rejects("0.9 and 0.8", () -> OneCycle.withWarmUp(0).momentum(0.9, 0.8));
    rejects("1.0", () -> ReduceOnPlateau.whenLowest().factor(1));
    rejects("-1", () -> ReduceOnPlateau.whenLowest().patience(-1));
    rejects("-1", () -> ReduceOnPlateau.whenHighest().cooldown(-1));
    rejects("-1.0", () -> ReduceOnPlateau.whenLowest().minimumRate(-1));
    rejects("NaN", () -> ReduceOnPlateau.whenLowest().threshold(Double.NaN));
    rejects("-2.0", () -> ReduceOnPlateau.whenLowest().absoluteThreshold(-2));
  }

  private static void rejects(String value, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(value), message);
  }
}
