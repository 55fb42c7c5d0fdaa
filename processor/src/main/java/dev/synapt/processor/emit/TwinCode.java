package dev.synapt.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.AttentionOp;
import dev.synapt.processor.lower.AxisRule;
import dev.synapt.processor.lower.BasicLossOp;
import dev.synapt.processor.lower.ConvOp;
import dev.synapt.processor.lower.EmbeddingOp;
import dev.synapt.processor.lower.FrozenNormGrad;
import dev.synapt.processor.lower.LogSoftmaxOp;
import dev.synapt.processor.lower.LossOp;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.PReluOp;
import dev.synapt.processor.lower.PositionOp;
import dev.synapt.processor.lower.PositionalOp;
import dev.synapt.processor.lower.SampleNormOp;
import dev.synapt.processor.lower.TopologyOp;
import dev.synapt.processor.lower.Window;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.MemoryPlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes operations as calls of the double-precision library, one statement for each value. */
final class TwinCode {

  static final CodeBlock NULL = CodeBlock.of("null");
  private static final CodeBlock ONE = CodeBlock.of("1");

  private final OpGraph graph;
  private final MemoryPlan memory;
  private final CodeBlock.Builder code = CodeBlock.builder();
  private final SequenceTwin sequences = new SequenceTwin(this);
  private final SampleNormTwin norms = new SampleNormTwin(this);
  private final TopologyTwin topologies = new TopologyTwin(this);

  private TwinCode(OpGraph graph, MemoryPlan memory) {
    this.graph = graph;
    this.memory = memory;
  }

  /**
   * The statements of some operations.
   *
   * @param graph the training step they are from
   * @param memory how its values lie in memory, which dropout masks depend on
   */
  static CodeBlock of(List<Op> ops, OpGraph graph, MemoryPlan memory) {
    TwinCode twin = new TwinCode(graph, memory);
    ops.forEach(twin::add);
    return twin.code.build();
  }

