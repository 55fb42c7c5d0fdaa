package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The tensors of one execution while it runs. */
final class ValueTable {

  private final OpGraph graph;
  private final int batch;
  private final Tensor[] tensors;
  private final Map<String, Tensor> statistics = new LinkedHashMap<>();
  private final List<Shape> shapes;
  private OptionalDouble loss = OptionalDouble.empty();

  ValueTable(OpGraph graph, int batch) {
    this.graph = graph;
    this.batch = batch;
    this.shapes = graph.values().stream().map(value -> shape(value, batch)).toList();
    this.tensors = new Tensor[graph.values().size()];
  }

  int batch() {
    return batch;
  }

  /** A value's shape with every axis: the batch in front where there is one tensor per sample. */
  Shape shape(ValueId id) {
    return shapes.get(id.index());
  }

  private static Shape shape(Value value, int batch) {
    if (value.kind() != Value.Kind.SAMPLE) {
      return value.shape();
    }
    List<Integer> dims = new ArrayList<>(value.shape().dims());
    dims.addFirst(batch);
    return new Shape(dims);
  }

  Tensor get(ValueId id) {
    if (tensors[id.index()] == null) {
      throw new IllegalStateException("read before it is defined: " + graph.value(id));
    }
    return tensors[id.index()];
  }

  double[] data(ValueId id) {
    return get(id).data();
  }

  void put(ValueId id, Tensor tensor) {
    if (tensors[id.index()] != null) {
      throw new IllegalStateException("defined twice: " + graph.value(id));
    }
    if (!tensor.shape().equals(shape(id))) {
      throw new IllegalArgumentException(
          graph.value(id).name() + " is " + shape(id) + ", not " + tensor.shape());
    }
    tensors[id.index()] = tensor;
  }

  /** Defines a value as zeros that the caller adds to. */
  double[] zeros(ValueId id) {
    put(id, Tensor.zeros(shape(id)));
    return data(id);
  }

  void statistic(ValueId id, double[] after) {
    statistics.put(graph.value(id).name(), new Tensor(shape(id), after));
  }

  /** Adds the loss of an output. */
  void loss(double value) {
    loss = OptionalDouble.of(loss.orElse(0) + value);
  }

  Execution finish() {
    return new Execution(graph, tensors, loss, statistics);
  }
}
