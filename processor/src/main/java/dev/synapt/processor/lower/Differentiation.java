package dev.synapt.processor.lower;

import dev.synapt.processor.graph.ValueId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Adds the backward pass: for each forward operation, last first, the operations that carry the
 * gradient of the loss from its output to its inputs and parameters. Only values that a trained
 * tensor (or the input, where its gradient is wanted) depends on get a gradient. That of a value
 * that several operations read is the sum of what comes back from each of them.
 */
public final class Differentiation {

  private final OpGraph forward;
  private final OpGraphBuilder builder;
  private final Gradients gradients;

  private Differentiation(OpGraph forward, boolean inputGradient) {
    this.forward = forward;
    this.builder = new OpGraphBuilder(forward);
    this.gradients = new Gradients(forward, builder, inputGradient);
  }

  /**
   * The forward graph followed by its backward pass.
   *
   * @param forward a training graph that ends in a loss
   * @param inputGradient whether the gradient by the network's input is wanted too
   * @throws IllegalArgumentException if there is no loss, or a backward pass already
   */
  public static OpGraph run(OpGraph forward, boolean inputGradient) {
    boolean backward =
        forward.ops().stream().anyMatch(op -> op.origin().direction() == Direction.BACKWARD);
    if (backward || forward.ops().stream().noneMatch(Differentiation::isLoss)) {
      throw new IllegalArgumentException("not a training graph without its backward pass");
    }
    return new Differentiation(forward, inputGradient).differentiate();
  }

  private static boolean isLoss(Op op) {
    return op instanceof BasicLossOp || op instanceof LossOp;
  }

  private OpGraph differentiate() {
    for (Op op : forward.ops().reversed()) {
      backward(op);
    }
    gradients.sumShared();
    Optional<ValueId> byInput = inputGradient();
    return UnusedWinners.without(builder.build(forward.input(), byInput, forward.output()));
  }

  private Optional<ValueId> inputGradient() {
    ValueId input = forward.input();
    Origin at = new Origin(builder.at(input).name(), "input", Direction.BACKWARD);
    List<ValueId> inputs =
        forward.readers(input).stream()
            .filter(TopologyOp.Part.class::isInstance)
            .map(op -> op.outputs().getFirst())
            .toList();
    if (!inputs.isEmpty() && inputs.stream().allMatch(gradients::isWanted)) {
      ValueId row = builder.sample("d " + builder.at(input).name(), builder.at(input).shape());
      List<ValueId> parts = inputs.stream().map(part -> gradients.by(part, at)).toList();
      builder.add(new TopologyOp.Concat(at, parts, JoinAxis.CHANNELS, row));
      return Optional.of(row);
    }
    return gradients.haveReached(input) ? Optional.of(gradients.by(input, at)) : Optional.empty();
  }

