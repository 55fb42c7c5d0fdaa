package dev.synapt.processor.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.lower.Window;
import dev.synapt.processor.plan.Planned;
import dev.synapt.processor.plan.TestNets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("sets the default locale")
final class NetworkSummaryTest {

  private static NetworkSummary summary(TypedGraph net) {
    return Planned.summary(net);
  }

  /** 784*128 + 128 + 128*10 + 10. */
  @Test
  void aMultilayerPerceptronCountedByHand() {
    NetworkSummary mlp = summary(TestNets.mlp());
    assertEquals(101_770, mlp.parameters());
    assertEquals(784 * 128 + 128 * 10, mlp.multiplyAdds());
  }

  /** 6*25+6, 16*6*25+16, 400*120+120, 120*84+84, 84*10+10; convolutions at 28x28 and 10x10. */
  @Test
  void lenet5CountedByHand() {
    NetworkSummary lenet = summary(TestNets.lenet5());
    assertEquals(61_706, lenet.parameters());
    assertEquals(117_600 + 240_000 + 48_000 + 10_080 + 840, lenet.multiplyAdds());
    Map<String, Long> parameters = new TreeMap<>();
    lenet.rows().forEach(row -> parameters.put(row.layer(), row.parameters()));
    assertEquals(156, parameters.get("conv1.conv2d"));
    assertEquals(2_416, parameters.get("conv2.conv2d"));
    assertEquals(48_120, parameters.get("fc1.dense"));
    assertEquals(10_164, parameters.get("fc2.dense"));
    assertEquals(850, parameters.get("digit.dense"));
  }

  @Test
  void batchNormTrainsScaleAndShiftButNotItsStatistics() {
    TypedGraph net =
        NetBuilder.input("Net", 8, Shape.of(3, 2, 2))
            .field("a")
            .batchNorm(1e-5, 0.1)
            .dense(1, false)
            .output(LossKind.MSE, LossReduction.MEAN);
    assertEquals(2 * 3 + 12, summary(net).parameters());
    assertEquals(12, summary(net).multiplyAdds());
  }

  /**
   * Training with a batch of 20 has two slices, so 32 rows of 16 floats for the input, the output
   * and its gradient; weights are 4 rows of 16 and 16, each array with 12 floats in front.
   */
  @Test
  void bytesAreThoseOfTheArrays() {
    NetworkSummary summary =
        summary(
            NetBuilder.input("Net", 20, Shape.of(4))
                .field("out")
                .dense(3, true)
                .output(LossKind.MSE, LossReduction.MEAN));
    int weights = 12 + 4 * 16 + 16;
    assertEquals(4L * (weights + weights + 12 + 3 * 32 * 16), summary.trainerBytes());
    assertEquals(4L * (weights + 12 + 2 * 16), summary.networkBytes());
  }

  @Test
  void theTableOfLenet5() {
    assertEquals(
        """
        layer            operation                     output          parameters multiply-adds
        input            Input                         [1,28,28]
        conv1.conv2d     Conv2d 6 @ 5x5, pad{2,2,2,2}  [6,28,28]              156       117,600
        conv1.relu       Relu                          [6,28,28]
        conv1.maxpool2d  MaxPool2d 2x2, stride 2x2     [6,14,14]
        conv2.conv2d     Conv2d 16 @ 5x5               [16,10,10]           2,416       240,000
        conv2.relu       Relu                          [16,10,10]
        conv2.maxpool2d  MaxPool2d 2x2, stride 2x2     [16,5,5]
        fc1.flatten      Flatten                       [400]
        fc1.dense        Dense 120                     [120]               48,120        48,000
        fc1.relu         Relu                          [120]
        fc2.dense        Dense 84                      [84]                10,164        10,080
        fc2.relu         Relu                          [84]
        digit.dense      Dense 10                      [10]                   850           840
        digit.output     Output CROSS_ENTROPY          [10]
        total                                                              61,706       416,520
        """,
        withoutMemory(summary(TestNets.lenet5()).table()));
  }

  @Test
  void everyKindOfLayerInTheTable() {
    Window strided =
        new Window(new Size2(3, 2), new Size2(2, 1), new Size2(1, 3), new Pads(1, 0, 1, 2));
    Window two = new Window(new Size2(2, 2), new Size2(2, 2), new Size2(1, 1), Pads.NONE);
    Window padded =
        new Window(new Size2(3, 3), new Size2(2, 1), new Size2(1, 1), new Pads(1, 0, 1, 1));
    TypedGraph net =
        NetBuilder.input("Net", 16, Shape.of(2, 9, 9))
            .field("a")
            .conv2d(4, strided, false)
            .batchNorm(1e-3, 0.2)
            .activate(Activation.RELU)
            .maxPool(two)
            .field("b")
            .avgPool(padded)
            .dropout(0.25)
            .field("c")
            .dense(300, true)
            .activate(Activation.TANH)
            .softmax()
            .output(LossKind.MSE, LossReduction.MEAN);
    assertEquals(
        """
        layer        operation                                                        output          parameters multiply-adds
        input        Input                                                            [2,9,9]
        a.conv2d     Conv2d 4 @ 3x2, stride 2x1, dilation 1x3, pad{1,0,1,2}, no bias  [4,5,8]                 48         1,920
        a.batchnorm  BatchNorm                                                        [4,5,8]                  8
        a.relu       Relu                                                             [4,5,8]
        a.maxpool2d  MaxPool2d 2x2, stride 2x2                                        [4,2,4]
        b.avgpool2d  AvgPool2d 3x3, stride 2x1, pad{1,0,1,1}                          [4,1,3]
        b.dropout    Dropout 0.25                                                     [4,1,3]
        c.flatten    Flatten                                                          [12]
        c.dense      Dense 300                                                        [300]                3,900         3,600
        c.tanh       Tanh                                                             [300]
        c.softmax    Softmax                                                          [300]
        c.output     Output MSE                                                       [300]
        total                                                                                              3,956         5,520
        """,
        withoutMemory(summary(net).table()));
  }

