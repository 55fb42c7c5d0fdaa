package dev.synapt.processor.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.dump.TextDump;
import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.RandomNets;
import dev.synapt.processor.interpret.RandomTensors;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the backward pass consists of; {@link GradientTest} says that it is right. */
class DifferentiationTest {

  @Test
  void goesBackThroughTheLayersAndStopsAtTheFirstWeights() {
    assertEquals(
        """
        %18      digit.dense'      DenseGradInput                       %17 %14      -> [N,5]
        %19,%20  digit.dense'      DenseGradWeights                     %12 %17      -> [3,5], [3]
        %21      fc1.dropout'      DropoutGrad                          %18 %13      -> [N,5]
        %22      fc1.relu'         ActivateGrad(RELU)                   %11 %21      -> [N,5]
        %23      fc1.dense'        DenseGradInput                       %22 %8       -> [N,32]
        %24,%25  fc1.dense'        DenseGradWeights                     %7 %22       -> [5,32], [5]
        %26      fc1.flatten'      Unflatten                            %23          -> [N,2,4,4]
        %27      conv1.maxpool2d'  MaxPoolGrad(2x2,s2x2)                %26 %6       -> [N,2,8,8]
        %28      conv1.relu'       ActivateGrad(RELU)                   %4 %27       -> [N,2,8,8]
        %29,%30  conv1.conv2d'     Conv2dGradWeights(3x3,pad{1,1,1,1})  %0 %28       -> [2,1,3,3], [2]
        """,
        backward(SampleNets.lenet(), false));
  }

  @Test
  void goesBackToTheInputWhenAsked() {
    String last = backward(SampleNets.normalised(), true);
    assertTrue(
        last.endsWith(
            """
            %24      conv1.conv2d'     Conv2dGradInput(3x3)                               %23 %1                   -> [N,2,4,4]
            %25      conv1.conv2d'     Conv2dGradWeights(3x3)                             %0 %23                   -> [3,2,3,3]
            """),
        last);
    OpGraph graph = Differentiation.run(Lowering.training(SampleNets.normalised()), true);
    assertEquals("%24", graph.inputGradient().orElseThrow().toString());
  }

  @Test
  void everyTrainedTensorHasAGradientOfItsShape() {
    RandomTensors.seeds(50)
        .mapToObj(seed -> Differentiation.run(Lowering.training(RandomNets.net(seed)), false))
        .forEach(graph -> graph.parameters().forEach(p -> checkGradient(graph, p)));
  }

  private static void checkGradient(OpGraph graph, Parameter parameter) {
    assertEquals(parameter.trainable(), graph.gradientOf(parameter).isPresent());
    graph
        .gradientOf(parameter)
        .ifPresent(gradient -> {
          assertEquals(parameter.shape(), gradient.shape());
          assertTrue(graph.definition(gradient.id()).isPresent());
        });
  }

  @Test
  void layersBeforeTheFirstWeightsAreNotDifferentiated() {
    TypedGraph net =
        NetBuilder.input("Net", 1, Shape.of(3))
            .field("a")
            .activate(Activation.TANH)
            .dropout(0.5)
            .dense(2, true)
            .output(LossKind.MSE, LossReduction.MEAN);
    OpGraph graph = Differentiation.run(Lowering.training(net), false);
    assertEquals(List.of("DenseGradWeights"), backwardNames(graph));
    assertFalse(graph.inputGradient().isPresent());
  }

  @Test
  void theLossesGradientIsTheInputGradientOfANetworkWithoutLayers() {
    TypedGraph net =
        NetBuilder.input("Net", 1, Shape.of(3)).field("a").output(LossKind.MSE, LossReduction.MEAN);
    OpGraph graph = Differentiation.run(Lowering.training(net), true);
    assertEquals(List.of(), backwardNames(graph));
    OpVerifier.verify(graph);
    assertTrue(graph.inputGradient().isPresent());
  }

  @Test
  void refusesGraphsThatAreNoTrainingForwardPass() {
    OpGraph inference = Lowering.inference(SampleNets.normalised());
    OpGraph twice = Differentiation.run(Lowering.training(SampleNets.lenet()), false);
    assertThrows(IllegalArgumentException.class, () -> Differentiation.run(inference, false));
    assertThrows(IllegalArgumentException.class, () -> Differentiation.run(twice, false));
  }

  private static List<String> backwardNames(OpGraph graph) {
    return graph.ops().stream()
        .filter(op -> op.origin().direction() == Direction.BACKWARD)
        .map(op -> op.getClass().getSimpleName())
        .toList();
  }

  private static String backward(TypedGraph net, boolean inputGradient) {
    OpGraph graph = Differentiation.run(Lowering.training(net), inputGradient);
    return TextDump.of(graph)
        .lines()
        .filter(line -> line.contains("'  "))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