  /**
   * Nothing comes back through what depends on nothing trained, and from the row of all results.
   */
  private void backward(Op op) {
    if (op.outputs().stream().noneMatch(gradients::isWanted) || gradients.isRowOfResults(op)) {
      return;
    }
    Origin at = op.origin().backward();
    switch (op) {
      case BasicLossOp.SoftmaxCrossEntropy loss -> gradients.add(loss.x(), loss.dx());
      case BasicLossOp.SquaredError loss -> gradients.add(loss.x(), loss.dx());
      case LossOp loss -> gradients.add(loss.x(), loss.dx());
      case Op.Dense dense -> backward(dense, at);
      case Op.Conv2d conv -> backward(conv, at);
      case Op.BatchNormApply norm -> backward(norm, at);
      case Op.MaxPool pool ->
          gradients.into(
              pool.x(),
              dx ->
                  new Op.MaxPoolGrad(
                      at,
                      gradients.by(pool.y(), at),
                      pool.winner().orElseThrow(),
                      pool.window(),
                      dx));
      case Op.AvgPool pool ->
          gradients.into(
              pool.x(),
              dx -> new Op.AvgPoolGrad(at, gradients.by(pool.y(), at), pool.window(), dx));
      case Op.Activate f ->
          gradients.into(
              f.x(),
              dx -> new Op.ActivateGrad(at, f.function(), saved(f), gradients.by(f.y(), at), dx));
      case PositionOp.Weighted p ->
          gradients.into(
              p.x(), dx -> new PositionOp.WeightedGrad(at, gradients.by(p.y(), at), p.axes(), dx));
      case PositionOp.Max p ->
          gradients.into(
              p.x(),
              dx ->
                  new PositionOp.MaxGrad(
                      at, gradients.by(p.y(), at), p.winner().orElseThrow(), p.axes(), dx));
      case PositionOp.Unpool u ->
          gradients.into(
              u.x(),
              dx ->
                  new PositionOp.UnpoolGrad(at, gradients.by(u.y(), at), u.winner(), u.axes(), dx));
      case ConvOp.Forward c -> backward(c, at);
      case ConvOp.Transposed c -> backward(c, at);
      case PReluOp.Forward p -> backward(p, at);
      case SampleNormOp.Forward n -> backward(n, at);
      case EmbeddingOp.Forward e -> backward(e, at);
      case PositionalOp.Sinusoidal p -> gradients.unchanged(p.x(), gradients.by(p.y(), at));
      case PositionalOp.Learned p -> backward(p, at);
      case AttentionOp.Products a -> backward(a, at);
      case AttentionOp.Gather a -> backward(a, at);
      case AttentionOp.Softmax s ->
          gradients.into(
              s.x(),
              dx ->
                  new AttentionOp.SoftmaxGrad(
                      at, s.y(), gradients.by(s.y(), at), s.heads(), s.causal(), dx));
      case LogSoftmaxOp.Forward l ->
          gradients.into(
              l.x(), dx -> new LogSoftmaxOp.Gradient(at, l.y(), gradients.by(l.y(), at), dx));
      case Op.Dropout drop ->
          gradients.into(
              drop.x(), dx -> new Op.DropoutGrad(at, gradients.by(drop.y(), at), drop.mask(), dx));
      case Op.Flatten flat ->
          gradients.into(flat.x(), dx -> new Op.Unflatten(at, gradients.by(flat.y(), at), dx));
      case Op.Unflatten image ->
          gradients.into(image.dy(), dx -> new Op.Flatten(at, gradients.by(image.dx(), at), dx));
      case Op.Softmax soft ->
          gradients.into(
              soft.x(), dx -> new Op.SoftmaxGrad(at, soft.y(), gradients.by(soft.y(), at), dx));
      case Op.BatchNormStatistics statistics -> {
        // its gradient is part of BatchNormGradInput
      }
      case Op.BatchNormInference n ->
          gradients.into(
              n.x(),
              dx ->
                  new FrozenNormGrad(
                      at,
                      gradients.by(n.y(), at),
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
          gradients.into(
              some.x(),
              dx ->
                  new TopologyOp.SubsampleGrad(at, gradients.by(some.y(), at), some.stride(), dx));
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
    ValueId dy = gradients.by(dense.y(), at);
    gradients.into(dense.x(), dx -> new Op.DenseGradInput(at, dy, dense.w(), Optional.empty(), dx));
    gradients.byWeights(
        dense.w(),
        dw -> new Op.DenseGradWeights(at, dense.x(), dy, dw, gradients.byParameter(dense.b())));
  }

  private void backward(Op.Conv2d conv, Origin at) {
    ValueId dy = gradients.by(conv.y(), at);
    gradients.into(conv.x(), dx -> new Op.Conv2dGradInput(at, dy, conv.w(), conv.window(), dx));
    gradients.byWeights(
        conv.w(),
        dw ->
            new Op.Conv2dGradWeights(
                at, conv.x(), dy, conv.window(), dw, gradients.byParameter(conv.b())));
  }

  private static ValueId saved(Op.Activate f) {
    return f.function().kind().derivesFromInput() ? f.x() : f.y();
  }

  private void backward(ConvOp.Forward conv, Origin at) {
    ValueId dy = gradients.by(conv.y(), at);
    gradients.into(
        conv.x(),
        dx ->
            new ConvOp.Transposed(
                at, dy, conv.w(), Optional.empty(), conv.axes(), conv.groups(), dx));
    gradients.byWeights(
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
                gradients.byParameter(conv.b())));
  }

  private void backward(ConvOp.Transposed conv, Origin at) {
    ValueId dy = gradients.by(conv.y(), at);
    gradients.into(
        conv.x(),
        dx ->
            new ConvOp.Forward(at, dy, conv.w(), Optional.empty(), conv.axes(), conv.groups(), dx));
    gradients.byWeights(
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
                gradients.byParameter(conv.b())));
  }

  private void backward(SampleNormOp.Forward norm, Origin at) {
    ValueId dy = gradients.by(norm.y(), at);
    Optional<ValueId> gamma = norm.affine().map(SampleNormOp.Affine::gamma);
    Value statistics = builder.at(norm.statistics());
    gradients.into(
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
        .ifPresent(affine ->
            gradients.byWeights(
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
                        gradients.byParameter(affine.beta()))));
  }

  private void backward(AttentionOp.Products op, Origin at) {
    ValueId dw = gradients.by(op.w(), at);
    int heads = op.heads();
    boolean causal = op.causal();
    Origin a = at.part("queries");
    Origin b = at.part("keys");
    gradients.into(
        op.a(), da -> new AttentionOp.Gather(a, dw, op.b(), heads, causal, op.scale(), da));
    gradients.into(
        op.b(), db -> new AttentionOp.Spread(b, dw, op.a(), heads, causal, op.scale(), db));
  }

  private void backward(AttentionOp.Gather op, Origin at) {
    ValueId da = gradients.by(op.a(), at);
    int heads = op.heads();
    boolean causal = op.causal();
    Origin w = at.part("weights");
    Origin b = at.part("values");
    gradients.into(
        op.w(), dw -> new AttentionOp.Products(w, da, op.b(), heads, causal, op.scale(), dw));
    gradients.into(
        op.b(), db -> new AttentionOp.Spread(b, op.w(), da, heads, causal, op.scale(), db));
  }

  private void backward(TopologyOp.Split split, Origin at) {
    List<ValueId> parts = split.outputs().stream().map(part -> gradients.by(part, at)).toList();
    gradients.into(split.x(), dx -> new TopologyOp.Concat(at, parts, JoinAxis.CHANNELS, dx));
  }

  /** Token ids have no gradient, even where that by the input is wanted. */
  private void backward(EmbeddingOp.Forward embedding, Origin at) {
    ValueId dy = gradients.by(embedding.y(), at);
    OptionalInt padding = forward.parameter(embedding.w()).zeroRow();
    gradients.byWeights(
        embedding.w(), dw -> new EmbeddingOp.GradWeights(at, embedding.x(), dy, padding, dw));
  }

  private void backward(PositionalOp.Learned positions, Origin at) {
    ValueId dy = gradients.by(positions.y(), at);
    gradients.unchanged(positions.x(), dy);
    gradients.byWeights(positions.w(), dw -> new PositionalOp.GradWeights(at, dy, dw));
  }

  private void backward(PReluOp.Forward prelu, Origin at) {
    ValueId dy = gradients.by(prelu.y(), at);
    gradients.into(prelu.x(), dx -> new PReluOp.GradInput(at, prelu.x(), prelu.w(), dy, dx));
    gradients.byWeights(prelu.w(), dw -> new PReluOp.GradWeights(at, prelu.x(), dy, dw));
  }

  private void backward(Op.BatchNormApply norm, Origin at) {
    ValueId dy = gradients.by(norm.y(), at);
    ValueId dgamma = gradients.byParameter(norm.gamma());
    ValueId dbeta = gradients.byParameter(norm.beta());
    builder.add(
        new Op.BatchNormGradParameters(
            at, norm.x(), dy, norm.mean(), norm.inverse(), Optional.empty(), dgamma, dbeta));
    gradients.into(
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
    ValueId dy = gradients.by(add.y(), at);
    add.inputs().forEach(x -> gradients.unchanged(x, dy));
  }

  private void backward(TopologyOp.Multiply product, Origin at) {
    ValueId dy = gradients.by(product.y(), at);
    gradients.into(
        product.a(), dx -> new TopologyOp.Multiply(at.part("first"), dy, product.b(), dx));
    gradients.into(
        product.b(), dx -> new TopologyOp.Multiply(at.part("second"), dy, product.a(), dx));
  }

  private void backward(TopologyOp.Concat concat, Origin at) {
    ValueId dy = gradients.by(concat.y(), at);
    int first = 0;
    for (int i = 0; i < concat.inputs().size(); i++) {
      ValueId x = concat.inputs().get(i);
      int from = first;
      gradients.into(x, dx -> new TopologyOp.Part(at, dy, concat.axis(), from, dx));
      first += concat.axis().length(builder.at(x).shape());
    }
  }
}