  private void add(Op op) {
    switch (op) {
      case Op.Dense o ->
          activated(
              o.y(), o.activation(), call("dense", v(o.x()), v(o.w()), v(o.b()), channels(o.y())));
      case Op.DenseGradInput o -> add(o);
      case Op.DenseGradWeights o -> {
        put(o.dw(), call("denseGradWeights", v(o.x()), v(o.dy())));
        biasGradient(o.db(), o.dy());
      }
      case Op.Conv2d o ->
          activated(
              o.y(),
              o.activation(),
              call("conv", v(o.x()), v(o.w()), v(o.b()), conv(o.x(), o.window(), o.y()), ONE));
      case Op.Conv2dGradInput o ->
          put(
              o.dx(),
              call(
                  "convTransposed",
                  v(o.dy()),
                  v(o.w()),
                  NULL,
                  conv(o.dx(), o.window(), o.dy()),
                  ONE));
      case Op.Conv2dGradWeights o -> {
        CodeBlock positions = conv(o.x(), o.window(), o.dy());
        put(o.dw(), call("convGradWeights", v(o.x()), v(o.dy()), positions, ONE));
        biasGradient(o.db(), o.dy());
      }
      case ConvOp o -> add(o);
      case PositionOp o -> add(o);
      case PReluOp o -> add(o);
      case TopologyOp o -> topologies.add(o);
      case EmbeddingOp o -> sequences.add(o);
      case PositionalOp o -> sequences.add(o);
      case AttentionOp o -> sequences.add(o);
      case Op.MaxPool o -> add(o);
      case Op.MaxPoolGrad o -> put(o.dx(), maximaGrad(o.dy(), o.winner(), o.dx()));
      case Op.AvgPool o -> put(o.y(), call("means", v(o.x()), pool(o.x(), o.window(), o.y())));
      case Op.AvgPoolGrad o ->
          put(o.dx(), call("meansGrad", v(o.dy()), pool(o.dx(), o.window(), o.dy())));
      case Op.Activate o -> put(o.y(), call("activate", v(o.x()), function(o.function())));
      case Op.ActivateGrad o ->
          put(o.dx(), call("activateGrad", v(o.saved()), v(o.dy()), function(o.function())));
      case Op.BatchNormStatistics o -> {
        put(o.mean(), call("channelMeans", v(o.x()), channels(o.x())));
        put(o.inverse(), call("inverseDeviations", v(o.x()), v(o.mean()), number(o.epsilon())));
      }
      case Op.BatchNormApply o ->
          activated(
              o.y(),
              o.activation(),
              call("norm", v(o.x()), v(o.mean()), v(o.inverse()), v(o.gamma()), v(o.beta())));
      case Op.BatchNormGradParameters o -> {
        CodeBlock dy = gated(v(o.dy()), o.gate());
        put(o.dgamma(), call("normGradScale", v(o.x()), dy, v(o.mean()), v(o.inverse())));
        put(o.dbeta(), call("channelSums", dy, channels(o.dy())));
      }
      case Op.BatchNormGradInput o -> add(o);
      case SampleNormOp o -> norms.add(o);
      case Op.BatchNormInference o -> {
        CodeBlock inverse = inverseRoots(o.runningVariance(), o.epsilon());
        put(o.y(), call("norm", v(o.x()), v(o.runningMean()), inverse, v(o.gamma()), v(o.beta())));
      }
      case FrozenNormGrad o -> {
        CodeBlock inverse = inverseRoots(o.runningVariance(), o.epsilon());
        CodeBlock factors = call("product", v(o.gamma()), inverse);
        put(o.dx(), call("timesChannels", v(o.dy()), factors));
      }
      case Op.ScaleShift o -> throw new IllegalArgumentException("not in training: " + o);
      case Op.Dropout o -> {
        put(o.mask(), mask(o));
        put(o.y(), call("product", v(o.x()), v(o.mask())));
      }
      case Op.DropoutGrad o -> put(o.dx(), call("product", v(o.dy()), v(o.mask())));
      case Op.Flatten o -> put(o.y(), v(o.x()));
      case Op.Unflatten o -> put(o.dx(), v(o.dy()));
      case Op.Softmax o -> put(o.y(), call("softmax", v(o.x()), channels(o.x())));
      case Op.SoftmaxGrad o ->
          put(o.dx(), call("softmaxGrad", v(o.y()), v(o.dy()), channels(o.y())));
      case BasicLossOp.SoftmaxCrossEntropy o ->
          put(o.dx(), TwinLoss.of(v(o.x()), o.reduction(), graph.shape(o.x()).channels()));
      case BasicLossOp.SquaredError o ->
          put(o.dx(), TwinLoss.of(v(o.x()), o.reduction(), graph.shape(o.x()).channels()));
      case LossOp o -> put(o.dx(), TwinLoss.of(v(o.x()), o));
      case LogSoftmaxOp.Forward o -> put(o.y(), call("logSoftmax", v(o.x()), channels(o.x())));
      case LogSoftmaxOp.Gradient o ->
          put(o.dx(), call("logSoftmaxGrad", v(o.y()), v(o.dy()), channels(o.y())));
    }
  }

  private void add(ConvOp op) {
    switch (op) {
      case ConvOp.Forward o -> put(o.y(), conv("conv", o, o.x(), o.w(), o.b()));
      case ConvOp.Transposed o -> put(o.y(), conv("convTransposed", o, o.x(), o.w(), o.b()));
      case ConvOp.GradWeights o -> gradWeights(o);
    }
  }

