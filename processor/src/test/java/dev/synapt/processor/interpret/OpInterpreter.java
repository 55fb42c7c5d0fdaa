package dev.synapt.processor.interpret;

import dev.synapt.processor.lower.AttentionOp;
import dev.synapt.processor.lower.BasicLossOp;
import dev.synapt.processor.lower.ConvOp;
import dev.synapt.processor.lower.EmbeddingOp;
import dev.synapt.processor.lower.FrozenNormGrad;
import dev.synapt.processor.lower.LogSoftmaxOp;
import dev.synapt.processor.lower.LossOp;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.PReluOp;
import dev.synapt.processor.lower.Parameter;
import dev.synapt.processor.lower.PositionOp;
import dev.synapt.processor.lower.PositionalOp;
import dev.synapt.processor.lower.SampleNormOp;
import dev.synapt.processor.lower.TopologyOp;
import java.util.Map;

/**
 * Executes an {@link OpGraph} operation by operation, in double precision and with plain loops.
 *
 * <p>This is the definition of the operations: what {@link Op} says in a formula, {@link DenseOps},
 * {@link ConvOps}, {@link PoolOps}, {@link NormOps}, {@link ElementwiseOps}, {@link TopologyOps}
 * and {@link LossOps} say in code that is written to be read and not to be fast. The interpreter
 * itself is judged against PyTorch's results and against central differences; generated code is
 * judged against the interpreter.
 */
public final class OpInterpreter {

  private final ValueTable values;
  private final Feed feed;

  private OpInterpreter(ValueTable values, Feed feed) {
    this.values = values;
    this.feed = feed;
  }

  /**
   * Executes every operation once.
   *
   * @param graph any graph: training or inference, with or without a backward pass, fused or not
   * @param parameters every tensor of the weights by name, statistics included; not changed
   * @param feed a batch of any size
   */
  public static Execution run(OpGraph graph, Map<String, Tensor> parameters, Feed feed) {
    ValueTable values = new ValueTable(graph, feed.x().dim(0));
    values.put(graph.input(), feed.x().reshape(values.shape(graph.input())));
    for (Parameter parameter : graph.parameters()) {
      values.put(parameter.value(), parameter(parameters, parameter.name()));
    }
    graph.folds().forEach(fold -> NormOps.fold(fold, values));
    OpInterpreter interpreter = new OpInterpreter(values, feed);
    graph.ops().forEach(interpreter::execute);
    return values.finish();
  }

  private static Tensor parameter(Map<String, Tensor> parameters, String name) {
    Tensor tensor = parameters.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + name + " in " + parameters.keySet());
    }
    return tensor;
  }

  private void execute(Op op) {
    switch (op) {
      case Op.Dense o -> DenseOps.forward(o, values);
      case Op.DenseGradInput o -> DenseOps.gradInput(o, values);
      case Op.DenseGradWeights o -> DenseOps.gradWeights(o, values);
      case Op.Conv2d o -> ConvOps.forward(o, values);
      case Op.Conv2dGradInput o -> ConvOps.gradInput(o, values);
      case Op.Conv2dGradWeights o -> ConvOps.gradWeights(o, values);
      case Op.MaxPool o -> PoolOps.max(o, values);
      case Op.MaxPoolGrad o -> PoolOps.maxGrad(o, values);
      case Op.AvgPool o -> PoolOps.average(o, values);
      case Op.AvgPoolGrad o -> PoolOps.averageGrad(o, values);
      case Op.Activate o -> ElementwiseOps.activate(o, values);
      case Op.ActivateGrad o -> ElementwiseOps.activateGrad(o, values);
      case Op.BatchNormStatistics o -> NormOps.statistics(o, values);
      case Op.BatchNormApply o -> NormOps.apply(o, values);
      case Op.BatchNormGradParameters o -> NormOps.gradParameters(o, values);
      case Op.BatchNormGradInput o -> NormOps.gradInput(o, values);
      case Op.BatchNormInference o -> NormOps.inference(o, values);
      case FrozenNormGrad o -> NormOps.inferenceGrad(o, values);
      case Op.ScaleShift o -> NormOps.scaleShift(o, values);
      case Op.Dropout o -> ElementwiseOps.dropout(o, values, feed.mask());
      case Op.DropoutGrad o -> ElementwiseOps.dropoutGrad(o, values);
      case Op.Flatten o -> values.put(o.y(), values.get(o.x()).reshape(values.shape(o.y())));
      case Op.Unflatten o -> values.put(o.dx(), values.get(o.dy()).reshape(values.shape(o.dx())));
      case Op.Softmax o -> LossOps.softmax(o, values);
      case Op.SoftmaxGrad o -> LossOps.softmaxGrad(o, values);
      case SampleNormOp o -> SampleNormOps.execute(o, values);
      case AttentionOp o -> AttentionOps.execute(o, values);
      case EmbeddingOp o -> SequenceOps.execute(o, values);
      case PositionalOp o -> SequenceOps.execute(o, values);
      case PositionOp o -> PositionOps.execute(o, values);
      case ConvOp o -> PositionOps.execute(o, values);
      case LossOp o -> LossFunctions.execute(o, values, feed);
      case PReluOp o -> PReluOps.execute(o, values);
      case LogSoftmaxOp.Forward o -> LossOps.logSoftmax(o, values);
      case LogSoftmaxOp.Gradient o -> LossOps.logSoftmaxGrad(o, values);
      case TopologyOp.Add o -> TopologyOps.sum(o, values);
      case TopologyOp.Multiply o -> TopologyOps.product(o, values);
      case TopologyOp.SharedGradient o -> TopologyOps.sharedGradient(o, values);
      case TopologyOp.Concat o -> TopologyOps.concat(o, values);
      case TopologyOp.Split o -> TopologyOps.split(o, values);
      case TopologyOp.Part o -> TopologyOps.part(o, values);
      case TopologyOp.Subsample o -> TopologyOps.subsample(o, values);
      case TopologyOp.SubsampleGrad o -> TopologyOps.subsampleGrad(o, values);
      case BasicLossOp.SoftmaxCrossEntropy o ->
          LossOps.crossEntropy(o, values, feed.labels().orElseThrow());
      case BasicLossOp.SquaredError o -> squaredError(o);
    }
  }

  private void squaredError(BasicLossOp.SquaredError op) {
    if (feed.upstream().isPresent()) {
      values.put(op.dx(), feed.upstream().get());
    } else {
      LossOps.squaredError(op, values, feed.targets().orElseThrow());
    }
  }
}
