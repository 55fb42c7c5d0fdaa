package dev.synapt.processor.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.processor.dump.TextDump;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.RandomNets;
import dev.synapt.processor.interpret.RandomTensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoweringTest {

  @Test
  void trainingEndsInTheLossAndKeepsMasksAndWinners() {
    assertEquals(
        """
        input %0 [N,1,8,8], output %16
        %1   conv1.conv2d.weight  [2,1,3,3]  trained  HE_UNIFORM fan 9 18
        %2   conv1.conv2d.bias    [2]        trained  ZEROS fan 2 2
        %8   fc1.dense.weight     [5,32]     trained  HE_UNIFORM fan 32 5
        %9   fc1.dense.bias       [5]        trained  ZEROS fan 5 5
        %14  digit.dense.weight   [3,5]      trained  HE_UNIFORM fan 5 3
        %15  digit.dense.bias     [3]        trained  ZEROS fan 3 3
        %3       conv1.conv2d     Conv2d(3x3,pad{1,1,1,1})   %0 %1 %2     -> [N,2,8,8]
        %4       conv1.relu       Activate(RELU)             %3           -> [N,2,8,8]
        %5,%6    conv1.maxpool2d  MaxPool(2x2,s2x2)          %4           -> [N,2,4,4], [N,2,4,4]
        %7       fc1.flatten      Flatten                    %5           -> [N,32]
        %10      fc1.dense        Dense                      %7 %8 %9     -> [N,5]
        %11      fc1.relu         Activate(RELU)             %10          -> [N,5]
        %12,%13  fc1.dropout      Dropout(0.2, layer 0)      %11          -> [N,5], [N,5]
        %16      digit.dense      Dense                      %12 %14 %15  -> [N,3]
        %17      digit.output     SoftmaxCrossEntropy(MEAN)  %16          -> [N,3]
        """,
        TextDump.of(Lowering.training(SampleNets.lenet())));
  }

  @Test
  void inferenceDropsDropoutAndEndsInProbabilities() {
    assertEquals(
        """
        input %0 [N,1,8,8], output %14
        %1   conv1.conv2d.weight  [2,1,3,3]  trained  HE_UNIFORM fan 9 18
        %2   conv1.conv2d.bias    [2]        trained  ZEROS fan 2 2
        %7   fc1.dense.weight     [5,32]     trained  HE_UNIFORM fan 32 5
        %8   fc1.dense.bias       [5]        trained  ZEROS fan 5 5
        %11  digit.dense.weight   [3,5]      trained  HE_UNIFORM fan 5 3
        %12  digit.dense.bias     [3]        trained  ZEROS fan 3 3
        %3   conv1.conv2d     Conv2d(3x3,pad{1,1,1,1})  %0 %1 %2     -> [N,2,8,8]
        %4   conv1.relu       Activate(RELU)            %3           -> [N,2,8,8]
        %5   conv1.maxpool2d  MaxPool(2x2,s2x2)         %4           -> [N,2,4,4]
        %6   fc1.flatten      Flatten                   %5           -> [N,32]
        %9   fc1.dense        Dense                     %6 %7 %8     -> [N,5]
        %10  fc1.relu         Activate(RELU)            %9           -> [N,5]
        %13  digit.dense      Dense                     %10 %11 %12  -> [N,3]
        %14  digit.output     Softmax                   %13          -> [N,3]
        """,
        TextDump.of(Lowering.inference(SampleNets.lenet())));
  }

  @Test
  void batchNormTrainsWithTheStatisticsOfTheBatch() {
    assertEquals(
        """
        input %0 [N,2,4,4], output %14
        %1   conv1.conv2d.weight           [3,2,3,3]  trained  HE_UNIFORM fan 18 27
        %3   conv1.batchnorm.weight        [3]        trained  ONES fan 3 3
        %4   conv1.batchnorm.bias          [3]        trained  ZEROS fan 3 3
        %5   conv1.batchnorm.running_mean  [3]        kept     ZEROS fan 3 3
        %6   conv1.batchnorm.running_var   [3]        kept     ONES fan 3 3
        %12  price.dense.weight            [1,12]     trained  HE_UNIFORM fan 12 1
        %13  price.dense.bias              [1]        trained  ZEROS fan 1 1
        %2     conv1.conv2d     Conv2d(3x3)                                        %0 %1           -> [N,3,2,2]
        %8,%9  conv1.batchnorm  BatchNormStatistics(epsilon 1.0E-5, momentum 0.1)  %2              -> [3], [3]
        %7     conv1.batchnorm  BatchNormApply                                     %2 %8 %9 %3 %4  -> [N,3,2,2]
        %10    conv1.relu       Activate(RELU)                                     %7              -> [N,3,2,2]
        %11    price.flatten    Flatten                                            %10             -> [N,12]
        %14    price.dense      Dense                                              %11 %12 %13     -> [N,1]
        %15    price.output     SquaredError(SUM)                                  %14             -> [N,1]
        """,
        TextDump.of(Lowering.training(SampleNets.normalised())));
  }

  @Test
  void batchNormInfersWithTheStatisticsKept() {
    List<String> lines = TextDump.of(Lowering.inference(SampleNets.normalised())).lines().toList();
    assertEquals(
        """
        %2   conv1.conv2d     Conv2d(3x3)                         %0 %1           -> [N,3,2,2]
        %7   conv1.batchnorm  BatchNormInference(epsilon 1.0E-5)  %2 %3 %4 %5 %6  -> [N,3,2,2]
        %8   conv1.relu       Activate(RELU)                      %7              -> [N,3,2,2]
        %9   price.flatten    Flatten                             %8              -> [N,12]
        %12  price.dense      Dense                               %9 %10 %11      -> [N,1]
        """,
        lines(lines.subList(8, lines.size())));
  }

  @Test
  void bothGraphsHaveTheSameWeights() {
    RandomTensors.seeds(50)
        .mapToObj(RandomNets::net)
        .forEach(
            net -> assertEquals(tensors(Lowering.training(net)), tensors(Lowering.inference(net))));
  }

  @Test
  void dropoutLayersAreNumbered() {
    TypedGraph net =
        NetBuilder.input("Net", 1, Shape.of(2))
            .field("a")
            .dropout(0.1)
            .field("b")
            .dropout(0.2)
            .output(LossKind.MSE, LossReduction.MEAN);
    List<Integer> numbers =
        Lowering.training(net).ops().stream()
            .filter(op -> op instanceof Op.Dropout)
            .map(op -> ((Op.Dropout) op).layerIndex())
            .toList();
    assertEquals(List.of(0, 1), numbers);
    OpGraph inference = Lowering.inference(net);
    assertEquals(List.of(), inference.ops());
    assertEquals(inference.input(), inference.output());
  }

  private static List<String> tensors(OpGraph graph) {
    return graph.parameters().stream()
        .map(p -> p.name() + p.shape() + p.init() + p.fanIn() + p.fanOut() + p.trainable())
        .toList();
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
