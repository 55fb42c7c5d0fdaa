package dev.synapt.processor.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.Layer;
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
import dev.synapt.processor.summary.NetworkSummary;
import org.junit.jupiter.api.Test;

final class GraphPictureTest {

  private static final TypedGraph NET =
      NetBuilder.input("Net", 16, Shape.of(2, 9, 9))
          .field("a")
          .conv2d(
              4,
              new Window(new Size2(3, 2), new Size2(2, 1), new Size2(1, 3), new Pads(1, 0, 1, 2)),
              true)
          .field("b")
          .dense(3, false)
          .output(LossKind.MSE, LossReduction.MEAN);

  private static NetworkSummary summary(TypedGraph net) {
    return Planned.summary(net);
  }

  @Test
  void aMermaidChart() {
    assertEquals(
        """
        flowchart TD
          n0["input<br/>Input"]
          n1["a.conv2d<br/>Conv2d 4 @ 3x2, stride 2x1, dilation 1x3, pad{1,0,1,2}<br/>52 parameters"]
          n2["b.flatten<br/>Flatten"]
          n3["b.dense<br/>Dense 3, no bias<br/>480 parameters"]
          n4["b.output<br/>Output MSE"]
          n0 -- "[2,9,9]" --> n1
          n1 -- "[4,5,8]" --> n2
          n2 -- "[160]" --> n3
          n3 -- "[3]" --> n4
        """,
        GraphPicture.mermaid(NET, summary(NET)));
  }

  @Test
  void aGraphvizGraph() {
    assertEquals(
        """
        digraph "Net" {
          node [shape=box];
          n0 [label="input\\nInput"];
          n1 [label="a.conv2d\\nConv2d 4 @ 3x2, stride 2x1, dilation 1x3, pad{1,0,1,2}\\n52 parameters"];
          n2 [label="b.flatten\\nFlatten"];
          n3 [label="b.dense\\nDense 3, no bias\\n480 parameters"];
          n4 [label="b.output\\nOutput MSE"];
          n0 -> n1 [label="[2,9,9]"];
          n1 -> n2 [label="[4,5,8]"];
          n2 -> n3 [label="[160]"];
          n3 -> n4 [label="[3]"];
        }
        """,
        GraphPicture.dot(NET, summary(NET)));
  }

  @Test
  void everyLayerAndEveryEdgeIsInThePicture() {
    for (TypedGraph net : TestNets.all()) {
      String chart = GraphPicture.mermaid(net, summary(net));
      long edges = net.graph().layers().stream().mapToLong(l -> l.inputs().size()).sum();
      assertEquals(1 + net.graph().layers().size() + edges, chart.lines().count());
    }
  }

  /** Strides, dilations and padding stand where they belong. */
  @Test
  void theFormulaOfAConvolution() {
    Formula formula = Formula.of(NET.graph().layers().get(1));
    assertEquals(
        "y[k,i,j] = b[k] + sum_{c,r,s} W[k,c,r,s] x[c, 2i + r - 1, j + 3s]", formula.forward());
    assertEquals(3, formula.backward().size());
  }

  @Test
  void everyLayerHasAForwardFormula() {
    for (TypedGraph net : TestNets.all()) {
      for (Layer layer : net.graph().layers()) {
        Formula formula = Formula.of(layer);
        assertTrue(!formula.forward().isBlank(), layer::toString);
        assertEquals(layer instanceof Layer.Input, formula.backward().isEmpty(), layer::toString);
      }
    }
  }
}
