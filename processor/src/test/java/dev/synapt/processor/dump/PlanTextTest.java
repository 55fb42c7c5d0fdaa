package dev.synapt.processor.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Windows;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.plan.Planned;
import dev.synapt.processor.plan.Step;
import dev.synapt.processor.plan.TestNets;
import dev.synapt.processor.summary.NetworkSummary;
import org.junit.jupiter.api.Test;

/** The text of what the stages behind the operations decide. */
final class PlanTextTest {

  private static final TypedGraph VECTORS =
      NetBuilder.input("Net", 20, Shape.of(4))
          .field("a")
          .dense(3, false)
          .batchNorm(1e-5, 0.1)
          .activate(Activation.TANH)
          .field("out")
          .dense(2, true)
          .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);

  private static final TypedGraph IMAGES =
      NetBuilder.input("Net", 16, Shape.of(1, 4, 4))
          .field("conv")
          .conv2d(2, Windows.kernel(3, 1), true)
          .activate(Activation.RELU)
          .maxPool(Windows.pool(2))
          .field("out")
          .dense(2, true)
          .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);

  @Test
  void layoutsOfImagesInInference() {
    Planned plan = Planned.inference(IMAGES);
    assertEquals(
        """
        %0   input           [N,1,4,4]  pixels[4][4][1] halo pad{0,1,0,1}
        %3   conv.conv2d     [N,2,4,4]  pixels[4][4][16]
        %5   conv.maxpool2d  [N,2,2,2]  pixels[2][2][16]
        %6   out.flatten     [N,8]      rows[n][112]
        %9   out.dense       [N,2]      rows[n][16]
        %10  out.output      [N,2]      rows[n][16]
        """,
        TextDump.layouts(plan.graph(), plan.layouts()));
  }

  @Test
  void phasesOfBatchNorm() {
    assertEquals(
        """
        phase 0 over slices
          a.dense      Dense
          a.batchnorm  BatchNormStatistics
        phase 1 over units
          a.batchnorm  BatchNormStatistics combined
        phase 2 over slices
          a.batchnorm   BatchNormApply
          a.tanh        Activate
          out.dense     Dense
          out.output    SoftmaxCrossEntropy
          out.dense'    DenseGradInput
          a.tanh'       ActivateGrad
          a.batchnorm'  BatchNormGradParameters
        phase 3 over units
          out.dense'    DenseGradWeights
          a.batchnorm'  BatchNormGradParameters combined
        phase 4 over slices
          a.batchnorm'  BatchNormGradInput
        phase 5 over units
          a.dense'  DenseGradWeights
        """,
        TextDump.phases(Planned.training(VECTORS).phases()));
  }

  /** Rows of 2x2 pixels of 16 channels give a weight of 64 rows of 16. */
  @Test
  void memoryOfInference() {
    Planned plan = Planned.inference(IMAGES);
    assertEquals(
        """
        weights: 1212 floats, 1212 of them trained
        12+144    conv.conv2d.weight  [2,1,3,3]  as [2, 1, 3, 3] by [1, 16, 48, 16]
        156+16    conv.conv2d.bias    [2]        as [2] by [1]
        172+1024  out.dense.weight    [2,8]      as [2, 2, 2, 2] by [1, 16, 512, 256]
        1196+16   out.dense.bias      [2]        as [2] by [1]
        """,
        firstLines(TextDump.memory(plan.graph(), plan.memory()), 5));
  }

  @Test
  void memoryOfATrainingStep() {
    Planned plan =
        Planned.training(
            NetBuilder.input("Net", 20, Shape.of(4))
                .field("out")
                .dense(3, true)
                .output(LossKind.MSE, LossReduction.MEAN));
    assertEquals(
        """
        weights: 92 floats, 92 of them trained
        12+64  out.dense.weight  [3,4]  as [3, 4] by [1, 16]
        76+16  out.dense.bias    [3]    as [3] by [1]
        values: 1548 floats
        12+512    input        rows[n][16]
        524+512   out.dense    rows[n][16]
        1036+512  d out.dense  rows[n][16]
        """,
        TextDump.memory(plan.graph(), plan.memory()));
  }

  /** Every slot and every sum is on a line, in the order of the memory. */
  @Test
  void slicesHaveMemoryOfTheirOwn() {
    Planned plan = Planned.training(IMAGES);
    String text = TextDump.memory(plan.graph(), plan.memory());
    assertTrue(text.contains("\neach of 1 slices: "), text);
    assertTrue(text.contains("conv.conv2d' Conv2dGradWeights"), text);
    plan.memory()
        .slots()
        .keySet()
        .forEach(id -> assertTrue(text.contains(" " + plan.graph().value(id).name() + " "), text));
  }

  /** One line for each step, in order, with the size of the routines that it calls. */
  @Test
  void kernelsOfEveryStep() {
    Planned plan = Planned.training(VECTORS);
    String text = TextDump.kernels(plan.graph(), plan.phases(), plan.memory(), Target.VECTOR_R32);
    assertTrue(text.startsWith("VECTOR_R32\nphase 0 over slices\n"), text);
    assertTrue(
        text.lines()
            .anyMatch(line ->
                line.matches(
                    "  out\\.dense +Dense +range +outDense8 \\(\\d+ bytes, \\d+ vector calls\\)")),
        text);
    assertEquals(
        plan.steps().stream().map(step -> step.op().origin().toString()).toList(),
        text.lines()
            .filter(line -> line.startsWith("  "))
            .map(line -> line.strip().split(" ")[0])
            .toList());
    for (Step step : plan.steps()) {
      assertTrue(text.contains(" " + step.op().getClass().getSimpleName()), text);
    }
  }

  @Test
  void plainKernelsHaveNoVectorCalls() {
    Planned plan = Planned.training(VECTORS);
    String text = TextDump.kernels(plan.graph(), plan.phases(), plan.memory(), Target.PLAIN);
    assertFalse(text.contains("vector calls"), text);
  }

  @Test
  void theSummaryIsItsTable() {
    NetworkSummary summary = Planned.summary(TestNets.mlp());
    assertEquals(summary.table(), TextDump.of(summary));
  }

  private static String firstLines(String text, int lines) {
    return String.join("", text.lines().limit(lines).map(line -> line + "\n").toList());
  }
}