  private void add(PositionOp op) {
    switch (op) {
      case PositionOp.Weighted o -> put(o.y(), call("weighted", v(o.x()), positions(o.axes())));
      case PositionOp.WeightedGrad o ->
          put(o.dx(), call("weightedGrad", v(o.dy()), positions(o.axes())));
      case PositionOp.Max o ->
          maxima(o.x(), call("winners", v(o.x()), positions(o.axes())), o.winner(), o.y());
      case PositionOp.Unpool o -> put(o.y(), maximaGrad(o.x(), o.winner(), o.y()));
      case PositionOp.UnpoolGrad o -> put(o.dx(), call("maxima", v(o.dy()), v(o.winner())));
      case PositionOp.MaxGrad o -> put(o.dx(), maximaGrad(o.dy(), o.winner(), o.dx()));
    }
  }

  private void add(PReluOp op) {
    switch (op) {
      case PReluOp.Forward o -> put(o.y(), call("prelu", v(o.x()), v(o.w()), channels(o.x())));
      case PReluOp.GradInput o ->
          put(o.dx(), call("preluGradInput", v(o.x()), v(o.w()), v(o.dy()), channels(o.x())));
      case PReluOp.GradWeights o ->
          put(o.dw(), call("preluGradWeights", v(o.x()), v(o.dy()), size(o.dw()), channels(o.x())));
    }
  }

  private void add(Op.DenseGradInput o) {
    CodeBlock dx = call("denseGradInput", v(o.dy()), v(o.w()), channels(o.dy()));
    put(o.dx(), gated(dx, o.gate()));
  }

  /** Zero where a ReLU let nothing through. */
  private CodeBlock gated(CodeBlock gradient, Optional<ValueId> gate) {
    return gate.map(y -> call("gated", gradient, v(y))).orElse(gradient);
  }

  private void add(Op.MaxPool o) {
    CodeBlock pool = pool(o.x(), o.window(), o.y());
    CodeBlock relu = CodeBlock.of("$L", o.relu());
    maxima(o.x(), call("winners", v(o.x()), pool, relu), o.winner(), o.y());
  }

  private void maxima(ValueId x, CodeBlock winners, Optional<ValueId> kept, ValueId y) {
    kept.ifPresent(winner -> put(winner, winners));
    put(y, call("maxima", v(x), kept.map(this::v).orElse(winners)));
  }

  private CodeBlock maximaGrad(ValueId dy, ValueId winner, ValueId dx) {
    return call("maximaGrad", v(dy), v(winner), size(dx));
  }

  private void gradWeights(ConvOp.GradWeights o) {
    CodeBlock groups = CodeBlock.of("$L", o.groups());
    put(o.dw(), call("convGradWeights", v(o.image()), v(o.result()), positions(o.axes()), groups));
    biasGradient(o.db(), o.transposed() ? o.image() : o.result());
  }

  private CodeBlock conv(String name, ConvOp op, ValueId x, ValueId w, Optional<ValueId> b) {
    CodeBlock groups = CodeBlock.of("$L", op.groups());
    return call(name, v(x), v(w), v(b), positions(op.axes()), groups);
  }

  private void add(Op.BatchNormGradInput o) {
    CodeBlock scaled = call("scaled", v(o.x()), v(o.mean()), v(o.inverse()));
    CodeBlock factors = call("product", v(o.gamma()), v(o.inverse()));
    CodeBlock dy = gated(v(o.dy()), o.gate());
    put(o.dx(), call("normGradInput", scaled, dy, factors, v(o.dgamma()), v(o.dbeta())));
  }

  private CodeBlock inverseRoots(ValueId variance, double epsilon) {
    return call("inverseRoots", v(variance), number(epsilon));
  }

  private void biasGradient(Optional<ValueId> db, ValueId dy) {
    db.ifPresent(bias -> put(bias, call("channelSums", v(dy), channels(dy))));
  }

  void activated(ValueId y, Optional<Activation> activation, CodeBlock value) {
    put(y, activation.map(f -> call("activate", value, function(f))).orElse(value));
  }

  void put(ValueId id, CodeBlock value) {
    code.add("v[$L] = $L; // $L\n", id.index(), value, comment(id));
  }

