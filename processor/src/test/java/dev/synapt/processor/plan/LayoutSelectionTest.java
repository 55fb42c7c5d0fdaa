package dev.synapt.processor.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.RandomNets;
import dev.synapt.processor.interpret.Windows;
import dev.synapt.processor.lower.AttentionOp;
import dev.synapt.processor.lower.BasicLossOp;
import dev.synapt.processor.lower.ConvOp;
import dev.synapt.processor.lower.EmbeddingOp;
import dev.synapt.processor.lower.FrozenNormGrad;
import dev.synapt.processor.lower.LogSoftmaxOp;
import dev.synapt.processor.lower.LossOp;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.PReluOp;
import dev.synapt.processor.lower.PositionOp;
import dev.synapt.processor.lower.PositionalOp;
import dev.synapt.processor.lower.SampleNormOp;
import dev.synapt.processor.lower.TopologyOp;
import dev.synapt.processor.lower.Value;
import dev.synapt.processor.lower.Window;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LayoutSelectionTest {

  static Stream<TypedGraph> networks() {
    return Stream.concat(
        TestNets.all().stream(), IntStream.rangeClosed(1, 150).mapToObj(RandomNets::net));
  }

  @Test
  void imagesAreSlicesInTrainingAndPixelsInInference() {
    TypedGraph net = TestNets.lenet5();
    assertEquals(
        """
        input               slice[28][28][1][16] halo pad{2,2,2,2}
        conv1.conv2d        slice[28][28][6][16]
        conv1.maxpool2d     slice[14][14][6][16]
        conv1.maxpool2d.winner slice[14][14][6][16]
        conv2.conv2d        slice[10][10][16][16]
        conv2.maxpool2d     slice[5][5][16][16]
        conv2.maxpool2d.winner slice[5][5][16][16]
        fc1.flatten         rows[n][400]
        fc1.relu            rows[n][176]
        fc2.relu            rows[n][112]
        digit.dense         rows[n][16]
        """,
        forward(Planned.training(net)));
    assertEquals(
        """
        input               planes[28][1][28] in phases 1x2 halo pad{2,2,2,2}
        conv1.conv2d        planes[28][6][28] in phases 2x2
        conv1.maxpool2d     planes[14][6][14]
        conv2.conv2d        pixels[10][10][16]
        conv2.maxpool2d     pixels[5][5][16]
        fc1.flatten         rows[n][400]
        fc1.relu            rows[n][176]
        fc2.relu            rows[n][112]
        digit.dense         rows[n][16]
        digit.output        rows[n][16]
        """,
        forward(Planned.inference(net)));
  }

  /** Of 12x12 results 4 filters waste more lanes than 6 columns of windows do, 6 filters do not. */
  @ParameterizedTest
  @EnumSource(names = {"CROSS_ENTROPY", "MSE", "HUBER"})
  void wideConvolutionsTrainChannelsLastWithEveryKindOfLoss(LossKind loss) {
    for (int filters : new int[] {15, 16}) {
      Planned training =
          Planned.training(
              NetBuilder.input("Net", 16, Shape.of(2, 6, 6))
                  .field("a")
                  .conv2d(filters, Windows.kernel(3), true)
                  .field("b")
                  .dense(3, true)
                  .output(loss, LossReduction.MEAN));
      Layout layout = training.layouts().get(training.value("a.conv2d"));
      assertEquals(filters == 16, layout instanceof Layout.Pixels, () -> filters + ": " + layout);
    }
  }

  @Test
  void lanesAreColumnsOnlyWhereThatMultipliesLess() {
    Shape image = Shape.of(1, 12, 12);
    assertTrue(hasPlanes(pooled(image, 4, Windows.pool(2)).conv2d(3, Windows.kernel(3), true)));
    assertFalse(hasPlanes(pooled(image, 6, Windows.pool(2)).conv2d(3, Windows.kernel(3), true)));
    assertFalse(hasPlanes(pooled(image, 4, Windows.pool(3)).conv2d(3, Windows.kernel(3), true)));
    assertFalse(hasPlanes(pooled(image, 4, Windows.pool(2)).conv2d(3, Windows.kernel(6), true)));
    assertFalse(hasPlanes(pooled(image, 4, Windows.pool(2)).activate(Activation.TANH)));
    Shape odd = Shape.of(1, 12, 13);
    assertFalse(hasPlanes(pooled(odd, 4, Windows.pool(2)).conv2d(3, Windows.kernel(3), true)));
  }

  private static NetBuilder pooled(Shape image, int filters, Window pool) {
    return NetBuilder.input("Net", 16, image)
        .field("a")
        .conv2d(filters, Windows.kernel(3, 1), true)
        .activate(Activation.RELU)
        .maxPool(pool)
        .field("b");
  }

  private static boolean hasPlanes(NetBuilder net) {
    TypedGraph whole = net.field("out").dense(2, true).output(LossKind.MSE, LossReduction.MEAN);
    return Planned.inference(whole).layouts().values().stream()
        .anyMatch(layout -> layout instanceof Layout.Planes);
  }

  private static String forward(Planned plan) {
    StringBuilder text = new StringBuilder();
    plan.layouts()
        .forEach((id, layout) -> {
          String name = plan.graph().value(id).name();
          if (!name.startsWith("d ")) {
            text.append("%-19s %s%n".formatted(name, layout));
          }
        });
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  /** A sample of 6 channels takes 16 floats a pixel there, so its row does too. */
  @Test
  void aRowOfPixelsKeepsTheirPadding() {
    TypedGraph net =
        NetBuilder.input("Net", 16, Shape.of(6, 2, 3))
            .field("a")
            .maxPool(Windows.pool(1))
            .field("b")
            .dense(2, true)
            .output(LossKind.MSE, LossReduction.MEAN);
    Planned training = Planned.training(net);
    Planned inference = Planned.inference(net);
    assertEquals(
        new Layout.Rows(Shape.of(6, 2, 3), 36),
        training.layouts().get(training.value("b.flatten")));
    assertEquals(
        new Layout.Rows(Shape.of(6, 2, 3), 96),
        inference.layouts().get(inference.value("b.flatten")));
  }

  /** Targets come channel by channel, so what is compared with them must too. */
  @Test
  void aLossReadsRowsInTheCallersOrder() {
    Planned plan = Planned.training(TestNets.imageLoss());
    Layout.Rows rows = plan.slot("conv.output.rows").rows();
    assertNull(rows.image());
    assertEquals(2 * 4 * 3, rows.features());
  }

  @Test
  void theFrameIsAsWideAsTheWidestConvolutionAroundAValueNeeds() {
    Window lopsided =
        new Window(new Size2(3, 3), new Size2(1, 1), new Size2(1, 1), new Pads(0, 2, 1, 0));
    Planned plan =
        Planned.training(
            NetBuilder.input("Net", 16, Shape.of(1, 6, 6))
                .field("a")
                .conv2d(2, lopsided, true)
                .output(LossKind.MSE, LossReduction.MEAN));
    assertEquals(new Pads(0, 2, 1, 0), plan.slot("input").image().halo());
    assertEquals(Pads.NONE, plan.slot("a.conv2d").image().halo());
  }

  /**
   * What is computed entry by entry, or multiplied with the same weights, lies in the same order.
   */
  @ParameterizedTest(name = "network {index}")
  @MethodSource("networks")
  void operandsLieInTheSameOrder(TypedGraph net) {
    for (Planned plan :
        List.of(Planned.training(net, true), Planned.inference(net), Planned.batch(net))) {
      for (Op op : plan.graph().ops()) {
        for (List<ValueId> alike : alike(plan, op)) {
          assertAlike(plan, op, alike);
        }
      }
      assertGradientsAreAlike(plan);
    }
  }

  private static List<List<ValueId>> alike(Planned plan, Op op) {
    return switch (op) {
      case Op.Activate f -> List.of(List.of(f.x(), f.y()));
      case Op.ActivateGrad g -> List.of(List.of(g.saved(), g.dy(), g.dx()));
      case Op.Dropout d -> List.of(masked(plan, d.x(), d.mask(), d.y()));
      case Op.DropoutGrad g -> List.of(masked(plan, g.dy(), g.mask(), g.dx()));
      case Op.BatchNormApply b -> List.of(List.of(b.x(), b.y()));
      case Op.BatchNormGradInput g ->
          List.of(List.of(g.x(), g.dy(), g.dx(), g.gate().orElse(g.dy())));
      case Op.BatchNormInference b -> List.of(List.of(b.x(), b.y()));
      case FrozenNormGrad b -> List.of(List.of(b.dy(), b.dx()));
      case Op.ScaleShift s -> List.of(List.of(s.x(), s.y()));
      case Op.DenseGradInput g ->
          g.gate().map(gate -> List.of(List.of(gate, g.dx()))).orElse(List.of());
      case Op.MaxPool p -> p.winner().map(w -> List.of(List.of(p.y(), w))).orElse(List.of());
      case Op.MaxPoolGrad g -> List.of(List.of(g.dy(), g.winner()));
      case Op.Softmax s -> List.of(List.of(s.x(), s.y()));
      case Op.SoftmaxGrad g -> List.of(List.of(g.y(), g.dy(), g.dx()));
      case PositionOp.Max m -> m.winner().map(w -> List.of(List.of(m.y(), w))).orElse(List.of());
      case PositionOp.MaxGrad g -> List.of(List.of(g.dy(), g.winner()));
      case PositionOp.Unpool u -> List.of(List.of(u.x(), u.winner()));
      case PositionOp.UnpoolGrad g -> List.of(List.of(g.dx(), g.winner()));
      case PositionOp _, ConvOp _ -> List.of();
      case EmbeddingOp _, PositionalOp.GradWeights _, AttentionOp _ -> List.of();
      case PositionalOp.Sinusoidal p -> List.of(List.of(p.x(), p.y()));
      case PositionalOp.Learned p -> List.of(List.of(p.x(), p.y()));
      case LossOp l -> List.of(List.of(l.x(), l.dx()));
      case SampleNormOp.Forward n -> List.of(List.of(n.x(), n.y()));
      case SampleNormOp.GradInput n -> List.of(List.of(n.x(), n.dy(), n.dx()));
      case SampleNormOp.GradWeights n -> List.of(List.of(n.x(), n.dy()));
      case PReluOp.Forward p -> List.of(List.of(p.x(), p.y()));
      case PReluOp.GradInput g -> List.of(List.of(g.x(), g.dy(), g.dx()));
      case PReluOp.GradWeights g -> List.of(List.of(g.x(), g.dy()));
      case LogSoftmaxOp.Forward l -> List.of(List.of(l.x(), l.y()));
      case LogSoftmaxOp.Gradient g -> List.of(List.of(g.y(), g.dy(), g.dx()));
      case TopologyOp.Add a ->
          List.of(Stream.concat(a.inputs().stream(), Stream.of(a.y())).toList());
      case TopologyOp.Multiply m -> List.of(List.of(m.a(), m.b(), m.y()));
      case TopologyOp.Concat _, TopologyOp.Split _, TopologyOp.Part _ -> List.of();
      case TopologyOp.SharedGradient _ -> List.of();
      case TopologyOp.Subsample _, TopologyOp.SubsampleGrad _ -> List.of();
      case BasicLossOp.SoftmaxCrossEntropy l -> List.of(List.of(l.x(), l.dx()));
      case BasicLossOp.SquaredError l -> List.of(List.of(l.x(), l.dx()));
      case Op.Dense _,
          Op.DenseGradWeights _,
          Op.Conv2d _,
          Op.Conv2dGradInput _,
          Op.Conv2dGradWeights _,
          Op.AvgPool _,
          Op.AvgPoolGrad _,
          Op.BatchNormStatistics _,
          Op.BatchNormGradParameters _,
          Op.Flatten _,
          Op.Unflatten _ ->
          List.of();
    };
  }

  /** A mask of whole channels has an order of its own. */
  private static List<ValueId> masked(Planned plan, ValueId x, ValueId mask, ValueId y) {
    boolean entries = plan.graph().shape(x).equals(plan.graph().shape(mask));
    return entries ? List.of(x, mask, y) : List.of(x, y);
  }

  private static void assertAlike(Planned plan, Op op, List<ValueId> alike) {
    String first = order(plan, alike.getFirst());
    for (ValueId other : alike) {
      assertEquals(first, order(plan, other), op::toString);
    }
  }

  /** A dense layer's weights are permuted once, for its input and for the gradient by it. */
  private static void assertGradientsAreAlike(Planned plan) {
    for (Value value : plan.graph().values()) {
      String of = value.name().startsWith("d ") ? value.name().substring(2) : "";
      Map<ValueId, Layout> layouts = plan.layouts();
      plan.graph().values().stream()
          .filter(other -> other.name().equals(of))
          .filter(other -> layouts.containsKey(other.id()) && layouts.containsKey(value.id()))
          .forEach(other ->
              assertEquals(
                  order(plan, other.id()), order(plan, value.id()), () -> "gradient by " + of));
    }
  }

  /** A layout apart from the frame around it. */
  private static String order(Planned plan, ValueId value) {
    return switch (plan.layouts().get(value)) {
      case Layout.Rows rows -> (isPixel(rows) ? null : rows.image()) + " as " + rows;
      case Layout.SliceImage i -> "slice " + List.of(i.channels(), i.height(), i.width());
      case Layout.Pixels i -> "pixels " + List.of(i.channels(), i.height(), i.width());
      case Layout.Planes i -> "planes " + i;
    };
  }

  /** One pixel's channels are in the order of a plain vector. */
  private static boolean isPixel(Layout.Rows rows) {
    return rows.image() != null && rows.image().positions() == 1;
  }
}
