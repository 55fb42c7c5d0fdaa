package dev.synapt.processor.lower;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import java.util.List;
import java.util.Optional;

/**
 * A network, or one direction of it, as operations in an order in which each reads only what
 * earlier ones define.
 *
 * @param values every value, by {@link ValueId#index()}
 * @param parameters the weights, in the order of the layers
 * @param ops the operations
 * @param input the batch as the caller gives it
 * @param inputGradient the gradient by the input, where it was asked for
 * @param folds what is done to the weights once, before the first operation
 * @param output the logits or predictions in training, what {@code predict} returns in inference
 */
public record OpGraph(
    List<Value> values,
    List<Parameter> parameters,
    List<Op> ops,
    ValueId input,
    Optional<ValueId> inputGradient,
    List<NormFold> folds,
    ValueId output) {

  public OpGraph {
    values = List.copyOf(values);
    parameters = List.copyOf(parameters);
    ops = List.copyOf(ops);
    folds = List.copyOf(folds);
  }

  /** The value with this identity. */
  public Value value(ValueId id) {
    return values.get(id.index());
  }

  /** The shape of a value: per sample for {@link Value.Kind#SAMPLE}. */
  public Shape shape(ValueId id) {
    return value(id).shape();
  }

  /** The gradient of a trained tensor, where the backward pass computes it. */
  public Optional<Value> gradientOf(Parameter parameter) {
    return values.stream()
        .filter(v -> v.kind() == Value.Kind.PARAMETER_GRADIENT)
        .filter(v -> v.name().equals("d " + parameter.name()))
        .findFirst();
  }

  /** The weights that a gradient, or a part of one, is by. */
  public Parameter parameterOf(ValueId gradient) {
    String name = value(gradient).name().substring("d ".length()).replaceFirst("\\.part\\d+$", "");
    return parameters.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  /** The operation that defines a value, if any does. */
  public Optional<Op> definition(ValueId id) {
    return ops.stream().filter(op -> op.outputs().contains(id)).findFirst();
  }

  /** The operations that read a value. */
  public List<Op> readers(ValueId id) {
    return ops.stream().filter(op -> op.inputs().contains(id)).toList();
  }

  /** The weights of a value that is one. */
  public Parameter parameter(ValueId id) {
    return parameters.stream().filter(p -> p.value().equals(id)).findFirst().orElseThrow();
  }

  /** The same graph with other operations. */
  public OpGraph withOps(List<Op> newOps) {
    return new OpGraph(values, parameters, newOps, input, inputGradient, folds, output);
  }
}