  @Test
  void theLastLineSaysWhatIsAllocated() {
    NetworkSummary summary = summary(TestNets.mlp());
    String last = summary.table().lines().reduce((first, second) -> second).orElseThrow();
    assertEquals(
        String.format(
            Locale.ROOT,
            "total %,d %,d %,d",
            summary.trainerBytes(),
            summary.networkBytes(),
            summary.networkBatchBytes()),
        last.replaceAll(" +", " "));
  }

  /**
   * 20 samples are two slices, so 32 rows of 16 floats for each value; gradients by x are not
   * computed. Each array begins with 12 floats that nothing uses.
   */
  @Test
  void theMemoryOfEachLayer() {
    NetworkSummary summary =
        summary(
            NetBuilder.input("Net", 20, Shape.of(4))
                .field("out")
                .dense(3, true)
                .output(LossKind.MSE, LossReduction.MEAN));
    String table = summary.table();
    assertEquals(
        """
        memory: bytes          training, batch of 20  one prediction  predictBatch adds
        weights                                  368             368
        gradients                                368
        values of input                        2,048              64              2,048
        values of out.dense                    4,096              64              2,048
        sharing and padding                       48              48                 48
        total                                  6,928             544              4,144
        """,
        table.substring(table.indexOf("memory:")));
  }

  /** What each layer has adds up to what there is, but for values that share memory. */
  @Test
  void layersAddUp() {
    for (TypedGraph net : TestNets.all()) {
      NetworkSummary summary = summary(net);
      for (MemorySummary memory :
          List.of(summary.training(), summary.inference(), summary.batchInference())) {
        long weights = memory.layers().values().stream().mapToLong(l -> l.weights()).sum();
        long gradients = memory.layers().values().stream().mapToLong(l -> l.gradients()).sum();
        long padding = memory.weights() == 0 ? 0 : 4 * 12;
        assertEquals(memory.weights(), weights + padding, net.graph().name());
        assertTrue(gradients <= memory.gradients());
        Set<String> names = summary.rows().stream().map(r -> r.layer()).collect(Collectors.toSet());
        assertTrue(names.containsAll(memory.layers().keySet()), memory.layers()::toString);
      }
    }
  }

  /**
   * Weights fit whatever does not change what they mean: the rate of dropout, the loss, the batch.
   */
  @Test
  void theArchitectureIsWhatWeightsDependOn() {
    assertEquals(
        """
        Net
        input: Input -> [3]
        a.dense: Dense 4, no bias -> [4]
        a.tanh: Tanh -> [4]\
        """,
        summary(withDropout(0.5, LossKind.MSE)).architecture());
    assertEquals(
        summary(withDropout(0.5, LossKind.MSE)).architecture(),
        summary(withDropout(0.1, LossKind.CROSS_ENTROPY)).architecture());
  }

  private static TypedGraph withDropout(double rate, LossKind loss) {
    return NetBuilder.input("Net", 16, Shape.of(3))
        .field("a")
        .dense(4, false)
        .activate(Activation.TANH)
        .dropout(rate)
        .output(loss, LossReduction.MEAN);
  }

  /** Which neighbours a window reads is not in the shapes alone. */
  @Test
  void theArchitectureTellsPaddingsApart() {
    assertNotEquals(
        summary(padded(new Pads(1, 1, 0, 0))).architecture(),
        summary(padded(new Pads(0, 0, 1, 1))).architecture());
  }

  private static TypedGraph padded(Pads pads) {
    Window window = new Window(new Size2(2, 2), new Size2(1, 1), new Size2(1, 1), pads);
    return NetBuilder.input("Net", 16, Shape.of(1, 3, 3))
        .field("a")
        .maxPool(window)
        .dense(2, false)
        .output(LossKind.MSE, LossReduction.MEAN);
  }

  @Test
  void theTextIsTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    String table = summary(TestNets.everything()).table();
    String architecture = summary(TestNets.everything()).architecture();
    try {
      for (String language : new String[] {"ar-EG", "de-DE", "hi-IN-u-nu-deva", "tr-TR"}) {
        Locale.setDefault(Locale.forLanguageTag(language));
        assertEquals(table, summary(TestNets.everything()).table(), language);
        assertEquals(architecture, summary(TestNets.everything()).architecture(), language);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String withoutMemory(String table) {
    return table.substring(0, table.indexOf("memory:"));
  }
}
