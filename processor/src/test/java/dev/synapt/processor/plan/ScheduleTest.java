package dev.synapt.processor.plan;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.RandomNets;
import dev.synapt.processor.lower.OpGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ScheduleTest {

  static Stream<TypedGraph> networks() {
    return Stream.concat(
        TestNets.all().stream(), IntStream.rangeClosed(1, 150).mapToObj(RandomNets::net));
  }

  @ParameterizedTest(name = "network {index}")
  @MethodSource("networks")
  void everyStepWaitsForWhatItReads(TypedGraph net) {
    verify(Planned.training(net, false));
    verify(Planned.training(net, true));
    verify(Planned.inference(net));
  }

  private static void verify(Planned plan) {
    ScheduleVerifier.verify(plan.graph(), plan.phases());
  }

  /** Forward and backward need no waiting; only the sums over all samples do. */
  @Test
  void denseLayersTakeTwoPhases() {
    assertEquals(
        """
        SLICES
          hidden.dense MAIN
          digit.dense MAIN
          digit.output MAIN
          digit.dense' MAIN
        UNITS
          digit.dense' MAIN
          hidden.dense' MAIN
        """,
        text(Planned.training(TestNets.mlp()).phases()));
  }

  @Test
  void convolutionsSumTheirSlicesFirst() {
    assertEquals(
        """
        SLICES
          conv.conv2d MAIN
          conv.output MAIN
          conv.output MAIN
          conv.output' MAIN
          conv.conv2d' MAIN
        UNITS
          conv.conv2d' COMBINE
        """,
        text(Planned.training(TestNets.imageLoss()).phases()));
  }

  /** Its statistics, and backward the sums of its gradients, are over all samples. */
  @Test
  void batchNormCutsPhasesForwardAndBackward() {
    TypedGraph net =
        NetBuilder.input("Net", 32, Shape.of(4))
            .field("a")
            .dense(3, false)
            .batchNorm(1e-5, 0.1)
            .activate(Activation.TANH)
            .field("out")
            .dense(2, false)
            .output(LossKind.MSE, LossReduction.MEAN);
    assertEquals(
        """
        SLICES
          a.dense MAIN
          a.batchnorm MAIN
        UNITS
          a.batchnorm COMBINE
        SLICES
          a.batchnorm MAIN
          a.tanh MAIN
          out.dense MAIN
          out.output MAIN
          out.dense' MAIN
          a.tanh' MAIN
          a.batchnorm' MAIN
        UNITS
          out.dense' MAIN
          a.batchnorm' COMBINE
        SLICES
          a.batchnorm' MAIN
        UNITS
          a.dense' MAIN
        """,
        text(Planned.training(net).phases()));
  }

  @Test
  void inferenceIsOnePhase() {
    for (TypedGraph net : TestNets.all()) {
      List<Phase> phases = Planned.inference(net).phases();
      assertEquals(1, phases.size());
      assertEquals(Domain.SLICES, phases.getFirst().domain());
    }
  }

  @Test
  void theVerifierSeesAStepThatIsMissing() {
    assertRefused(phases -> phases.get(5).clear(), "phase 5 is empty");
    assertRefused(phases -> phases.get(3).removeFirst(), "is never done");
  }

  @Test
  void theVerifierSeesAStepThatIsDoneTwice() {
    assertRefused(phases -> phases.get(0).add(phases.get(0).getFirst()), "is done twice");
  }

  @Test
  void theVerifierSeesAStepBeforeWhatItReads() {
    assertRefused(phases -> Collections.swap(phases.get(0), 0, 1), "before it is made");
  }

  @Test
  void theVerifierSeesAStepOfTheOtherDomain() {
    assertRefused(phases -> phases.get(0).add(phases.get(1).removeFirst()), "is in a phase over");
  }

  @Test
  void theVerifierSeesAnEmptyPhase() {
    assertRefused(phases -> phases.add(new ArrayList<>()), "phase 6 is empty");
  }

  /** The statistics of the second phase are there for the third only. */
  @Test
  void theVerifierSeesAStepThatDoesNotWaitForASum() {
    Planned plan = Planned.training(norm());
    List<Phase> phases = new ArrayList<>(plan.phases());
    phases.add(1, phases.remove(2));
    assertRefused(plan.graph(), phases, "before it is made");
  }

  @Test
  void theVerifierSeesSumsThatAreCombinedTooEarly() {
    Planned plan = Planned.training(norm());
    List<Phase> phases = new ArrayList<>(plan.phases());
    phases.add(0, phases.remove(1));
    assertRefused(plan.graph(), phases, "does not wait for the slices' sums");
  }

  /** A thread that sums over all samples must not start while others still make them. */
  @Test
  void theVerifierSeesASumThatDoesNotWaitForTheSlices() {
    Planned plan = Planned.training(norm());
    List<Phase> phases = new ArrayList<>(plan.phases());
    Collections.swap(phases, 4, 5);
    assertRefused(plan.graph(), phases, "before it is made");
  }

  private interface Breaking {
    void apply(List<List<Step>> phases);
  }

  private static TypedGraph norm() {
    return NetBuilder.input("Net", 32, Shape.of(4))
        .field("a")
        .dense(3, false)
        .batchNorm(1e-5, 0.1)
        .field("out")
        .dense(2, false)
        .output(LossKind.MSE, LossReduction.MEAN);
  }

  private static void assertRefused(Breaking breaking, String part) {
    Planned plan = Planned.training(norm());
    List<List<Step>> steps = new ArrayList<>();
    plan.phases().forEach(phase -> steps.add(new ArrayList<>(phase.steps())));
    breaking.apply(steps);
    List<Phase> broken = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      broken.add(new Phase(i % 2 == 0 ? Domain.SLICES : Domain.UNITS, steps.get(i)));
    }
    assertDoesNotThrow(() -> verify(plan));
    assertRefused(plan.graph(), broken, part);
  }

  private static void assertRefused(OpGraph graph, List<Phase> phases, String part) {
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> ScheduleVerifier.verify(graph, phases));
    assertTrue(failure.getMessage().contains(part), failure.getMessage());
  }

  private static String text(List<Phase> phases) {
    return phases.stream()
        .map(phase ->
            phase.domain()
                + "\n"
                + phase.steps().stream()
                    .map(step -> "  " + step.op().origin() + " " + step.part() + "\n")
                    .collect(Collectors.joining()))
        .collect(Collectors.joining());
  }
}
