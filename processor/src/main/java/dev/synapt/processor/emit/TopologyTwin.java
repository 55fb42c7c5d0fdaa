package dev.synapt.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.TopologyOp;
import java.util.List;

/** Writes the operations that join and part branches, see {@link TwinCode}. */
final class TopologyTwin {

  private final TwinCode twin;

  TopologyTwin(TwinCode twin) {
    this.twin = twin;
  }

  void add(TopologyOp op) {
    switch (op) {
      case TopologyOp.Add o ->
          twin.activated(o.y(), o.activation(), TwinCode.call("sum", all(o.inputs())));
      case TopologyOp.SharedGradient o -> twin.put(o.dw(), TwinCode.call("sum", all(o.parts())));
      case TopologyOp.Multiply o ->
          twin.put(o.y(), TwinCode.call("product", twin.v(o.a()), twin.v(o.b())));
      case TopologyOp.Concat o -> concat(o);
      case TopologyOp.Split o -> split(o);
      case TopologyOp.Part o -> part(o);
      case TopologyOp.Subsample o ->
          subsample("subsample", o.x(), o.y(), subsampling(o.x(), o.stride(), o.y()));
      case TopologyOp.SubsampleGrad o ->
          subsample("subsampleGrad", o.dy(), o.dx(), subsampling(o.dx(), o.stride(), o.dy()));
    }
  }

  private CodeBlock all(List<ValueId> ids) {
    return ids.stream().map(twin::v).collect(CodeBlock.joining(", "));
  }

  private void concat(TopologyOp.Concat op) {
    CodeBlock repeats = CodeBlock.of("$L", op.axis().repeats(twin.shape(op.y())));
    twin.put(op.y(), TwinCode.call("concat", repeats, all(op.inputs())));
  }

  private void split(TopologyOp.Split op) {
    int first = 0;
    for (ValueId part : op.outputs()) {
      CodeBlock from = CodeBlock.of("1, $L", first);
      twin.put(part, TwinCode.call("part", twin.v(op.x()), from, twin.size(part)));
      first += twin.shape(part).size();
    }
  }

  private void part(TopologyOp.Part op) {
    Shape shape = twin.shape(op.y());
    int repeats = op.axis().repeats(shape);
    int run = shape.size() / repeats;
    int first = op.first() * (run / op.axis().length(shape));
    CodeBlock where = CodeBlock.of("$L, $L, $L", repeats, first, run);
    twin.put(op.y(), TwinCode.call("part", twin.v(op.x()), where));
  }

  private void subsample(String operation, ValueId from, ValueId to, CodeBlock sizes) {
    twin.put(to, TwinCode.call(operation, twin.v(from), sizes));
  }

  private CodeBlock subsampling(ValueId x, Size2 stride, ValueId y) {
    return CodeBlock.of(
        "new $T($L, $L, $L, $L)",
        TestingApi.SUBSAMPLING,
        twin.image(x),
        stride.height(),
        stride.width(),
        twin.image(y));
  }
}
