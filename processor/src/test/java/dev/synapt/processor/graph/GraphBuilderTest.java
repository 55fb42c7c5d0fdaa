package dev.synapt.processor.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.dsl.Init;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Padding;
import dev.synapt.dsl.Reduction;
import dev.synapt.processor.declaration.ModelClass;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.diagnostic.DiagnosticCode;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.ShapeCode;
import dev.synapt.processor.diagnostic.StructureCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GraphBuilderTest {

  private final Declared declared = new Declared();
  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void lenetIsAChainWithAFlattenBeforeTheFirstDense() {
    LayerGraph graph = build(declared.lenet());
    assertEquals(
        List.of(
            "input",
            "conv1.conv2d",
            "conv1.relu",
            "conv1.maxpool2d",
            "conv2.conv2d",
            "conv2.relu",
            "conv2.maxpool2d",
            "fc1.flatten",
            "fc1.dense",
            "fc1.relu",
            "fc2.dense",
            "fc2.relu",
            "fc2.dropout",
            "digit.dense",
            "digit.output"),
        graph.layers().stream().map(Layer::name).toList());
    assertChain(graph);
    assertEquals("demo", graph.packageName());
    assertEquals("Model", graph.name());
    assertEquals(64, graph.batch());
  }

  private static void assertChain(LayerGraph graph) {
    for (int i = 0; i < graph.layers().size(); i++) {
      Layer layer = graph.layers().get(i);
      assertEquals(new ValueId(i), layer.output());
      assertEquals(i == 0 ? List.of() : List.of(new ValueId(i - 1)), layer.inputs());
    }
  }

  @Test
  void theInputMayBeAField() {
    LayerGraph graph =
        build(
            declared.network(
                List.of(),
                declared.field("features", declared.input(13)),
                declared.field("price", declared.dense(1), declared.output(Loss.MSE))));
    assertEquals("features", graph.input().name());
    assertEquals(Shape.of(13), graph.input().shape());
    assertChain(graph);
  }

  @Test
  void vectorsAreNotFlattened() {
    LayerGraph graph =
        build(
            declared.network(
                List.of(4),
                declared.field("a", declared.dense(3)),
                declared.field("b", declared.dense(2), declared.output(Loss.MSE))));
    assertTrue(graph.layers().stream().noneMatch(Layer.Flatten.class::isInstance));
  }

  @Test
  void reluOnTheSameFieldAsksForHe() {
    assertEquals(InitKind.HE_UNIFORM, init(declared.dense(3), declared.relu()));
    assertEquals(
        InitKind.HE_UNIFORM, init(declared.dense(3), declared.batchNorm(), declared.relu()));
  }

  @Test
  void everythingElseAsksForGlorot() {
    assertEquals(InitKind.GLOROT_UNIFORM, init(declared.dense(3)));
    assertEquals(InitKind.GLOROT_UNIFORM, init(declared.dense(3), declared.tanh()));
    assertEquals(InitKind.GLOROT_UNIFORM, init(declared.relu(), declared.dense(3)));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEFAULT")
  void anExplicitInitStays(Init init) {
    assertEquals(init.name(), init(declared.dense(3, init), declared.relu()).name());
  }

  private InitKind init(StageDeclaration... stages) {
    LayerGraph graph =
        build(
            declared.network(
                List.of(4),
                declared.field("a", stages),
                declared.field("b", declared.relu(), declared.output(Loss.MSE))));
    return graph.layers().stream()
        .filter(Layer.Dense.class::isInstance)
        .map(layer -> ((Layer.Dense) layer).init())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void paddingIsResolvedWhereItNeedsNoShape() {
    assertEquals(Pads.NONE, pads(Padding.VALID));
    assertEquals(Pads.SAME, pads(Padding.SAME));
    assertEquals(new Pads(3, 3, 3, 3), pads(Padding.VALID, 3));
    assertEquals(new Pads(1, 2, 1, 2), pads(Padding.VALID, 1, 2));
    assertEquals(new Pads(1, 2, 3, 4), pads(Padding.VALID, 1, 2, 3, 4));
  }

  private Pads pads(Padding padding, Integer... pad) {
    Layer layer = only(declared.conv(2, 3, 1, padding, pad));
    return assertInstanceOf(Layer.Conv2d.class, layer).pads();
  }

  @Test
  void poolingStepsByItsWindowUnlessToldOtherwise() {
    Layer.MaxPool2d byDefault = assertInstanceOf(Layer.MaxPool2d.class, only(declared.maxPool(3)));
    assertEquals(new Size2(3, 3), byDefault.window());
    assertEquals(new Size2(3, 3), byDefault.stride());
    Layer.MaxPool2d overlapping =
        assertInstanceOf(Layer.MaxPool2d.class, only(declared.maxPool(3, 2, 1)));
    assertEquals(new Size2(2, 1), overlapping.stride());
  }

  private Layer only(StageDeclaration stage) {
    return build(
            declared.network(
                List.of(1, 8, 8),
                declared.field("x", stage),
                declared.field("y", declared.dense(2), declared.output(Loss.MSE))))
        .layers()
        .get(1);
  }

  @ParameterizedTest
  @EnumSource
  void everyLossIsKnown(Loss loss) {
    assertEquals(loss.name(), output(loss, Reduction.MEAN).loss().name());
  }

  @ParameterizedTest
  @EnumSource
  void everyReductionIsKnown(Reduction reduction) {
    Layer.Output output = output(Loss.CROSS_ENTROPY, reduction);
    assertEquals(reduction.name(), output.reduction().name());
    assertEquals(List.of("no", "yes"), output.labels());
  }

  private Layer.Output output(Loss loss, Reduction reduction) {
    StageDeclaration output =
        new StageDeclaration.Output(loss, reduction, List.of("no", "yes"), declared.place());
    return build(declared.network(List.of(4), declared.field("y", declared.dense(2), output)))
        .output();
  }

  @Test
  void withMistakesTheRestIsStillThere() {
    LayerGraph graph =
        GraphBuilder.build(
                declared.network(
                    List.of(4),
                    0,
                    declared.field("a", declared.dense(0), declared.dropout(-1)),
                    declared.field("b", declared.dense(2))),
                diagnostics)
            .orElseThrow();
    assertEquals(
        List.of("input", "a.dense", "a.dropout", "b.dense"),
        graph.layers().stream().map(Layer::name).toList());
    assertEquals(
        List.of(
            ShapeCode.VALUE_OUT_OF_RANGE,
            ShapeCode.VALUE_OUT_OF_RANGE,
            StructureCode.OUTPUT_MISSING,
            ShapeCode.VALUE_OUT_OF_RANGE),
        codes());
  }

  @Test
  void withoutAnInputValuesAreCheckedButThereIsNoGraph() {
    NetworkDeclaration network =
        declared.network(
            List.of(), declared.field("a", declared.dense(0), declared.output(Loss.MSE)));
    assertTrue(GraphBuilder.build(network, diagnostics).isEmpty());
    assertEquals(List.of(ShapeCode.VALUE_OUT_OF_RANGE, StructureCode.INPUT_MISSING), codes());
  }

  @Test
  void ofWhatIsNoClassNothingElseIsSaid() {
    ModelClass form = new ModelClass(ModelClass.Kind.RECORD, false, false, false);
    NetworkDeclaration network =
        new NetworkDeclaration(
            "demo",
            "Model",
            form,
            List.of(),
            0,
            Optional.empty(),
            List.of(),
            declared.place(),
            declared.place());
    assertTrue(GraphBuilder.build(network, diagnostics).isEmpty());
    assertEquals(List.of(StructureCode.MODEL_CLASS_NOT_USABLE), codes());
  }

  private LayerGraph build(NetworkDeclaration network) {
    LayerGraph graph = GraphBuilder.build(network, diagnostics).orElseThrow();
    assertEquals(List.of(), diagnostics.sorted());
    return graph;
  }

  private List<DiagnosticCode> codes() {
    return diagnostics.sorted().stream().map(found -> found.code()).toList();
  }
}
