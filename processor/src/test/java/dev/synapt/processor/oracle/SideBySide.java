package dev.synapt.processor.oracle;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.interpret.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several inputs {@code x0}, {@code x1}, ... as one {@code x}: their channels side by side, where
 * they differ in nothing else; images of other sizes as rows; where they differ in the number of
 * samples, all of them as a single row.
 */
final class SideBySide {

  private SideBySide() {}

  /** The tensors, and {@code x}. */
  static Map<String, Tensor> with(Map<String, Tensor> tensors) {
    Map<String, Tensor> result = new LinkedHashMap<>(tensors);
    List<Tensor> parts = parts(tensors);
    if (parts.size() > 1 && haveOneImage(parts)) {
      result.put("x", join(parts));
    } else if (parts.size() > 1 && haveOneRank(parts)) {
      result.put("x", join(parts.stream().map(SideBySide::asRows).toList()));
    } else if (parts.size() > 1 && haveOneSample(parts)) {
      result.put("x", join(parts.stream().map(SideBySide::asRow).toList()));
    }
    return result;
  }

  /** The tensors, with {@code x} in place of its parts. */
  static Map<String, Tensor> instead(Map<String, Tensor> tensors) {
    Map<String, Tensor> result = with(tensors);
    if (result.containsKey("x")) {
      result.keySet().removeIf(name -> name.matches("x\\d"));
    }
    return result;
  }

  /** {@code x0}, {@code x1}, ... */
  static List<Tensor> parts(Map<String, Tensor> tensors) {
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; tensors.containsKey("x" + i); i++) {
      parts.add(tensors.get("x" + i));
    }
    return parts;
  }

  private static boolean haveOneImage(List<Tensor> parts) {
    return parts.stream().map(SideBySide::withoutChannels).distinct().count() == 1;
  }

  private static boolean haveOneRank(List<Tensor> parts) {
    return parts.stream().map(part -> List.of(part.dim(0), part.shape().rank())).distinct().count()
        == 1;
  }

  private static boolean haveOneSample(List<Tensor> parts) {
    return parts.stream()
            .map(part -> part.shape().dims().subList(1, part.shape().rank()))
            .distinct()
            .count()
        == 1;
  }

  private static Tensor asRow(Tensor tensor) {
    return tensor.reshape(Shape.of(1, tensor.size()));
  }

  private static Tensor asRows(Tensor tensor) {
    return tensor.reshape(Shape.of(tensor.dim(0), tensor.size() / tensor.dim(0)));
  }

  private static List<Integer> withoutChannels(Tensor tensor) {
    List<Integer> dims = new ArrayList<>(tensor.shape().dims());
    dims.subList(1, 2).clear();
    return dims;
  }

  static Tensor join(List<Tensor> parts) {
    List<Integer> dims = new ArrayList<>(parts.getFirst().shape().dims());
    dims.set(1, parts.stream().mapToInt(part -> part.dim(1)).sum());
    Tensor whole = Tensor.filled(new Shape(dims), 0);
    int batch = dims.getFirst();
    int row = whole.size() / batch;
    int at = 0;
    for (Tensor part : parts) {
      int size = part.size() / batch;
      for (int n = 0; n < batch; n++) {
        System.arraycopy(part.data(), n * size, whole.data(), n * row + at, size);
      }
      at += size;
    }
    return whole;
  }
}
