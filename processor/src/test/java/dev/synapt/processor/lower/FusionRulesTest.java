package dev.synapt.processor.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.processor.dump.TextDump;
import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.interpret.NetBuilder;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each rule merges; {@link FusionTest} says that nothing else changes. */
class FusionRulesTest {

  private final OpGraph lenet = Differentiation.run(Lowering.training(SampleNets.lenet()), false);

  @Test
  void allRulesTogether() {
    assertEquals(
        """
        %3       conv1.conv2d      Conv2d(3x3,pad{1,1,1,1})             %0 %1 %2     -> [N,2,8,8]
        %5,%6    conv1.maxpool2d   MaxPool(2x2,s2x2, RELU)              %3           -> [N,2,4,4], [N,2,4,4]
        %7       fc1.flatten       Flatten                              %5           -> [N,32]
        %11      fc1.dense         Dense(RELU)                          %7 %8 %9     -> [N,5]
        %12,%13  fc1.dropout       Dropout(0.2, layer 0)                %11          -> [N,5], [N,5]
        %16      digit.dense       Dense                                %12 %14 %15  -> [N,3]
        %17      digit.output      SoftmaxCrossEntropy(MEAN)            %16          -> [N,3]
        %18      digit.dense'      DenseGradInput                       %17 %14      -> [N,5]
        %19,%20  digit.dense'      DenseGradWeights                     %12 %17      -> [3,5], [3]
        %21      fc1.dropout'      DropoutGrad                          %18 %13      -> [N,5]
        %22      fc1.relu'         ActivateGrad(RELU)                   %11 %21      -> [N,5]
        %23      fc1.dense'        DenseGradInput                       %22 %8       -> [N,32]
        %24,%25  fc1.dense'        DenseGradWeights                     %7 %22       -> [5,32], [5]
        %26      fc1.flatten'      Unflatten                            %23          -> [N,2,4,4]
        %28      conv1.maxpool2d'  MaxPoolGrad(2x2,s2x2)                %26 %6       -> [N,2,8,8]
        %29,%30  conv1.conv2d'     Conv2dGradWeights(3x3,pad{1,1,1,1})  %0 %28       -> [2,1,3,3], [2]
        """,
        ops(Fusion.run(lenet)));
  }

  @Test
  void reluGoesIntoConvolutionWhenPoolingDoesNotTakeIt() {
    OpGraph fused = Fusion.run(lenet, List.of(Fusion.Rule.RELU_INTO_PRODUCER));
    assertEquals(
        """
        %4       conv1.conv2d      Conv2d(3x3,pad{1,1,1,1}, RELU)       %0 %1 %2     -> [N,2,8,8]
        %5,%6    conv1.maxpool2d   MaxPool(2x2,s2x2)                    %4           -> [N,2,4,4], [N,2,4,4]
        """,
        first(2, ops(fused)));
  }

  @Test
  void reluGradientGatesTheDenseGradient() {
    OpGraph graph =
        Differentiation.run(
            Lowering.training(
                NetBuilder.input("Net", 1, Shape.of(2))
                    .field("a")
                    .dense(3, true)
                    .activate(Activation.RELU)
                    .field("b")
                    .dense(1, true)
                    .output(LossKind.MSE, LossReduction.MEAN)),
            false);
    assertEquals(
        """
        %3       a.dense   Dense                  %0 %1 %2  -> [N,3]
        %4       a.relu    Activate(RELU)         %3        -> [N,3]
        %7       b.dense   Dense                  %4 %5 %6  -> [N,1]
        %8       b.output  SquaredError(MEAN)     %7        -> [N,1]
        %12      b.dense'  DenseGradInput(gated)  %8 %5 %4  -> [N,3]
        %10,%11  b.dense'  DenseGradWeights       %4 %8     -> [1,3], [1]
        %13,%14  a.dense'  DenseGradWeights       %0 %12    -> [3,2], [3]
        """,
        ops(Fusion.run(graph, List.of(Fusion.Rule.RELU_GRADIENT_INTO_DENSE))));
  }

  @Test
  void theGradientByTheInputIsNotMergedAway() {
    OpGraph graph =
        Differentiation.run(
            Lowering.training(
                NetBuilder.input("Net", 1, Shape.of(2))
                    .field("a")
                    .activate(Activation.RELU)
                    .dense(3, true)
                    .output(LossKind.MSE, LossReduction.MEAN)),
            true);
    OpGraph fused = Fusion.run(graph);
    OpVerifier.verify(fused);
    assertEquals(graph.inputGradient(), fused.inputGradient());
  }

  private static String ops(OpGraph graph) {
    return TextDump.of(graph)
        .lines()
        .skip(1 + graph.parameters().size())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String first(int lines, String text) {
    return text.lines().limit(lines).map(line -> line + "\n").collect(Collectors.joining());
  }
}
