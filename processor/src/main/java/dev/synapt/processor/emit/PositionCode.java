package dev.synapt.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.AttentionOp;
import dev.synapt.processor.lower.AxisRule;
import dev.synapt.processor.lower.ConvOp;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.PositionOp;
import dev.synapt.processor.lower.PositionalOp;
import dev.synapt.processor.lower.SampleNormOp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The tables and sizes of layers that generated code has as constants. */
final class PositionCode {

  private final OpGraph graph;
  private final int lanes;
  private final Map<String, FieldSpec> fields = new LinkedHashMap<>();

  private PositionCode(OpGraph graph, int lanes) {
    this.graph = graph;
    this.lanes = lanes;
  }

  /**
   * The constants of a graph's layers.
   *
   * @param lanes floats of a channel at a position
   */
  static Iterable<FieldSpec> fields(OpGraph graph, int lanes) {
    PositionCode code = new PositionCode(graph, lanes);
    graph.ops().forEach(code::add);
    return code.fields.values();
  }

  private void add(Op op) {
    switch (op) {
      case PositionOp p -> table(op, p.axes());
      case ConvOp.Forward c -> convolution(c, channels(c.y()), channels(c.x()));
      case ConvOp.Transposed c -> convolution(c, channels(c.x()), channels(c.y()));
      case SampleNormOp.Forward n -> norm(n);
      case PositionalOp.Sinusoidal p -> sinusoidal(p);
      case AttentionOp.Products a when lanes == 1 -> heads(a);
      default -> {
        // has no table
      }
    }
  }

  private int channels(ValueId value) {
    return graph.shape(value).channels();
  }

  private void convolution(ConvOp op, int filters, int channels) {
    table(op, op.axes());
    field(
        RuntimeApi.POSITION_CONVOLUTION,
        op.convolution(),
        CodeBlock.of(
            "new $T($L, $L, $L, $L, $L)",
            RuntimeApi.POSITION_CONVOLUTION,
            op.origin().constant("Map"),
            filters,
            channels,
            op.groups(),
            lanes));
  }

  private void norm(SampleNormOp.Forward op) {
    Shape x = graph.shape(op.x());
    boolean image = x.rank() > 1;
    boolean all = image && !op.perPosition();
    boolean perEntry =
        !op.perPosition()
            && op.affine().map(a -> graph.shape(a.gamma()).size() == x.size()).orElse(false);
    field(
        RuntimeApi.GROUP_NORMALIZATION,
        op.constant(),
        CodeBlock.of(
            "new $T($L, $L, $L, $L, $L, $L, $Lf)",
            RuntimeApi.GROUP_NORMALIZATION,
            x.channels(),
            op.groups(),
            all ? x.dim(1) : 1,
            all ? x.dim(2) : 1,
            image ? lanes : 1,
            perEntry,
            (float) op.epsilon()));
  }

  private void heads(AttentionOp.Products op) {
    field(
        RuntimeApi.ATTENTION_HEADS,
        op.constant(),
        CodeBlock.of(
            "new $T($L, $L, $L, $L)",
            RuntimeApi.ATTENTION_HEADS,
            op.heads(),
            channels(op.a()) / op.heads(),
            graph.shape(op.a()).dim(2),
            op.causal()));
  }

  private void sinusoidal(PositionalOp.Sinusoidal op) {
    Shape x = graph.shape(op.x());
    field(
        ArrayTypeName.of(TypeName.FLOAT),
        op.constant(),
        CodeBlock.of("$T.sinusoidal($L, $L)", RuntimeApi.POSITION_TABLE, x.channels(), x.dim(2)));
  }

  private void table(Op op, List<AxisRule> axes) {
    CodeBlock all = axes.stream().map(PositionCode::axis).collect(CodeBlock.joining(",\n"));
    field(
        RuntimeApi.POSITION_MAP,
        op.origin().constant("Map"),
        CodeBlock.of("new $T(\n$>$>$L$<$<)", RuntimeApi.POSITION_MAP, all));
  }

  private void field(TypeName type, String name, CodeBlock value) {
    fields.putIfAbsent(
        name,
        FieldSpec.builder(type, name, Modifier.STATIC, Modifier.FINAL).initializer(value).build());
  }

  private static CodeBlock axis(AxisRule rule) {
    int after = rule.outputs() - rule.inputs() - rule.before();
    String call =
        switch (rule.kind()) {
          case WINDOWS ->
              "windows(%d, %d, %d, %d, %d, %d)"
                  .formatted(
                      rule.inputs(),
                      rule.outputs(),
                      rule.size(),
                      rule.stride(),
                      rule.dilation(),
                      rule.before());
          case PARTS -> "parts(%d, %d)".formatted(rule.inputs(), rule.outputs());
          case NEAREST -> "nearest(%d, %d)".formatted(rule.inputs(), rule.outputs());
          case LINEAR -> "linear(%d, %d, false)".formatted(rule.inputs(), rule.outputs());
          case LINEAR_ALIGNED -> "linear(%d, %d, true)".formatted(rule.inputs(), rule.outputs());
          case ZEROS -> "zeros(%d, %d, %d)".formatted(rule.inputs(), rule.before(), after);
          case MIRRORED -> "mirrored(%d, %d, %d)".formatted(rule.inputs(), rule.before(), after);
          case REPEATED -> "repeated(%d, %d, %d)".formatted(rule.inputs(), rule.before(), after);
        };
    return CodeBlock.of("$T.$L", RuntimeApi.POSITION_AXIS, call);
  }
}
