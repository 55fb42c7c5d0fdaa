package dev.synapt.processor.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Padding;
import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.diagnostic.Diagnostic;
import dev.synapt.processor.diagnostic.DiagnosticCode;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.HeadCode;
import dev.synapt.processor.diagnostic.ShapeCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ShapeInferenceTest {

  private final Declared declared = new Declared();
  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void lenetHasTheShapesOfThePaper() {
    TypedGraph graph = infer(declared.lenet());
    assertEquals(
        "[1,28,28] [6,28,28] [6,28,28] [6,14,14] [16,10,10] [16,10,10] [16,5,5] [400] [120] [120]"
            + " [84] [84] [84] [10] [10]",
        String.join(" ", graph.shapes().stream().map(Shape::toString).toList()));
    GraphVerifier.verify(graph);
  }

  @Test
  void samePaddingIsResolvedToNumbers() {
    TypedGraph graph =
        infer(
            declared.network(
                List.of(3, 6, 6),
                declared.field("even", declared.conv(4, 3, 2, Padding.SAME)),
                declared.field("pool", declared.avgPool(2, Padding.SAME)),
                declared.field("y", declared.dense(2), declared.output(Loss.MSE))));
    Layer.Conv2d conv = assertInstanceOf(Layer.Conv2d.class, graph.graph().layers().get(1));
    assertEquals(new Pads(0, 0, 1, 1), conv.pads());
    assertEquals(Shape.of(4, 3, 3), graph.shape(conv.output()));
    Layer.AvgPool2d pool = assertInstanceOf(Layer.AvgPool2d.class, graph.graph().layers().get(2));
    assertEquals(new Pads(0, 0, 1, 1), pool.pads());
    assertEquals(Shape.of(4, 2, 2), graph.shape(pool.output()));
    GraphVerifier.verify(graph);
  }

  @Test
  void explicitPaddingStays() {
    TypedGraph graph =
        infer(
            declared.network(
                List.of(3, 6, 7),
                declared.field("conv", declared.conv(4, 3, 1, Padding.VALID, 0, 1, 2, 3)),
                declared.field("y", declared.dense(2), declared.output(Loss.MSE))));
    Layer.Conv2d conv = assertInstanceOf(Layer.Conv2d.class, graph.graph().layers().get(1));
    assertEquals(new Pads(0, 1, 2, 3), conv.pads());
    assertEquals(Shape.of(4, 6, 9), graph.shape(conv.output()));
  }

  @Test
  void unreadRowsAreAWarning() {
    infer(
        declared.network(
            List.of(1, 7, 8),
            declared.field("pool", declared.maxPool(2)),
            declared.field("y", declared.dense(2), declared.output(Loss.MSE))),
        ShapeCode.ROWS_UNREAD);
    assertEquals(
        "pool: no window reads the last 1 of 7 rows:"
            + " floor((7 + 0 - 2) / 2) + 1 = 3, the last ends at 6",
        diagnostics.sorted().getFirst().message());
  }

  @Test
  void aStrideLongerThanTheWindowSkipsRowsOnPurpose() {
    infer(
        declared.network(
            List.of(1, 8, 8),
            declared.field("conv", declared.conv(2, 1, 2, Padding.VALID)),
            declared.field("y", declared.dense(2), declared.output(Loss.MSE))));
  }

  @Test
  void behindAMistakeShapesAreUnknownUntilADenseLayer() {
    Optional<TypedGraph> graph =
        run(
            declared.network(
                List.of(1, 12, 12),
                declared.field("conv1", declared.conv(8, 20)),
                declared.field("conv2", declared.conv(8, 20)),
                declared.field("y", declared.dense(3), declared.output(Loss.MSE, "a", "b"))));
    assertTrue(graph.isEmpty());
    assertEquals(List.of(ShapeCode.CONV_WINDOW_TOO_LARGE, HeadCode.LABEL_COUNT), codes());
    assertEquals(
        "input [1,12,12] -> conv1 [?] -> conv2 [?] -> y.flatten [?] -> y.dense [3]",
        diagnostics.sorted().getLast().trail());
  }

  @Test
  void aLayerWithAWrongValueHasNoShape() {
    run(
        declared.network(
            List.of(1, 12, 12),
            declared.field("conv1", declared.conv(0, 3)),
            declared.field("conv2", declared.conv(8, 20)),
            declared.field("y", declared.dense(0), declared.output(Loss.CROSS_ENTROPY))));
    assertEquals(List.of(ShapeCode.VALUE_OUT_OF_RANGE, ShapeCode.VALUE_OUT_OF_RANGE), codes());
  }

  @Test
  void aWrongValueThatPlaysNoPartInShapesDoesNotHideThem() {
    run(
        declared.network(
            List.of(1, 12, 12),
            0,
            declared.field("conv1", declared.dropout(2)),
            declared.field("conv2", declared.conv(8, 20)),
            declared.field("y", declared.dense(1), declared.output(Loss.MSE))));
    assertEquals(
        List.of(
            ShapeCode.VALUE_OUT_OF_RANGE,
            ShapeCode.CONV_WINDOW_TOO_LARGE,
            ShapeCode.VALUE_OUT_OF_RANGE),
        codes());
  }

  @Test
  void aLongTrailIsShownByItsEnds() {
    List<FieldDeclaration> fields = new ArrayList<>();
    IntStream.range(0, 50)
        .forEach(i -> fields.add(declared.field("fc" + i, declared.dense(i + 1))));
    fields.add(declared.field("y", declared.dense(1), declared.output(Loss.CROSS_ENTROPY)));
    run(declared.network(List.of(4), fields.toArray(FieldDeclaration[]::new)));
    Diagnostic diagnostic = diagnostics.sorted().getFirst();
    assertEquals(
        "input [4] -> fc0 [1] -> fc1 [2] -> fc2 [3] -> fc3 [4] -> fc4 [5] -> fc5 [6] -> fc6 [7]"
            + " -> fc7 [8] -> fc8 [9] -> ... -> fc41 [42] -> fc42 [43] -> fc43 [44] -> fc44 [45]"
            + " -> fc45 [46] -> fc46 [47] -> fc47 [48] -> fc48 [49] -> fc49 [50] -> y.dense [1]",
        diagnostic.trail());
  }

  @Test
  void theLargestArrayIsAllowed() {
    NetworkDeclaration network =
        declared.network(
            List.of(Integer.MAX_VALUE),
            1,
            declared.field("norm", declared.dropout(0)),
            declared.field("y", declared.dense(1), declared.output(Loss.MSE)));
    run(network);
    assertEquals(List.of(ShapeCode.TOO_MANY_ELEMENTS), codes());
    assertTrue(diagnostics.sorted().getFirst().message().contains("all parameters together"));
  }

  private TypedGraph infer(NetworkDeclaration network, DiagnosticCode... warnings) {
    TypedGraph graph = run(network).orElseThrow();
    assertEquals(List.of(warnings), codes());
    return graph;
  }

  private Optional<TypedGraph> run(NetworkDeclaration network) {
    LayerGraph graph = GraphBuilder.build(network, diagnostics).orElseThrow();
    return ShapeInference.infer(graph, diagnostics);
  }

  private List<DiagnosticCode> codes() {
    return diagnostics.sorted().stream().map(Diagnostic::code).toList();
  }
}
