package dev.synapt.processor.dump;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.AttentionOp;
import dev.synapt.processor.lower.BasicLossOp;
import dev.synapt.processor.lower.ConvOp;
import dev.synapt.processor.lower.EmbeddingOp;
import dev.synapt.processor.lower.FrozenNormGrad;
import dev.synapt.processor.lower.JoinAxis;
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
import dev.synapt.processor.lower.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The text form of operations. */
final class OpText {

  private OpText() {}

  static String of(OpGraph graph) {
    return header(graph) + parameters(graph) + ops(graph);
  }

  private static String header(OpGraph graph) {
    String gradient = graph.inputGradient().map(id -> ", input gradient " + id).orElse("");
    return "input %s %s, output %s%s\n"
        .formatted(graph.input(), type(graph, graph.input()), graph.output(), gradient);
  }

  private static String parameters(OpGraph graph) {
    Columns columns = new Columns();
    for (Parameter p : graph.parameters()) {
      columns.row(
          p.value().toString(),
          p.name(),
          p.shape().toString(),
          p.trainable() ? "trained" : "kept",
          p.init() + " fan " + p.fanIn() + " " + p.fanOut());
    }
    return columns.render();
  }

  private static String ops(OpGraph graph) {
    Columns columns = new Columns();
    for (Op op : graph.ops()) {
      columns.row(
          join(op.outputs(), ",", ValueId::toString),
          op.origin().toString(),
          describe(op),
          join(op.inputs(), " ", ValueId::toString),
          "-> " + join(op.outputs(), ", ", id -> type(graph, id)));
    }
    return columns.render();
  }

  private static String join(List<ValueId> ids, String by, Function<ValueId, String> text) {
    return ids.stream().map(text).collect(Collectors.joining(by));
  }

  private static String type(OpGraph graph, ValueId id) {
    Value value = graph.value(id);
    return value.kind() == Value.Kind.SAMPLE
        ? Shapes.perSample(value.shape())
        : value.shape().toString();
  }

  private static String describe(Op op) {
    String attributes = attributes(op);
    return op.getClass().getSimpleName() + (attributes.isEmpty() ? "" : "(" + attributes + ")");
  }

  private static String attributes(Op op) {
    return switch (op) {
      case Op.Dense o -> o.activation().map(Activation::toString).orElse("");
      case Op.DenseGradInput o -> o.gate().isPresent() ? "gated" : "";
      case Op.DenseGradWeights o -> "";
      case Op.Conv2d o -> o.window() + then(o.activation());
      case Op.Conv2dGradInput o -> o.window().toString();
      case Op.Conv2dGradWeights o -> o.window().toString();
      case Op.MaxPool o -> o.window() + then(o.relu() ? Optional.of("RELU") : Optional.empty());
      case Op.MaxPoolGrad o -> o.window().toString();
      case Op.AvgPool o -> o.window().toString();
      case Op.AvgPoolGrad o -> o.window().toString();
      case Op.Activate o -> o.function().toString();
      case Op.ActivateGrad o -> o.function().toString();
      case Op.BatchNormStatistics o -> "epsilon " + o.epsilon() + ", momentum " + o.momentum();
      case Op.BatchNormApply o -> o.activation().map(Activation::toString).orElse("");
      case Op.BatchNormGradParameters o -> o.gate().isPresent() ? "gated" : "";
      case Op.BatchNormGradInput o -> o.gate().isPresent() ? "gated" : "";
      case Op.BatchNormInference o -> "epsilon " + o.epsilon();
      case FrozenNormGrad o -> "epsilon " + o.epsilon();
      case Op.ScaleShift o -> "";
      case Op.Dropout o -> o.rate() + ", layer " + o.layerIndex();
      case Op.DropoutGrad o -> "";
      case Op.Flatten o -> "";
      case Op.Unflatten o -> "";
      case Op.Softmax o -> "";
      case Op.SoftmaxGrad o -> "";
      case PReluOp _, LogSoftmaxOp _, EmbeddingOp.Forward _, PositionalOp _ -> "";
      case EmbeddingOp.GradWeights o ->
          o.padding().isPresent() ? "padding " + o.padding().getAsInt() : "";
      case SampleNormOp o -> o.perPosition() ? "each position" : "groups " + o.groups();
      case AttentionOp o -> "heads " + o.heads() + (o.causal() ? ", causal" : "");
      case PositionOp o -> o.axes().toString();
      case ConvOp o -> o.axes() + (o.groups() == 1 ? "" : ", groups " + o.groups());
      case LossOp o -> o.loss() + ", " + o.reduction() + o.options().text();
      case TopologyOp.Add o -> o.activation().map(Activation::toString).orElse("");
      case TopologyOp.SharedGradient o -> "";
      case TopologyOp.Multiply o -> "";
      case TopologyOp.Concat o -> o.axis().equals(JoinAxis.CHANNELS) ? "" : o.axis().toString();
      case TopologyOp.Split o -> "";
      case TopologyOp.Part o ->
          "from " + o.first() + (o.axis().equals(JoinAxis.CHANNELS) ? "" : " of " + o.axis());
      case TopologyOp.Subsample o -> "stride " + o.stride();
      case TopologyOp.SubsampleGrad o -> "stride " + o.stride();
      case BasicLossOp.SoftmaxCrossEntropy o -> o.reduction().toString();
      case BasicLossOp.SquaredError o -> o.reduction().toString();
    };
  }

  private static String then(Optional<?> attribute) {
    return attribute.map(a -> ", " + a).orElse("");
  }
}
