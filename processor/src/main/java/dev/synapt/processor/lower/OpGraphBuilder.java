package dev.synapt.processor.lower;

import dev.synapt.processor.graph.InitKind;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Collects values and operations while a graph is being made. */
final class OpGraphBuilder {

  private final List<Value> values = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Op> ops = new ArrayList<>();
  private boolean frozen;
  private String field = "";
  private String owner = "";

  /** Starts empty. */
  OpGraphBuilder() {}

  /** Starts with everything that a graph has. */
  OpGraphBuilder(OpGraph graph) {
    values.addAll(graph.values());
    parameters.addAll(graph.parameters());
    ops.addAll(graph.ops());
  }

  ValueId value(String name, Value.Kind kind, Shape shape) {
    ValueId id = new ValueId(values.size());
    values.add(new Value(id, name, kind, shape));
    return id;
  }

  ValueId sample(String name, Shape shape) {
    return value(name, Value.Kind.SAMPLE, shape);
  }

  ValueId channel(String name, int channels) {
    return value(name, Value.Kind.CHANNEL, Shape.of(channels));
  }

  /** Whether the parameters that follow stay as they are. */
  void frozen(boolean newFrozen) {
    frozen = newFrozen;
  }

  /**
   * Whose weights those that follow are.
   *
   * @param newField the field that they are asked for under
   * @param newOwner the field that they belong to
   */
  void owner(String newField, String newOwner) {
    field = newField;
    owner = newOwner;
  }

  private Optional<ValueId> existing(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(owned(name)))
        .map(Parameter::value)
        .findFirst();
  }

  private String owned(String name) {
    return field.equals(owner) ? name : owner + name.substring(field.length());
  }

  boolean isFrozen() {
    return frozen;
  }

  ValueId parameter(String name, Shape shape, InitKind init, int fanIn, int fanOut) {
    return parameter(name, shape, init, fanIn, fanOut, OptionalInt.empty());
  }

  ValueId parameter(
      String name, Shape shape, InitKind init, int fanIn, int fanOut, OptionalInt zeroRow) {
    return existing(name)
        .orElseGet(() -> {
          ValueId id = value(name, Value.Kind.PARAMETER, shape);
          parameters.add(new Parameter(name, id, shape, init, fanIn, fanOut, !frozen, zeroRow));
          return id;
        });
  }

  ValueId statistic(String name, int channels, InitKind init) {
    Shape shape = Shape.of(channels);
    return existing(name)
        .orElseGet(() -> {
          ValueId id = value(name, Value.Kind.STATISTIC, shape);
          parameters.add(new Parameter(name, id, shape, init, channels, channels, false));
          return id;
        });
  }

  Value at(ValueId id) {
    return values.get(id.index());
  }

  void add(Op op) {
    ops.add(op);
  }

  OpGraph build(ValueId input, Optional<ValueId> inputGradient, ValueId output) {
    return new OpGraph(values, parameters, ops, input, inputGradient, List.of(), output);
  }
}
