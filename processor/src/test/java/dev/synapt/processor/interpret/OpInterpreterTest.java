package dev.synapt.processor.interpret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.lower.Fusion;
import dev.synapt.processor.lower.Lowering;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.Window;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results small enough to be worked out by hand, and what is refused. */
class OpInterpreterTest {

  private static final Map<String, Tensor> NONE = Map.of();

  @Test
  void denseAddsBiasToProductsOfRows() {
    OpGraph graph = Lowering.inference(vector(2).dense(2, true).output(LossKind.MSE, MEAN));
    Map<String, Tensor> weights =
        Map.of(
            "f.dense.weight",
            new Tensor(Shape.of(2, 2), new double[] {1, 2, 3, 4}),
            "f.dense.bias",
            Tensor.of(10, 20));
    assertArrayEquals(new double[] {10 + 5 + 2 * 7, 20 + 15 + 28}, output(graph, weights, 5, 7));
  }

  @Test
  void convolutionIsCrossCorrelationOverZeros() {
    Window window = new Window(new Size2(1, 2), ONE, ONE, new Pads(0, 1, 0, 0));
    OpGraph graph =
        Lowering.inference(image(1, 3).conv2d(1, window, false).output(LossKind.MSE, MEAN));
    Map<String, Tensor> weights =
        Map.of("f.conv2d.weight", new Tensor(Shape.of(1, 1, 1, 2), new double[] {1, 10}));
    assertArrayEquals(new double[] {50, 5 + 60, 6 + 70}, output(graph, weights, 5, 6, 7));
  }

  @Test
  void theFirstOfEqualMaximaWins() {
    assertWinner(0, false, 3, 3, 2, 3);
    assertWinner(1, false, 2, 3, 3, 3);
  }

  @Test
  void notANumberWins() {
    assertWinner(2, false, 3, 4, Double.NaN, 5);
  }

  @Test
  void nothingWinsWhereReluCutsOff() {
    assertWinner(-1, true, -3, 0, -2, -3);
    assertWinner(3, true, -3, 0, -2, 0.5);
  }

  @Test
  void aWindowWhollyInThePaddingIsRefused() {
    Window window = new Window(ONE, ONE, ONE, new Pads(1, 0, 0, 0));
    OpGraph graph = Lowering.inference(image(1, 1).maxPool(window).output(LossKind.MSE, MEAN));
    assertThrows(IllegalArgumentException.class, () -> output(graph, NONE, 1));
  }

  @Test
  void averageCountsPadding() {
    Window window = new Window(new Size2(1, 2), new Size2(1, 2), ONE, new Pads(0, 1, 0, 0));
    OpGraph graph = Lowering.inference(image(1, 3).avgPool(window).output(LossKind.MSE, MEAN));
    assertArrayEquals(new double[] {2, 7}, output(graph, NONE, 4, 6, 8));
  }

  @Test
  void dropoutEnlargesWhatItKeeps() {
    OpGraph graph = Lowering.training(vector(2).dropout(0.75).output(LossKind.MSE, MEAN));
    Feed feed =
        Feed.of(new Tensor(Shape.of(2, 2), new double[] {1, 2, 3, 4}))
            .targets(Tensor.zeros(Shape.of(2, 2)))
            .mask((layer, rate, sample, entry) -> sample == entry);
    assertArrayEquals(
        new double[] {4, 0, 0, 16}, OpInterpreter.run(graph, NONE, feed).output().data());
  }

  @Test
  void runningVarianceIsUnbiasedAndTheOtherBiased() {
    OpGraph graph = Lowering.training(vector(1).batchNorm(1, 0.5).output(LossKind.MSE, MEAN));
    Execution run = OpInterpreter.run(graph, NORM, pair(1, 5));
    assertArrayEquals(new double[] {-2, 2}, run.output().map(y -> y * Math.sqrt(5)).data(), 1e-15);
    assertArrayEquals(new double[] {1.5}, run.statistics().get("f.batchnorm.running_mean").data());
    assertArrayEquals(
        new double[] {0.5 + 0.5 * 8}, run.statistics().get("f.batchnorm.running_var").data());
  }

  @Test
  void aSingleEntryHasVarianceZero() {
    OpGraph graph = Lowering.training(vector(1).batchNorm(1, 0.5).output(LossKind.MSE, MEAN));
    Tensor one = new Tensor(Shape.of(1, 1), new double[] {7});
    Execution run = OpInterpreter.run(graph, NORM, Feed.of(one).targets(one));
    assertArrayEquals(new double[] {0}, run.output().data());
    assertArrayEquals(new double[] {0.5}, run.statistics().get("f.batchnorm.running_var").data());
  }

