package dev.synapt.processor.oracle;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.interpret.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Turns sequences around: those of PyTorch's layers of tokens are {@code [N,L,C]}, ours {@code
 * [N,C,L]}.
 */
final class ChannelsFirst {

  private static final Set<String> LAYERS = Set.of("embedding", "multihead_self_attention");

  private ChannelsFirst() {}

  /** The tensors of a case, token ids as its x; others than sequences stay as they are. */
  static Map<String, Tensor> of(String op, Map<String, Tensor> tensors) {
    if (!LAYERS.contains(op)) {
      return tensors;
    }
    Map<String, Tensor> turned = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> {
      boolean sequence = Set.of("x", "y").contains(name);
      turned.put(name.equals("indices") ? "x" : name, sequence ? transposed(tensor) : tensor);
    });
    return turned;
  }

  static Tensor transposed(Tensor tensor) {
    int rows = tensor.dim(1);
    int columns = tensor.dim(2);
    Tensor result = Tensor.zeros(Shape.of(tensor.dim(0), columns, rows));
    for (int i = 0; i < tensor.size(); i++) {
      int from = i / (rows * columns) * rows * columns + i % rows * columns + i / rows % columns;
      result.data()[i] = tensor.data()[from];
    }
    return result;
  }
}
