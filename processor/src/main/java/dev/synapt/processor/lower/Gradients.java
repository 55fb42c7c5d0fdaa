package dev.synapt.processor.lower;

import dev.synapt.processor.graph.ValueId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The gradients of a backward pass while it is made: which values get one, and what has come back
 * to them so far. What comes back from several readers is summed, and so are the gradients of
 * weights that are used several times.
 */
final class Gradients {

  private final OpGraph forward;
  private final OpGraphBuilder builder;
  private final Set<ValueId> wanted = new HashSet<>();
  private final Map<ValueId, List<ValueId>> gradients = new HashMap<>();
  private final Map<ValueId, List<ValueId>> weightParts = new LinkedHashMap<>();

  /** An operation that computes a gradient. */
  interface Rule {
    Op into(ValueId dx);
  }

  /**
   * Nothing has come back yet.
   *
   * @param input whether the gradient by the network's input is wanted, besides those by trained
   *     tensors
   */
  Gradients(OpGraph forward, OpGraphBuilder builder, boolean input) {
    this.forward = forward;
    this.builder = builder;
    if (input) {
      wanted.add(forward.input());
    }
    forward.parameters().stream()
        .filter(Parameter::trainable)
        .forEach(parameter -> wanted.add(parameter.value()));
    for (Op op : forward.ops()) {
      if (op.inputs().stream().anyMatch(wanted::contains)) {
        wanted.addAll(op.outputs());
      }
    }
    wanted.retainAll(taught());
  }

  /**
   * What the loss depends on in a way that has a gradient: not through the places of maxima alone.
   */
  private Set<ValueId> taught() {
    Set<ValueId> taught = new HashSet<>();
    for (Op op : forward.ops().reversed()) {
      switch (op) {
        case BasicLossOp _, LossOp _ -> {
          taught.addAll(op.inputs());
          taught.addAll(op.outputs());
        }
        case PositionOp.Unpool unpool when taught.contains(unpool.y()) -> taught.add(unpool.x());
        case Op.MaxPool pool when taught.contains(pool.y()) -> taught.add(pool.x());
        case PositionOp.Max pool when taught.contains(pool.y()) -> taught.add(pool.x());
        case PositionOp.Unpool _, Op.MaxPool _, PositionOp.Max _ -> {
          // nothing of it but the places
        }
        default -> {
          if (op.outputs().stream().anyMatch(taught::contains)) {
            taught.addAll(op.inputs());
          }
        }
      }
    }
    return taught;
  }

  /** Whether a value depends on what is trained, or is it, and the loss depends on the value. */
  boolean isWanted(ValueId value) {
    return wanted.contains(value);
  }

  /** Whether anything has come back to a value. */
  boolean haveReached(ValueId value) {
    return gradients.containsKey(value);
  }

  /** Whether it only puts the results of several outputs side by side. */
  boolean isRowOfResults(Op op) {
    return op.outputs().contains(forward.output()) && forward.readers(forward.output()).isEmpty();
  }

  /** The gradient by x is the one that arrives: nothing to compute. */
  void unchanged(ValueId x, ValueId dy) {
    if (wanted.contains(x)) {
      add(x, dy);
    }
  }

  /** What a rule sends back to x, if it is wanted. */
  void into(ValueId x, Rule op) {
    if (!wanted.contains(x)) {
      return;
    }
    Value value = builder.at(x);
    int others = gradients.getOrDefault(x, List.of()).size();
    String name = "d " + value.name() + (isShared(x) ? ".part" + (others + 1) : "");
    ValueId dx = builder.sample(name, value.shape());
    builder.add(op.into(dx));
    add(x, dx);
  }

  /** The gradients by weights, unless they are frozen, as all of a layer are or none. */
  void byWeights(ValueId w, Rule op) {
    if (wanted.contains(w)) {
      builder.add(op.into(byParameter(w)));
    }
  }

  /**
   * Whether gradients come back from several operations; those of statistics are in
   * BatchNormGradInput.
   */
  private boolean isShared(ValueId x) {
    return forward.readers(x).stream()
            .filter(op -> !(op instanceof Op.BatchNormStatistics) && !isRowOfResults(op))
            .mapToInt(op -> Collections.frequency(op.inputs(), x))
            .sum()
        > 1;
  }

  /** What a reader of x sends back to it. */
  void add(ValueId x, ValueId dx) {
    gradients.computeIfAbsent(x, key -> new ArrayList<>()).add(dx);
  }

  /** The gradient by a value all of whose readers have been gone back through. */
  ValueId by(ValueId value, Origin at) {
    List<ValueId> parts = gradients.getOrDefault(value, List.of());
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("nothing comes back to " + builder.at(value));
    }
    if (parts.size() > 1) {
      ValueId sum = builder.sample("d " + builder.at(value).name(), builder.at(value).shape());
      builder.add(new TopologyOp.Add(at.part("parts"), List.copyOf(parts), Optional.empty(), sum));
      gradients.put(value, new ArrayList<>(List.of(sum)));
    }
    return gradients.get(value).getFirst();
  }

  /**
   * A new value for the gradient by a tensor: one of several, where the tensor is used several
   * times.
   */
  ValueId byParameter(ValueId parameter) {
    Value value = builder.at(parameter);
    if (forward.readers(parameter).size() == 1) {
      return builder.value("d " + value.name(), Value.Kind.PARAMETER_GRADIENT, value.shape());
    }
    List<ValueId> parts = weightParts.computeIfAbsent(parameter, key -> new ArrayList<>());
    String part = "d " + value.name() + ".part" + (parts.size() + 1);
    parts.add(builder.value(part, Value.Kind.PARAMETER_GRADIENT, value.shape()));
    return parts.getLast();
  }

  /** Sums the gradients of tensors that are used several times. */
  void sumShared() {
    weightParts.forEach(this::sumParts);
  }

  /** The last use comes first in a backward pass, and the first use in the sum. */
  private void sumParts(ValueId parameter, List<ValueId> parts) {
    Value value = builder.at(parameter);
    ValueId dw = builder.value("d " + value.name(), Value.Kind.PARAMETER_GRADIENT, value.shape());
    Origin first = forward.readers(parameter).getFirst().origin().backward();
    String tensor = value.name().substring(value.name().lastIndexOf('.') + 1);
    builder.add(new TopologyOp.SharedGradient(first.part(tensor), parts.reversed(), dw));
  }

  /** The same for a tensor that need not be there. */
  Optional<ValueId> byParameter(Optional<ValueId> parameter) {
    return parameter.map(this::byParameter);
  }
}