  private String comment(ValueId id) {
    return graph.value(id).name() + " " + graph.shape(id);
  }

  CodeBlock v(ValueId id) {
    return CodeBlock.of("v[$L]", id.index());
  }

  CodeBlock v(Optional<ValueId> id) {
    return id.map(this::v).orElse(NULL);
  }

  static CodeBlock call(String operation, CodeBlock... arguments) {
    CodeBlock list = Stream.of(arguments).collect(CodeBlock.joining(", "));
    return CodeBlock.of("$L($L)", operation, list);
  }

  CodeBlock size(ValueId id) {
    return CodeBlock.of("$L", graph.shape(id).size());
  }

  Shape shape(ValueId id) {
    return graph.shape(id);
  }

  CodeBlock channels(ValueId id) {
    return CodeBlock.of("$L", graph.shape(id).channels());
  }

  static CodeBlock number(double value) {
    return CodeBlock.of("$L", value);
  }

  private static CodeBlock function(Activation function) {
    return CodeBlock.of(
        "$T.$L, $L", TestingApi.ACTIVATION, function.kind().name(), function.parameter());
  }

  private CodeBlock conv(ValueId x, Window w, ValueId y) {
    Shape in = graph.shape(x);
    Shape out = graph.shape(y);
    return positions(
        List.of(
            AxisRule.windows(
                in.dim(1),
                out.dim(1),
                w.size().height(),
                w.stride().height(),
                w.dilation().height(),
                w.pads().top()),
            AxisRule.windows(
                in.dim(2),
                out.dim(2),
                w.size().width(),
                w.stride().width(),
                w.dilation().width(),
                w.pads().left())));
  }

  private static CodeBlock positions(List<AxisRule> axes) {
    return CodeBlock.of(
        "new $T($L)",
        TestingApi.POSITIONS,
        axes.stream().map(TwinCode::axis).collect(CodeBlock.joining(", ")));
  }

  private static CodeBlock axis(AxisRule a) {
    return CodeBlock.of(
        "new $T($T.Kind.$L, $L, $L, $L, $L, $L, $L)",
        TestingApi.AXIS,
        TestingApi.AXIS,
        a.kind().name(),
        a.inputs(),
        a.outputs(),
        a.size(),
        a.stride(),
        a.dilation(),
        a.before());
  }

  private CodeBlock pool(ValueId x, Window w, ValueId y) {
    String numbers =
        List.of(
                w.size().height(),
                w.size().width(),
                w.stride().height(),
                w.stride().width(),
                w.dilation().height(),
                w.dilation().width(),
                w.pads().top(),
                w.pads().left())
            .stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return CodeBlock.of(
        "new $T($L, new $T($L), $L)",
        TestingApi.POOLING,
        image(x),
        TestingApi.WINDOW,
        numbers,
        image(y));
  }

  CodeBlock image(ValueId id) {
    return image(graph.shape(id));
  }

  private static CodeBlock image(Shape any) {
    Shape shape = any.asImage();
    boolean flat = shape.rank() == 1;
    return CodeBlock.of(
        "new $T($L, $L, $L)",
        TestingApi.IMAGE,
        shape.channels(),
        flat ? 1 : shape.dim(1),
        flat ? 1 : shape.dim(2));
  }

  private CodeBlock mask(Op.Dropout o) {
    Shape shape = graph.shape(o.mask());
    CodeBlock first = CodeBlock.of("$L, $Lf", o.layerIndex(), (float) o.rate());
    return switch (memory.slots().get(o.mask()).layout()) {
      case Layout.Rows _ -> call("rowMask", first, CodeBlock.of("$L", shape.size()));
      case Layout.SliceImage _ -> call("sliceMask", first, image(shape));
      case Layout.Pixels pixels ->
          call("pixelMask", first, image(shape), CodeBlock.of("$L", pixels.stride()));
      case Layout.Planes _ -> throw new IllegalArgumentException("not in training: " + o);
    };
  }
}
