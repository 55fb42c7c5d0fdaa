package dev.synapt.processor.lower;

import dev.synapt.processor.graph.InitKind;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import java.util.OptionalInt;

/**
 * A named tensor of the weights.
 *
 * @param name as in {@code conv1.conv2d.weight}
 * @param value the tensor
 * @param shape in PyTorch's order: dense {@code [out, in]}, convolution {@code [out, in,
 *     kernelHeight, kernelWidth]}
 * @param init how it starts
 * @param fanIn inputs that one output sums over
 * @param fanOut outputs that one input contributes to
 * @param trainable whether the optimizer changes it; false for running statistics and what is
 *     frozen
 * @param zeroRow an index of its first axis where it starts at zero
 */
public record Parameter(
    String name,
    ValueId value,
    Shape shape,
    InitKind init,
    int fanIn,
    int fanOut,
    boolean trainable,
    OptionalInt zeroRow) {

  /** All of which starts alike. */
  public Parameter(
      String name,
      ValueId value,
      Shape shape,
      InitKind init,
      int fanIn,
      int fanOut,
      boolean trainable) {
    this(name, value, shape, init, fanIn, fanOut, trainable, OptionalInt.empty());
  }
}
