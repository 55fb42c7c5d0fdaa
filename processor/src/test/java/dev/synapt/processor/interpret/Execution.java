package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Everything that one execution of a graph computed. */
public final class Execution {

  private final OpGraph graph;
  private final Tensor[] tensors;
  private final OptionalDouble loss;
  private final Map<String, Tensor> statistics;

  Execution(OpGraph graph, Tensor[] tensors, OptionalDouble loss, Map<String, Tensor> statistics) {
    this.graph = graph;
    this.tensors = tensors.clone();
    this.loss = loss;
    this.statistics = Map.copyOf(statistics);
  }

  /** Whether the graph defines a value: fusion leaves ids behind that nothing defines. */
  public boolean isDefined(ValueId id) {
    return tensors[id.index()] != null;
  }

  /** Any value, the batch as its first axis where there is one tensor per sample. */
  public Tensor value(ValueId id) {
    if (!isDefined(id)) {
      throw new IllegalArgumentException("nothing defines " + graph.value(id));
    }
    return tensors[id.index()];
  }

  /** A value by its name; empty where the graph defines none. */
  public Optional<Tensor> named(String name) {
    return graph.values().stream()
        .filter(value -> value.name().equals(name) && isDefined(value.id()))
        .map(value -> value(value.id()))
        .findFirst();
  }

  /** The logits or predictions in training, what {@code predict} returns in inference. */
  public Tensor output() {
    return value(graph.output());
  }

  /** Whether the graph is a training graph. */
  public boolean hasLoss() {
    return loss.isPresent();
  }

  /** The loss, reduced as the output says. */
  public double loss() {
    return loss.orElseThrow(() -> new IllegalStateException("the graph has no loss"));
  }

  /** The gradient of the loss by the batch, where the graph computes it. */
  public Tensor inputGradient() {
    return value(graph.inputGradient().orElseThrow());
  }

  /** Whether the graph computes the gradient by the batch. */
  public boolean hasInputGradient() {
    return graph.inputGradient().isPresent();
  }

  /** The gradients of the loss by every trained tensor, by the tensor's name. */
  public Map<String, Tensor> gradients() {
    Map<String, Tensor> result = new LinkedHashMap<>();
    graph.parameters().stream()
        .filter(parameter -> parameter.trainable())
        .forEach(p ->
            graph.gradientOf(p).map(Value::id).ifPresent(id -> result.put(p.name(), value(id))));
    return result;
  }

  /** Running means and variances as they are after this batch, by name; empty in inference. */
  public Map<String, Tensor> statistics() {
    return statistics;
  }
}
