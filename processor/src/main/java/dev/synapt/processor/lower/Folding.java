package dev.synapt.processor.lower;

import dev.synapt.processor.graph.ValueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prepares batch normalisation of inference in the weights: behind a dense layer or convolution
 * nothing is left of it to compute, elsewhere a multiply-add. Results differ from those of the
 * unfolded operations by rounding.
 */
public final class Folding {

  private final OpGraph graph;
  private final List<Op> ops = new ArrayList<>();
  private final List<NormFold> folds = new ArrayList<>();

  private Folding(OpGraph graph) {
    this.graph = graph;
  }

  /** The graph of inference with every batch normalisation folded. */
  public static OpGraph run(OpGraph inference) {
    Folding folding = new Folding(inference);
    inference.ops().forEach(folding::add);
    return new OpGraph(
        inference.values(),
        inference.parameters(),
        folding.ops,
        inference.input(),
        inference.inputGradient(),
        folding.folds,
        inference.output());
  }

  private void add(Op op) {
    if (!(op instanceof Op.BatchNormInference norm)) {
      ops.add(op);
      return;
    }
    Optional<Op> producer =
        graph.definition(norm.x()).filter(_ -> graph.readers(norm.x()).size() == 1);
    switch (producer.orElse(null)) {
      case Op.Dense dense when isOnlyReader(dense.w()) -> {
        fold(norm, Optional.of(dense.w()), dense.b());
        ops.set(
            ops.indexOf(dense),
            new Op.Dense(
                dense.origin(),
                dense.x(),
                dense.w(),
                Optional.of(norm.beta()),
                dense.activation(),
                norm.y()));
      }
      case Op.Conv2d conv when isOnlyReader(conv.w()) -> {
        fold(norm, Optional.of(conv.w()), conv.b());
        ops.set(
            ops.indexOf(conv),
            new Op.Conv2d(
                conv.origin(),
                conv.x(),
                conv.w(),
                Optional.of(norm.beta()),
                conv.window(),
                conv.activation(),
                norm.y()));
      }
      case null, default -> {
        fold(norm, Optional.empty(), Optional.empty());
        ops.add(new Op.ScaleShift(norm.origin(), norm.x(), norm.gamma(), norm.beta(), norm.y()));
      }
    }
  }

  private boolean isOnlyReader(ValueId weight) {
    return graph.readers(weight).size() == 1;
  }

  /** Once, also where several layers have the same weights. */
  private void fold(Op.BatchNormInference norm, Optional<ValueId> weight, Optional<ValueId> bias) {
    if (folds.stream().anyMatch(fold -> fold.gamma().equals(norm.gamma()))) {
      return;
    }
    folds.add(
        new NormFold(
            weight,
            bias,
            norm.gamma(),
            norm.beta(),
            norm.runningMean(),
            norm.runningVariance(),
            norm.epsilon()));
  }
}
