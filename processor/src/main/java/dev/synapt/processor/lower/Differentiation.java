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
import java.util.OptionalInt;
import java.util.Set;

/**
 * Adds the backward pass: for each forward operation, last first, the operations that carry the gradient of the loss
 * from its output to its inputs and parameters. Only values that a trained tensor (or the input, where its gradient is
 * wanted) depends on get a gradient. That of a value that several operations read is the sum of what comes back from
 * each of them.
 */
public final class Differentiation {

  private final OpGraph forward;
  private final OpGraphBuilder builder;
  private final Set<ValueId> wanted = new HashSet<>();
  private final Map<ValueId, List<ValueId>> gradients = new HashMap<>();
  private final Map<ValueId, List<ValueId>> weightParts = new LinkedHashMap<>();

  private Differentiation(OpGraph forward) {
    this.forward = forward;
    this.builder = new OpGraphBuilder(forward);
  }

  /**
   * The forward graph followed by its backward pass.
   *
   * @param forward a training graph that ends in a loss
   * @param inputGradient whether the gradient by the network's input is wanted too
   */
  public static OpGraph run(OpGraph forward, boolean inputGradient) {
    return new Differentiation(forward).differentiate(inputGradient);
  }

  private OpGraph differentiate(boolean inputGradient) {
    if (inputGradient) {
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
    for (Op op : forward.ops().reversed()) {
      backward(op);
    }
    weightParts.forEach(this::sumParts);
    Optional<ValueId> byInput = inputGradient();
    return UnusedWinners.without(builder.build(forward.input(), byInput, forward.output()));
  }

  private boolean isRowOfResults(Op op) {
    return op.outputs().contains(forward.output()) && forward.readers(forward.output()).isEmpty();
  }

  private Optional<ValueId> inputGradient() {
    ValueId input = forward.input();
    Origin at = new Origin(builder.at(input).name(), "input", Direction.BACKWARD);
    List<ValueId> inputs =
        forward.readers(input).stream()
            .filter(TopologyOp.Part.class::isInstance)
            .map(op -> op.outputs().getFirst())
            .toList();
    if (wanted.contains(input) && !inputs.isEmpty()) {
      ValueId row = builder.sample("d " + builder.at(input).name(), builder.at(input).shape());
      List<ValueId> parts = inputs.stream().map(part -> gradient(part, at)).toList();
      builder.add(new TopologyOp.Concat(at, parts, JoinAxis.CHANNELS, row));
      return Optional.of(row);
    }
    return gradients.containsKey(input) ? Optional.of(gradient(input, at)) : Optional.empty();
  }

  /** Nothing comes back through what depends on nothing trained, and from the row of all results. */
  private void backward(Op op) {
    if (op.outputs().stream().noneMatch(wanted::contains) || isRowOfResults(op)) {
      return;
    }
    Origin at = op.origin().backward();
    switch (op) {
      case Op.SoftmaxCrossEntropy loss -> add(loss.x(), loss.dx());
      case Op.SquaredError loss -> add(loss.x(), loss.dx());
      case LossOp loss -> add(loss.x(), loss.dx());
      case Op.Dense dense -> backward(dense, at);
      case Op.Conv2d conv -> backward(conv, at);
      case Op.BatchNormApply norm -> backward(norm, at);
      case Op.MaxPool pool ->
          into(
              pool.x(),
              dx ->
                  new Op.MaxPoolGrad(
                      at, gradient(pool.y(), at), pool.winner().orElseThrow(), pool.window(), dx));
      case Op.AvgPool pool ->
          into(pool.x(), dx -> new Op.AvgPoolGrad(at, gradient(pool.y(), at), pool.window(), dx));
      case Op.Activate f ->
          into(
              f.x(), dx -> new Op.ActivateGrad(at, f.function(), saved(f), gradient(f.y(), at), dx));
      case PositionOp.Weighted p ->
          into(p.x(), dx -> new PositionOp.WeightedGrad(at, gradient(p.y(), at), p.axes(), dx));
      case PositionOp.Max p ->
          into(
              p.x(),
              dx ->
                  new PositionOp.MaxGrad(
                      at, gradient(p.y(), at), p.winner().orElseThrow(), p.axes(), dx));
      case PositionOp.Unpool u ->
          into(
              u.x(),
              dx ->
                  new PositionOp.UnpoolGrad(
                      at, gradient(u.y(), at), u.winner(), u.axes(), dx));
      case ConvOp.Forward c -> backward(c, at);
      case ConvOp.Transposed c -> backward(c, at);
      case PReluOp.Forward p -> backward(p, at);
      case SampleNormOp.Forward n -> backward(n, at);
      case EmbeddingOp.Forward e -> backward(e, at);
      case PositionalOp.Sinusoidal p -> unchanged(p.x(), gradient(p.y(), at));
      case PositionalOp.Learned p -> backward(p, at);
      case AttentionOp.Products a -> backward(a, at);
      case AttentionOp.Gather a -> backward(a, at);
      case AttentionOp.Softmax s ->
          into(
              s.x(),
              dx ->
                  new AttentionOp.SoftmaxGrad(
                      at, s.y(), gradient(s.y(), at), s.heads(), s.causal(), dx));
      case LogSoftmaxOp.Forward l ->
          into(l.x(), dx -> new LogSoftmaxOp.Gradient(at, l.y(), gradient(l.y(), at), dx));
      case Op.Dropout drop ->
          into(drop.x(), dx -> new Op.DropoutGrad(at, gradient(drop.y(), at), drop.mask(), dx));
      case Op.Flatten flat ->
          into(flat.x(), dx -> new Op.Unflatten(at, gradient(flat.y(), at), dx));
      case Op.Unflatten image ->
          into(image.dy(), dx -> new Op.Flatten(at, gradient(image.dx(), at), dx));
      case Op.Softmax soft ->
          into(soft.x(), dx -> new Op.SoftmaxGrad(at, soft.y(), gradient(soft.y(), at), dx));
      case Op.BatchNormStatistics statistics -> {
        // its gradient is part of BatchNormGradInput
      }
      case Op.BatchNormInference n ->
          into(
              n.x(),
              dx ->
                  new FrozenNormGrad(
                      at,
                      gradient(n.y(), at),
                      n.gamma(),
                      n.runningVariance(),
                      n.epsilon(),
                      dx));
      case Op.ScaleShift i -> throw new IllegalArgumentException("not in training: " + i);
      case TopologyOp.Add add -> backward(add, at);
      case TopologyOp.Multiply product -> backward(product, at);
      case TopologyOp.Concat concat -> backward(concat, at);
      case TopologyOp.Split split -> backward(split, at);
      case TopologyOp.Part part -> {
        if (part.origin().direction() == Direction.BACKWARD) {
          throw alreadyBackward(part);
        }
        // the gradients by all inputs are put together at the end
      }
      case TopologyOp.SharedGradient g -> throw alreadyBackward(g);
      case TopologyOp.Subsample some ->
          into(
              some.x(),
              dx ->
                  new TopologyOp.SubsampleGrad(at, gradient(some.y(), at), some.stride(), dx));
      case TopologyOp.SubsampleGrad g -> throw alreadyBackward(g);
      case Op.DenseGradInput g -> throw alreadyBackward(g);
      case Op.DenseGradWeights g -> throw alreadyBackward(g);
      case Op.Conv2dGradInput g -> throw alreadyBackward(g);
      case Op.Conv2dGradWeights g -> throw alreadyBackward(g);
      case Op.MaxPoolGrad g -> throw alreadyBackward(g);
      case Op.AvgPoolGrad g -> throw alreadyBackward(g);
      case Op.ActivateGrad g -> throw alreadyBackward(g);
      case Op.BatchNormGradParameters g -> throw alreadyBackward(g);
      case Op.BatchNormGradInput g -> throw alreadyBackward(g);
      case FrozenNormGrad g -> throw alreadyBackward(g);
      case PositionOp.WeightedGrad g -> throw alreadyBackward(g);
      case PositionOp.UnpoolGrad g -> throw alreadyBackward(g);
      case PositionOp.MaxGrad g -> throw alreadyBackward(g);
      case ConvOp.GradWeights g -> throw alreadyBackward(g);
      case AttentionOp.Spread g -> throw alreadyBackward(g);
      case AttentionOp.SoftmaxGrad g -> throw alreadyBackward(g);
      case EmbeddingOp.GradWeights g -> throw alreadyBackward(g);
      case PositionalOp.GradWeights g -> throw alreadyBackward(g);
      case SampleNormOp.GradInput g -> throw alreadyBackward(g);
      case SampleNormOp.GradWeights g -> throw alreadyBackward(g);
      case PReluOp.GradInput g -> throw alreadyBackward(g);
      case PReluOp.GradWeights g -> throw alreadyBackward(g);
      case LogSoftmaxOp.Gradient g -> throw alreadyBackward(g);
      case Op.DropoutGrad g -> throw alreadyBackward(g);
      case Op.SoftmaxGrad g -> throw alreadyBackward(g);
    }
  }

  private static IllegalArgumentException alreadyBackward(Op op) {
    return new IllegalArgumentException("already a gradient: " + op);
  }

  private void backward(Op.Dense dense, Origin at) {
    ValueId dy = gradient(dense.y(), at);
    into(dense.x(), dx -> new Op.DenseGradInput(at, dy, dense.w(), Optional.empty(), dx));
    weights(
        dense.w(),
        dw -> new Op.DenseGradWeights(at, dense.x(), dy, dw, parameterGradient(dense.b())));
  }

  private void backward(Op.Conv2d conv, Origin at) {
    ValueId dy = gradient(conv.y(), at);
    into(conv.x(), dx -> new Op.Conv2dGradInput(at, dy, conv.w(), conv.window(), dx));
    weights(
        conv.w(),
        dw ->
            new Op.Conv2dGradWeights(
                at, conv.x(), dy, conv.window(), dw, parameterGradient(conv.b())));
  }

  private static ValueId saved(Op.Activate f) {
    return f.function().kind().derivesFromInput() ? f.x() : f.y();
  }

  private void backward(ConvOp.Forward conv, Origin at) {
    ValueId dy = gradient(conv.y(), at);
    into(
        conv.x(),
        dx ->
            new ConvOp.Transposed(
                at, dy, conv.w(), Optional.empty(), conv.axes(), conv.groups(), dx));
    weights(
        conv.w(),
        dw ->
            new ConvOp.GradWeights(
                at,
                conv.x(),
                dy,
                false,
                conv.axes(),
                conv.groups(),
                dw,
                parameterGradient(conv.b())));
  }

  private void backward(ConvOp.Transposed conv, Origin at) {
    ValueId dy = gradient(conv.y(), at);
    into(
        conv.x(),
        dx ->
            new ConvOp.Forward(
                at, dy, conv.w(), Optional.empty(), conv.axes(), conv.groups(), dx));
    weights(
        conv.w(),
        dw ->
            new ConvOp.GradWeights(
                at,
                dy,
                conv.x(),
                true,
                conv.axes(),
                conv.groups(),
                dw,
                parameterGradient(conv.b())));
  }

  private void backward(SampleNormOp.Forward norm, Origin at) {
    ValueId dy = gradient(norm.y(), at);
    Optional<ValueId> gamma = norm.affine().map(SampleNormOp.Affine::gamma);
    Value statistics = builder.at(norm.statistics());
    into(
        norm.x(),
        dx ->
            new SampleNormOp.GradInput(
                at,
                norm.x(),
                dy,
                gamma,
                norm.statistics(),
                norm.groups(),
                norm.perPosition(),
                dx,
                builder.sample(builder.at(dx).name() + ".means", statistics.shape())));
    norm.affine()
        .ifPresent(
            affine ->
                weights(
                    affine.gamma(),
                    dgamma ->
                        new SampleNormOp.GradWeights(
                            at,
                            norm.x(),
                            dy,
                            norm.statistics(),
                            norm.groups(),
                            norm.perPosition(),
                            dgamma,
                            parameterGradient(affine.beta()))));
  }

  private void backward(AttentionOp.Products op, Origin at) {
    ValueId dw = gradient(op.w(), at);
    int heads = op.heads();
    boolean causal = op.causal();
    Origin a = named(at, "queries");
    Origin b = named(at, "keys");
    into(op.a(), da -> new AttentionOp.Gather(a, dw, op.b(), heads, causal, op.scale(), da));
    into(op.b(), db -> new AttentionOp.Spread(b, dw, op.a(), heads, causal, op.scale(), db));
  }

  private void backward(AttentionOp.Gather op, Origin at) {
    ValueId da = gradient(op.a(), at);
    int heads = op.heads();
    boolean causal = op.causal();
    Origin w = named(at, "weights");
    Origin b = named(at, "values");
    into(op.w(), dw -> new AttentionOp.Products(w, da, op.b(), heads, causal, op.scale(), dw));
    into(op.b(), db -> new AttentionOp.Spread(b, op.w(), da, heads, causal, op.scale(), db));
  }

  private void backward(TopologyOp.Split split, Origin at) {
    List<ValueId> parts =
        split.outputs().stream().map(part -> gradient(part, at)).toList();
    into(split.x(), dx -> new TopologyOp.Concat(at, parts, JoinAxis.CHANNELS, dx));
  }

  /** Token ids have no gradient, even where that by the input is wanted. */
  private void backward(EmbeddingOp.Forward embedding, Origin at) {
    ValueId dy = gradient(embedding.y(), at);
    OptionalInt padding = forward.parameter(embedding.w()).zeroRow();
    weights(
        embedding.w(),
        dw -> new EmbeddingOp.GradWeights(at, embedding.x(), dy, padding, dw));
  }

  private void backward(PositionalOp.Learned positions, Origin at) {
    ValueId dy = gradient(positions.y(), at);
    unchanged(positions.x(), dy);
    weights(positions.w(), dw -> new PositionalOp.GradWeights(at, dy, dw));
  }

  /** The gradient by x is the one that arrives: nothing to compute. */
  private void unchanged(ValueId x, ValueId dy) {
    if (wanted.contains(x)) {
      add(x, dy);
    }
  }

  private void backward(PReluOp.Forward prelu, Origin at) {
    ValueId dy = gradient(prelu.y(), at);
    into(prelu.x(), dx -> new PReluOp.GradInput(at, prelu.x(), prelu.w(), dy, dx));
    weights(prelu.w(), dw -> new PReluOp.GradWeights(at, prelu.x(), dy, dw));
  }

  private void backward(Op.BatchNormApply norm, Origin at) {
    ValueId dy = gradient(norm.y(), at);
    ValueId dgamma = parameterGradient(norm.gamma());
    ValueId dbeta = parameterGradient(norm.beta());
    builder.add(
        new Op.BatchNormGradParameters(
            at, norm.x(), dy, norm.mean(), norm.inverse(), Optional.empty(), dgamma, dbeta));
    into(
        norm.x(),
        dx ->
            new Op.BatchNormGradInput(
                at,
                norm.x(),
                dy,
                norm.mean(),
                norm.inverse(),
                norm.gamma(),
                dgamma,
                dbeta,
                Optional.empty(),
                dx));
  }

  /** The gradient of a sum is that of each of its terms: nothing to compute. */
  private void backward(TopologyOp.Add add, Origin at) {
    ValueId dy = gradient(add.y(), at);
    add.inputs().forEach(x -> unchanged(x, dy));
  }

  private void backward(TopologyOp.Multiply product, Origin at) {
    ValueId dy = gradient(product.y(), at);
    into(product.a(), dx -> new TopologyOp.Multiply(named(at, "first"), dy, product.b(), dx));
    into(product.b(), dx -> new TopologyOp.Multiply(named(at, "second"), dy, product.a(), dx));
  }

  private void backward(TopologyOp.Concat concat, Origin at) {
    ValueId dy = gradient(concat.y(), at);
    int first = 0;
    for (int i = 0; i < concat.inputs().size(); i++) {
      ValueId x = concat.inputs().get(i);
      int from = first;
      into(x, dx -> new TopologyOp.Part(at, dy, concat.axis(), from, dx));
      first += concat.axis().length(builder.at(x).shape());
    }
  }

  /** Operations that have routines of their own have names of their own. */
  private static Origin named(Origin at, String part) {
    return new Origin(at.field(), at.stage() + "." + part, at.direction());
  }

  private interface GradientOf {
    Op into(ValueId dx);
  }

  private void into(ValueId x, GradientOf op) {
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
  private void weights(ValueId w, GradientOf op) {
    if (wanted.contains(w)) {
      builder.add(op.into(parameterGradient(w)));
    }
  }

  /** Whether gradients come back from several operations; those of statistics are in BatchNormGradInput. */
  private boolean isShared(ValueId x) {
    return forward.readers(x).stream()
            .filter(op -> !(op instanceof Op.BatchNormStatistics) && !isRowOfResults(op))
            .mapToInt(op -> Collections.frequency(op.inputs(), x))
            .sum()
        > 1;
  }

  private void add(ValueId x, ValueId dx) {
    gradients.computeIfAbsent(x, key -> new ArrayList<>()).add(dx);
  }

  /** The gradient by a value all of whose readers have been gone back through. */
  private ValueId gradient(ValueId value, Origin at) {
    List<ValueId> parts = gradients.getOrDefault(value, List.of());
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("nothing comes back to " + builder.at(value));
    }
    if (parts.size() > 1) {
      ValueId sum = builder.sample("d " + builder.at(value).name(), builder.at(value).shape());
      Origin origin = new Origin(at.field(), at.stage() + ".parts", at.direction());
      builder.add(new TopologyOp.Add(origin, List.copyOf(parts), Optional.empty(), sum));
      gradients.put(value, new ArrayList<>(List.of(sum)));
    }
    return gradients.get(value).getFirst();
  }

  private ValueId parameterGradient(ValueId parameter) {
    Value value = builder.at(parameter);
    if (forward.readers(parameter).size() == 1) {
      return builder.value("d " + value.name(), Value.Kind.PARAMETER_GRADIENT, value.shape());
    }
    List<ValueId> parts = weightParts.computeIfAbsent(parameter, key -> new ArrayList<>());
    String part = "d " + value.name() + ".part" + (parts.size() + 1);
    parts.add(builder.value(part, Value.Kind.PARAMETER_GRADIENT, value.shape()));
    return parts.getLast();
  }

  /** The last use comes first in a backward pass, and the first use in the sum. */
  private void sumParts(ValueId parameter, List<ValueId> parts) {
    Value value = builder.at(parameter);
    ValueId dw = builder.value("d " + value.name(), Value.Kind.PARAMETER_GRADIENT, value.shape());
    Origin first = forward.readers(parameter).getFirst().origin().backward();
    String tensor = value.name().substring(value.name().lastIndexOf('.') + 1);
    builder.add(new TopologyOp.SharedGradient(named(first, tensor), parts.reversed(), dw));
  }

  private Optional<ValueId> parameterGradient(Optional<ValueId> parameter) {
    return parameter.map(this::parameterGradient);
  }
}
