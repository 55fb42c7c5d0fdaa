package dev.synapt.processor.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.processor.diagnostic.SourceRef;
import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.InitKind;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LayerGraph;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.RandomNets;
import dev.synapt.processor.lower.Differentiation;
import dev.synapt.processor.lower.Lowering;
import dev.synapt.processor.lower.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextDumpTest {

  @Test
  void layersWithTheirShapes() {
    assertEquals(
        """
        Everything batch 32
        %0   input        Input[2,9,9]                                                     -> [N,2,9,9]
        %1   a.conv2d     Conv2d(4, 3x2,s2x1,d1x3,pad{1,0,1,2}, no bias, HE_UNIFORM)  %0   -> [N,4,5,8]
        %2   a.batchnorm  BatchNorm(epsilon 0.001, momentum 0.2)                      %1   -> [N,4,5,8]
        %3   a.relu       Activate(RELU)                                              %2   -> [N,4,5,8]
        %4   b.maxpool2d  MaxPool2d(2x2,s2x2)                                         %3   -> [N,4,2,4]
        %5   b.softmax    Softmax                                                     %4   -> [N,4,2,4]
        %6   c.avgpool2d  AvgPool2d(2x2,s2x2)                                         %5   -> [N,4,1,2]
        %7   c.dropout    Dropout(0.25)                                               %6   -> [N,4,1,2]
        %8   d.flatten    Flatten                                                     %7   -> [N,8]
        %9   d.dense      Dense(3, HE_UNIFORM)                                        %8   -> [N,3]
        %10  d.tanh       Activate(TANH)                                              %9   -> [N,3]
        %11  d.output     Output(MSE, MEAN)                                           %10  -> [N,3]
        """,
        TextDump.of(everything()));
  }

  @Test
  void columnsStandBelowEachOther() {
    TypedGraph net =
        NetBuilder.input("Net", 8, Shape.of(3))
            .field("hidden")
            .dense(12, true)
            .field("out")
            .dense(1, false)
            .output(LossKind.MSE, LossReduction.SUM);
    assertEquals(
        """
        Net batch 8
        %0  input         Input[3]                           -> [N,3]
        %1  hidden.dense  Dense(12, HE_UNIFORM)          %0  -> [N,12]
        %2  out.dense     Dense(1, no bias, HE_UNIFORM)  %1  -> [N,1]
        %3  out.output    Output(MSE, SUM)               %2  -> [N,1]
        """,
        TextDump.of(net));
  }

  @Test
  void layersBeforeTheirShapesAreKnown() {
    ValueId image = new ValueId(0);
    ValueId logits = new ValueId(1);
    Size2 five = new Size2(5, 5);
    Size2 one = new Size2(1, 1);
    LayerGraph graph =
        new LayerGraph(
            "",
            "Digits",
            64,
            List.of(
                new Layer.Input("image", Shape.of(1, 28, 28), image, SourceRef.NONE),
                new Layer.Conv2d(
                    "digit",
                    image,
                    logits,
                    10,
                    five,
                    one,
                    one,
                    new Pads(2, 2, 2, 2),
                    true,
                    InitKind.GLOROT_NORMAL,
                    SourceRef.NONE),
                new Layer.Output(
                    "digit",
                    logits,
                    new ValueId(2),
                    LossKind.CROSS_ENTROPY,
                    LossReduction.MEAN,
                    List.of("no", "yes"),
                    SourceRef.NONE)),
            SourceRef.NONE);
    assertEquals(
        """
        Digits batch 64
        %0  image         Input[1,28,28]
        %1  digit.conv2d  Conv2d(10, 5x5,pad{2,2,2,2}, GLOROT_NORMAL)  %0
        %2  digit.output  Output(CROSS_ENTROPY, MEAN, [no, yes])       %1
        """,
        TextDump.of(graph));
  }

  @Test
  void operationsWithTheValuesTheyReadAndDefine() {
    TypedGraph net =
        NetBuilder.input("Net", 8, Shape.of(3))
            .field("out")
            .dense(2, true)
            .activate(Activation.SIGMOID)
            .output(LossKind.MSE, LossReduction.SUM);
    assertEquals(
        """
        input %0 [N,3], output %4, input gradient %7
        %1  out.dense.weight  [2,3]  trained  HE_UNIFORM fan 3 2
        %2  out.dense.bias    [2]    trained  ZEROS fan 2 2
        %3     out.dense     Dense                  %0 %1 %2  -> [N,2]
        %4     out.sigmoid   Activate(SIGMOID)      %3        -> [N,2]
        %5     out.output    SquaredError(SUM)      %4        -> [N,2]
        %6     out.sigmoid'  ActivateGrad(SIGMOID)  %4 %5     -> [N,2]
        %7     out.dense'    DenseGradInput         %6 %1     -> [N,3]
        %8,%9  out.dense'    DenseGradWeights       %0 %6     -> [2,3], [2]
        """,
        TextDump.of(Differentiation.run(Lowering.training(net), true)));
  }

  @Test
  void equalGraphsHaveEqualText() {
    for (int seed = 1; seed <= 20; seed++) {
      TypedGraph once = RandomNets.net(seed);
      TypedGraph again = RandomNets.net(seed);
      assertEquals(TextDump.of(once), TextDump.of(again));
      assertEquals(
          TextDump.of(Differentiation.run(Lowering.training(once), true)),
          TextDump.of(Differentiation.run(Lowering.training(again), true)));
    }
  }

  private static TypedGraph everything() {
    Window window =
        new Window(new Size2(3, 2), new Size2(2, 1), new Size2(1, 3), new Pads(1, 0, 1, 2));
    Window two = new Window(new Size2(2, 2), new Size2(2, 2), new Size2(1, 1), Pads.NONE);
    return NetBuilder.input("Everything", 32, Shape.of(2, 9, 9))
        .field("a")
        .conv2d(4, window, false)
        .batchNorm(0.001, 0.2)
        .activate(Activation.RELU)
        .field("b")
        .maxPool(two)
        .softmax()
        .field("c")
        .avgPool(two)
        .dropout(0.25)
        .field("d")
        .dense(3, true)
        .activate(Activation.TANH)
        .output(LossKind.MSE, LossReduction.MEAN);
  }
}
