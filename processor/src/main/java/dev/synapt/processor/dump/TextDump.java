package dev.synapt.processor.dump;

import dev.synapt.processor.graph.LayerGraph;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.lower.OpGraph;

/**
 * The text form of each stage's result: one line per node, the same text for equal results. {@code
 * N} in a shape is the batch.
 *
 * <pre>
 * %1  conv1.conv2d     Conv2d(8, 5x5, HE_UNIFORM)  %0  -&gt; [N,8,24,24]
 * %2  conv1.maxpool2d  MaxPool2d(2x2,s2x2)         %1  -&gt; [N,8,12,12]
 * </pre>
 */
public final class TextDump {

  private TextDump() {}

  /** The layers, without shapes. */
  public static String of(LayerGraph graph) {
    return LayerText.of(graph);
  }

  /** The layers with the shape of each one's value. */
  public static String of(TypedGraph graph) {
    return LayerText.of(graph);
  }

  /**
   * The tensors of the weights (name, shape, start, fan-in and fan-out), then the operations: the
   * values each defines, its layer (with {@code '} on the way back), what it is, the values it
   * reads, and the shapes it defines.
   */
  public static String of(OpGraph graph) {
    return OpText.of(graph);
  }
}