  @Test
  void squaredErrorIsMeanOrSumOverAllEntries() {
    assertEquals(
        (1 + 9) / 2.0, loss(vector(1).output(LossKind.MSE, MEAN), pair(1, 3), new double[2]));
    assertEquals(
        1 + 9, loss(vector(1).output(LossKind.MSE, LossReduction.SUM), pair(1, 3), new double[2]));
  }

  @Test
  void crossEntropyOfEqualLogitsIsTheLogarithmOfTheirNumber() {
    OpGraph graph = Lowering.training(vector(4).output(LossKind.CROSS_ENTROPY, MEAN));
    Feed feed = Feed.of(Tensor.filled(Shape.of(3, 4), 1e30)).labels(0, 1, 3);
    assertEquals(Math.log(4), OpInterpreter.run(graph, NONE, feed).loss(), 1e-15);
  }

  @Test
  void missingAndMisshapenTensorsAreNamed() {
    OpGraph graph = Lowering.inference(vector(2).dense(3, false).output(LossKind.MSE, MEAN));
    String missing =
        assertThrows(IllegalArgumentException.class, () -> output(graph, NONE, 1, 2)).getMessage();
    assertTrue(missing.contains("f.dense.weight"), missing);
    Map<String, Tensor> wrong = Map.of("f.dense.weight", Tensor.zeros(Shape.of(2, 3)));
    String shapes =
        assertThrows(IllegalArgumentException.class, () -> output(graph, wrong, 1, 2)).getMessage();
    assertEquals("f.dense.weight is [3,2], not [2,3]", shapes);
  }

  @Test
  void labelsMustBeAsManyAsSamples() {
    OpGraph graph = Lowering.training(vector(2).output(LossKind.CROSS_ENTROPY, MEAN));
    Feed feed = Feed.of(Tensor.zeros(Shape.of(2, 2))).labels(0);
    assertThrows(IllegalArgumentException.class, () -> OpInterpreter.run(graph, NONE, feed));
  }

  private static final LossReduction MEAN = LossReduction.MEAN;
  private static final Size2 ONE = new Size2(1, 1);
  private static final Map<String, Tensor> NORM =
      Map.of(
          "f.batchnorm.weight", Tensor.of(1),
          "f.batchnorm.bias", Tensor.of(0),
          "f.batchnorm.running_mean", Tensor.of(0),
          "f.batchnorm.running_var", Tensor.of(1));

  private static NetBuilder vector(int size) {
    return NetBuilder.input("Net", 1, Shape.of(size)).field("f");
  }

  private static NetBuilder image(int height, int width) {
    return NetBuilder.input("Net", 1, Shape.of(1, height, width)).field("f");
  }

  private static Feed pair(double first, double second) {
    Tensor x = new Tensor(Shape.of(2, 1), new double[] {first, second});
    return Feed.of(x).targets(Tensor.zeros(x.shape()));
  }

  private static double[] output(OpGraph graph, Map<String, Tensor> weights, double... x) {
    Shape batch = RandomTensors.withBatch(1, graph.shape(graph.input()));
    return OpInterpreter.run(graph, weights, Feed.of(new Tensor(batch, x))).output().data();
  }

  private static double loss(TypedGraph net, Feed feed, double[] targets) {
    Tensor wanted = new Tensor(feed.x().shape(), targets);
    return OpInterpreter.run(Lowering.training(net), NONE, feed.targets(wanted)).loss();
  }

  private static void assertWinner(int tap, boolean relu, double... x) {
    NetBuilder net = image(2, 2);
    TypedGraph pool =
        (relu ? net.activate(Activation.RELU) : net)
            .maxPool(Windows.pool(2))
            .output(LossKind.MSE, MEAN);
    OpGraph graph = Fusion.run(Lowering.training(pool));
    Op.MaxPool op = (Op.MaxPool) graph.ops().getFirst();
    Tensor batch = new Tensor(Shape.of(1, 1, 2, 2), x);
    Feed feed = Feed.of(batch).targets(Tensor.zeros(Shape.of(1, 1)));
    Execution run = OpInterpreter.run(graph, NONE, feed);
    assertEquals(tap, run.value(op.winner().orElseThrow()).data()[0]);
  }
}
