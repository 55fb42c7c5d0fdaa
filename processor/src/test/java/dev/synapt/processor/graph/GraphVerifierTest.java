package dev.synapt.processor.graph;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.synapt.processor.diagnostic.SourceRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GraphVerifierTest {

  private static final Size2 THREE = new Size2(3, 3);

  private final Layer input = new Layer.Input("input", Shape.of(1, 6, 6), id(0), SourceRef.NONE);
  private final Layer flatten = new Layer.Flatten("y", id(1), id(2), SourceRef.NONE);
  private final Layer dense = dense(id(2), id(3));
  private final Layer output = output(id(3), id(4));
  private final List<Shape> shapes =
      List.of(Shape.of(1, 6, 6), Shape.of(2, 4, 4), Shape.of(32), Shape.of(3), Shape.of(3));

  @Test
  void aSoundGraphPasses() {
    assertDoesNotThrow(() -> verify(shapes, input, conv(Pads.NONE), flatten, dense, output));
  }

  @Test
  void theInputMustBeFirst() {
    assertBroken("input not first at " + flatten, shapes, flatten, input, dense, dense, output);
  }

  @Test
  void anOutputMustBeLast() {
    assertBroken(
        "output not last at " + dense,
        shapes.subList(0, 4),
        input,
        conv(Pads.NONE),
        flatten,
        dense);
  }

  @Test
  void nothingReadsAnOutput() {
    List<Shape> more = new ArrayList<>(shapes);
    more.add(Shape.of(3));
    Layer second = output(id(4), id(5));
    assertBroken(
        "output read at " + second, more, input, conv(Pads.NONE), flatten, dense, output, second);
  }

  @Test
  void valuesMustBeDefinedInOrderAndReadLater() {
    Layer late = dense(id(2), id(4));
    assertBroken(
        "value out of order at " + late, shapes, input, conv(Pads.NONE), flatten, late, output);
    Layer ahead = dense(id(3), id(3));
    assertBroken("input later at " + ahead, shapes, input, conv(Pads.NONE), flatten, ahead, output);
  }

  @Test
  void namesMustBeUnique() {
    Layer first = new Layer.Dropout("y", id(0), id(1), 0.5, SourceRef.NONE);
    Layer second = new Layer.Dropout("y", id(1), id(2), 0.5, SourceRef.NONE);
    List<Shape> same = List.of(Shape.of(3), Shape.of(3), Shape.of(3), Shape.of(3));
    Layer vector = new Layer.Input("input", Shape.of(3), id(0), SourceRef.NONE);
    assertBroken("name twice at " + second, same, vector, first, second, output(id(2), id(3)));
  }

  @Test
  void paddingMustBeInNumbers() {
    Layer conv = conv(Pads.SAME);
    assertBroken("padding not resolved at " + conv, shapes, input, conv, flatten, dense, output);
  }

  @Test
  void shapesMustFitTheLayers() {
    List<Shape> image =
        List.of(shapes.get(0), shapes.get(1), shapes.get(1), shapes.get(3), shapes.get(4));
    assertBroken(
        "size changed at " + flatten, image, input, conv(Pads.NONE), flatten, dense, output);
    List<Shape> grown =
        List.of(shapes.get(0), shapes.get(1), shapes.get(2), shapes.get(3), Shape.of(4));
    assertBroken(
        "shape changed at " + output, grown, input, conv(Pads.NONE), flatten, dense, output);
    assertBroken(
        "layers at " + shapes.subList(0, 2), shapes.subList(0, 2), input, conv(Pads.NONE), output);
  }

  private static void assertBroken(String rule, List<Shape> shapes, Layer... layers) {
    IllegalStateException broken =
        assertThrows(IllegalStateException.class, () -> verify(shapes, layers));
    assertEquals("broken graph: " + rule, broken.getMessage());
  }

  private static void verify(List<Shape> shapes, Layer... layers) {
    LayerGraph graph = new LayerGraph("demo", "Model", 64, List.of(layers), SourceRef.NONE);
    GraphVerifier.verify(new TypedGraph(graph, shapes));
  }

  private static Layer conv(Pads pads) {
    Size2 one = new Size2(1, 1);
    return new Layer.Conv2d(
        "x", id(0), id(1), 2, THREE, one, one, pads, true, InitKind.HE_UNIFORM, SourceRef.NONE);
  }

  private static Layer dense(ValueId x, ValueId y) {
    return new Layer.Dense("y", x, y, 3, true, InitKind.GLOROT_UNIFORM, SourceRef.NONE);
  }

  private static Layer output(ValueId x, ValueId y) {
    return new Layer.Output("y", x, y, LossKind.MSE, LossReduction.MEAN, List.of(), SourceRef.NONE);
  }

  private static ValueId id(int index) {
    return new ValueId(index);
  }
}
