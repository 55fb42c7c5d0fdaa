package dev.synapt.processor.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.RandomNets;
import dev.synapt.processor.interpret.Windows;
import dev.synapt.processor.lower.Op;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MemoryPlannerTest {

  static Stream<TypedGraph> networks() {
    return Stream.concat(
        TestNets.all().stream(), IntStream.rangeClosed(1, 150).mapToObj(RandomNets::net));
  }

  @ParameterizedTest(name = "network {index}")
  @MethodSource("networks")
  void everythingHasAPlaceOfItsOwnWhileItIsNeeded(TypedGraph net) {
    verify(Planned.training(net, false));
    verify(Planned.training(net, true));
    verify(Planned.inference(net));
  }

  private static void verify(Planned plan) {
    MemoryPlanVerifier.verify(plan.graph(), plan.phases(), plan.memory());
  }

  /** 4 inputs take 16 floats a row and 3 outputs too; a batch of 20 is two slices, 32 rows. */
  @Test
  void rowsFollowEachOther() {
    Planned plan =
        Planned.training(
            NetBuilder.input("Net", 20, Shape.of(4))
                .field("out")
                .dense(3, true)
                .output(LossKind.MSE, LossReduction.MEAN));
    assertPlace(12, 512, plan.slot("input"));
    assertPlace(12 + 512, 512, plan.slot("out.dense"));
    assertPlace(12 + 1024, 512, plan.slot("d out.dense"));
    assertEquals(2, plan.memory().slices());
    assertEquals(0, plan.memory().sliceFloats());
    assertEquals(12 + 1536, plan.memory().valueFloats());
  }

  /** The weight [3,4] lies as 4 rows of 3 and 13 zeros, the bias as 3 and 13 zeros. */
  @Test
  void weightsFollowEachOther() {
    Planned plan =
        Planned.training(
            NetBuilder.input("Net", 20, Shape.of(4))
                .field("out")
                .dense(3, true)
                .output(LossKind.MSE, LossReduction.MEAN));
    ParameterSlot weight = plan.memory().parameter(plan.value("out.dense.weight"));
    ParameterSlot bias = plan.memory().parameter(plan.value("out.dense.bias"));
    assertEquals(12, weight.offset());
    assertEquals(64, weight.floats());
    assertEquals(76, bias.offset());
    assertEquals(16, bias.floats());
    assertEquals(92, plan.memory().trainedFloats());
    assertEquals(92, plan.memory().weightFloats());
    assertTrue(weight.transposed().isEmpty(), "nobody needs the gradient by the input");
  }

  /**
   * The gradient by the second layer's input reads its weight [2,3] as 2 rows of 3 and 13 zeros.
   */
  @Test
  void copiesLieBehindStatisticsAndThoseBehindWhatIsTrained() {
    Planned plan =
        Planned.training(
            NetBuilder.input("Net", 16, Shape.of(4))
                .field("a")
                .dense(3, false)
                .batchNorm(1e-5, 0.1)
                .field("out")
                .dense(2, false)
                .output(LossKind.MSE, LossReduction.MEAN));
    MemoryPlan memory = plan.memory();
    assertEquals(12 + 64 + 16 + 16 + 48, memory.trainedFloats());
    assertEquals(
        memory.trainedFloats(), memory.parameter(plan.value("a.batchnorm.running_mean")).offset());
    assertEquals(
        memory.trainedFloats() + 16,
        memory.parameter(plan.value("a.batchnorm.running_var")).offset());
    assertEquals(
        memory.trainedFloats() + 32,
        memory.parameter(plan.value("out.dense.weight")).transposed().orElseThrow());
    assertEquals(memory.trainedFloats() + 32 + 2 * 16, memory.weightFloats());
  }

  /**
   * One convolution 3x3 of [1,4,4] to [2,2,2], without padding: a slice of the input has 4*4*16
   * floats and the output 2*2*2*16. After the convolution the input is still needed for the
   * gradient, the output until it is flattened.
   */
  @Test
  void imagesOfASliceShareMemory() {
    Planned plan =
        Planned.training(
            NetBuilder.input("Net", 32, Shape.of(1, 4, 4))
                .field("conv")
                .conv2d(2, Windows.kernel(3), false)
                .output(LossKind.MSE, LossReduction.MEAN));
    Slot input = plan.slot("input");
    Slot output = plan.slot("conv.conv2d");
    Slot gradient = plan.slot("d conv.conv2d");
    assertPlace(0, 256, input);
    assertPlace(256, 128, output);
    assertPlace(256, 128, gradient);
    assertTrue(input.perSlice() && output.perSlice() && gradient.perSlice());
    Op sums =
        plan.graph().ops().stream()
            .filter(op -> op instanceof Op.Conv2dGradWeights)
            .findFirst()
            .orElseThrow();
    Workspace work = plan.memory().workspaces().get(sums);
    assertEquals(32, work.partialFloats(), "18 weights, padded");
    assertEquals(384, work.scratch(), "needed together with input and gradient");
    assertEquals(384 + 32 * 16, plan.memory().sliceFloats());
    assertEquals(
        plan.memory().firstSlice() + 2 * plan.memory().sliceFloats(), plan.memory().valueFloats());
  }

  /** With padding the frame of zeros around the input is zeroed once and must stay so. */
  @Test
  void aFrameOfZerosIsNeverShared() {
    Planned plan =
        Planned.training(
            NetBuilder.input("Net", 16, Shape.of(1, 4, 4))
                .field("a")
                .conv2d(1, Windows.kernel(3, 1), false)
                .field("b")
                .conv2d(1, Windows.kernel(3, 1), false)
                .field("c")
                .maxPool(Windows.pool(2))
                .output(LossKind.MSE, LossReduction.MEAN));
    int framed = 6 * 6 * 16;
    for (String name : new String[] {"input", "a.conv2d"}) {
      Slot keeper = plan.slot(name);
      assertEquals(framed, keeper.floats(), name);
      for (Slot other : plan.memory().slots().values()) {
        boolean apart =
            !other.perSlice()
                || other.equals(keeper)
                || other.offset() >= keeper.offset() + framed
                || keeper.offset() >= other.offset() + other.floats();
        assertTrue(apart, () -> name + " shares memory with " + other);
      }
    }
    assertEquals(4 * 4 * 16, plan.slot("b.conv2d").floats(), "nothing reads around it");
  }

  @Test
  void theGradientByTheInputStaysForTheCaller() {
    TypedGraph net = TestNets.everything();
    Planned plan = Planned.training(net, true);
    Slot gradient = plan.memory().slot(plan.graph().inputGradient().orElseThrow());
    Op last =
        plan.steps().stream()
            .map(Step::op)
            .filter(op -> op instanceof Op.Conv2dGradWeights)
            .reduce((first, second) -> second)
            .orElseThrow();
    Workspace work = plan.memory().workspaces().get(last);
    assertTrue(
        work.scratch() >= gradient.offset() + gradient.floats()
            || gradient.offset() >= work.scratch() + 16 * work.partialFloats(),
        "the sums of the first convolution's gradient come after it");
  }

  @Test
  void inferenceKeepsOneSample() {
    Planned plan =
        Planned.inference(
            NetBuilder.input("Net", 64, Shape.of(3, 4, 4))
                .field("a")
                .conv2d(5, Windows.kernel(3), true)
                .field("b")
                .dense(2, true)
                .output(LossKind.MSE, LossReduction.MEAN));
    assertEquals(0, plan.memory().slices());
    assertEquals(3 * 4 * 4, plan.slot("input").floats(), "the input is not padded");
    assertEquals(2 * 2 * 16, plan.slot("a.conv2d").floats(), "5 channels take 16");
    assertEquals(16, plan.slot("b.dense").floats());
    assertEquals(plan.memory().firstSlice(), plan.memory().valueFloats());
  }

  @Test
  void theSamePlanEveryTime() {
    for (TypedGraph net : TestNets.all()) {
      assertEquals(Planned.training(net, true), Planned.training(net, true));
      assertEquals(Planned.inference(net), Planned.inference(net));
      assertNotEquals(Planned.training(net, true), Planned.inference(net));
    }
  }

  /** A slice of 16 images of a gigabyte each; a wrong sum would overlap other values in silence. */
  @Test
  void whatNoArrayHoldsIsRefused() {
    TypedGraph images =
        NetBuilder.input("Net", 1, Shape.of(64, 2048, 2048))
            .field("a")
            .maxPool(Windows.pool(2))
            .output(LossKind.MSE, LossReduction.MEAN);
    assertThrows(ArithmeticException.class, () -> Planned.training(images));
    TypedGraph weights =
        NetBuilder.input("Net", 1, Shape.of(200_000_000))
            .field("a")
            .dense(1, true)
            .output(LossKind.MSE, LossReduction.MEAN);
    assertThrows(ArithmeticException.class, () -> Planned.inference(weights));
  }

  private static void assertPlace(int offset, int floats, Slot slot) {
    assertEquals(offset, slot.offset(), () -> "start of " + slot);
    assertEquals(floats, slot.floats(), () -> "length of " + slot);
  }
}
