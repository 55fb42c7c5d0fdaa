package dev.synapt.processor.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.RandomNets;
import dev.synapt.processor.interpret.Windows;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ParameterLayoutTest {

  static Stream<TypedGraph> networks() {
    return Stream.concat(
        TestNets.all().stream(), IntStream.rangeClosed(1, 60).mapToObj(RandomNets::net));
  }

  @ParameterizedTest(name = "network {index}")
  @MethodSource("networks")
  void everyEntryHasAPlaceOfItsOwnInTheSlot(TypedGraph net) {
    for (Planned plan : List.of(Planned.training(net, true), Planned.inference(net))) {
      plan.memory().parameters().forEach(ParameterLayoutTest::assertBijection);
      assertEquals(
          plan.graph().parameters(),
          plan.memory().parameters().stream().map(ParameterSlot::parameter).toList());
    }
  }

  private static void assertBijection(ParameterSlot slot) {
    int entries = slot.parameter().shape().size();
    assertTrue(entries <= slot.sizes().stream().reduce(1, Math::multiplyExact));
    BitSet taken = new BitSet(slot.floats());
    for (int i = 0; i < entries; i++) {
      int at = place(slot, i);
      assertTrue(at >= 0 && at < slot.floats(), () -> "out of " + slot);
      assertFalse(taken.get(at), () -> "two entries at one place of " + slot);
      taken.set(at);
    }
  }

  /** Where the entry of this number, row-major in the tensor, lies in its slot. */
  private static int place(ParameterSlot slot, int entry) {
    int at = 0;
    int rest = entry;
    for (int axis = slot.sizes().size() - 1; axis >= 0; axis--) {
      at += rest % slot.sizes().get(axis) * slot.strides().get(axis);
      rest /= slot.sizes().get(axis);
    }
    return at;
  }

  private static final TypedGraph NET =
      NetBuilder.input("Net", 16, Shape.of(3, 4, 5))
          .field("conv")
          .conv2d(2, Windows.kernel(3), true)
          .field("fc")
          .dense(7, true)
          .field("out")
          .dense(4, true)
          .output(LossKind.MSE, LossReduction.MEAN);

  /** PyTorch's [out, in] as [in][out padded]. */
  @Test
  void denseWeightsOfVectors() {
    for (Planned plan : List.of(Planned.training(NET), Planned.inference(NET))) {
      ParameterSlot w = plan.memory().parameter(plan.value("out.dense.weight"));
      assertEquals(7 * 16, w.floats());
      for (int out = 0; out < 4; out++) {
        for (int in = 0; in < 7; in++) {
          assertEquals(in * 16 + out, place(w, out * 7 + in));
        }
      }
    }
  }

  /**
   * The input of fc is 2 channels of 2x3: PyTorch counts channel by channel, rows lie pixel by
   * pixel.
   */
  @Test
  void denseWeightsOfImages() {
    assertPixelOrder(Planned.training(NET), 2);
    assertPixelOrder(Planned.inference(NET), 16);
  }

  private static void assertPixelOrder(Planned plan, int pixel) {
    ParameterSlot w = plan.memory().parameter(plan.value("fc.dense.weight"));
    assertEquals(2 * 3 * pixel * 16, w.floats());
    for (int out = 0; out < 7; out++) {
      for (int c = 0; c < 2; c++) {
        for (int y = 0; y < 2; y++) {
          for (int x = 0; x < 3; x++) {
            int entry = out * 12 + c * 6 + y * 3 + x;
            int row = (y * 3 + x) * pixel + c;
            assertEquals(row * 16 + out, place(w, entry));
          }
        }
      }
    }
  }

  /**
   * [out, in, kh, kw] as [out][kh][kw][in] in training and [kh][kw][in][out padded] in inference.
   */
  @Test
  void filters() {
    Planned training = Planned.training(NET);
    Planned inference = Planned.inference(NET);
    ParameterSlot slices = training.memory().parameter(training.value("conv.conv2d.weight"));
    ParameterSlot pixels = inference.memory().parameter(inference.value("conv.conv2d.weight"));
    assertEquals(Layout.padded(2 * 27), slices.floats());
    assertEquals(27 * 16, pixels.floats());
    for (int out = 0; out < 2; out++) {
      for (int in = 0; in < 3; in++) {
        for (int ky = 0; ky < 3; ky++) {
          for (int kx = 0; kx < 3; kx++) {
            int entry = out * 27 + in * 9 + ky * 3 + kx;
            int tap = (ky * 3 + kx) * 3 + in;
            assertEquals(out * 27 + tap, place(slices, entry));
            assertEquals(tap * 16 + out, place(pixels, entry));
          }
        }
      }
    }
  }

  @Test
  void onlyWeightsThatAGradientByAnInputReadsHaveACopy() {
    MemoryPlan without = Planned.training(NET, false).memory();
    MemoryPlan with = Planned.training(NET, true).memory();
    assertEquals(List.of("fc.dense.weight", "out.dense.weight"), copied(without));
    assertEquals(
        List.of("conv.conv2d.weight", "fc.dense.weight", "out.dense.weight"), copied(with));
    assertEquals(List.of(), copied(Planned.inference(NET).memory()));
  }

  private static List<String> copied(MemoryPlan memory) {
    return memory.parameters().stream()
        .filter(slot -> slot.transposed().isPresent())
        .map(slot -> slot.parameter().name())
        .toList();
  }
}
